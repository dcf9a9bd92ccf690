"""What Slack accepts and refuses: manifests, blocks, messages and views."""
