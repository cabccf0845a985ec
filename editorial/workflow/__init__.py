"""Review of what is written before it is published: one way for all portals."""
