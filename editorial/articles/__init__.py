"""Sections and the news items under them."""
