"""A small demonstration in a folder and a process of its own, for tests that look from outside."""
