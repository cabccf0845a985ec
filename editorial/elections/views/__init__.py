"""What readers and officers see of elections."""
