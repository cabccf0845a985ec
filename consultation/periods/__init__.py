"""How long drafts must stand open, by type of document, as dated data."""
