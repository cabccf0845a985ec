"""The screens on which many portals are opened from a file."""
