"""What citizens do: read drafts, comment, ask and complain."""
