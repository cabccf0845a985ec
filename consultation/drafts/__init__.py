"""Draft regulations on which citizens comment."""
