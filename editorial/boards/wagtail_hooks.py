"""The administration of editorial boards."""
