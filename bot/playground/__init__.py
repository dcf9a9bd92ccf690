"""The workspace in a box: a pretend Slack that an unchanged bot can talk to."""
