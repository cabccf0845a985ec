"""What every page and feature shares: base page, clock, text, forms."""
