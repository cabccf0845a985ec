"""Inviting, changing and suspending the people of a portal, and moving between portals."""
