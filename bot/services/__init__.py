"""What can happen: each function is one thing that happens, in one transaction."""
