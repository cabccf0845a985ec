"""Forms of boards, of their way up, and of the days they are due."""
