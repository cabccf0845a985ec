"""What is said when an act on a board is refused."""


class BoardRefused(Exception):
    """An act is refused and nothing was changed.

    Attributes:
        reason: what is wrong and what to do, for whoever asked.
        field: the field of the form that it is about; empty if none.
    """

    def __init__(self, reason: str, field: str = "") -> None:
        super().__init__(reason)
        self.reason = str(reason)
        self.field = field
