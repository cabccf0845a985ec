"""Which units exist, and the site each one has."""
