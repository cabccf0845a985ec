"""Standard pages, people, links and contact."""
