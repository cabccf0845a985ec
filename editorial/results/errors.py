"""What goes against the figures."""


class ResultRefusedError(Exception):
    """A result was refused and nothing changed.

    Attributes:
        reasons: what does not add up, a sentence each.
    """

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = reasons
        super().__init__(" ".join(reasons))
