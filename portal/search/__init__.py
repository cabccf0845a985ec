"""Search over one portal."""
