"""People who sign in, and the only door to the administration."""
