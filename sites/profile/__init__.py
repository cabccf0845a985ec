"""The identity and the state of a site."""
