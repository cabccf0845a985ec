"""Tags of the screens of files."""
