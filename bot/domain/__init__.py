"""What is true of kudos, ideas, people and digests, as plain Python without any I/O."""
