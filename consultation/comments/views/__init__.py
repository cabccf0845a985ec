"""What citizens and officers see of comments."""
