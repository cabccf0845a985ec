"""What readers and officers see of candidates."""
