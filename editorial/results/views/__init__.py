"""What readers and officers see of results."""
