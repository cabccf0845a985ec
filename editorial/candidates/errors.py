"""What goes against the rules for lists of candidates."""


class ListRefusedError(Exception):
    """An act was refused and nothing changed; the message says why and what to do."""
