"""Versions of a draft: which provision became which, and what changed in its words."""
