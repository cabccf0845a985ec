"""The directory of portals: which exist, by kind, and how to find one."""
