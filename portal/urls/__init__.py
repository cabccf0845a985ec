"""Address tables: one for public hosts, one for the administration."""
