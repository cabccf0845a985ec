"""Which host names answer, and which site each address belongs to."""
