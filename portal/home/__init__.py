"""The home page of a portal: the only page that knows every feature."""
