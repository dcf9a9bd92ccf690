"""Groundswell: a Slack bot that helps leaders lead from behind."""
