"""Why something about a site is refused."""


class ProvisioningRefused(Exception):
    """An act on a site is refused; nothing was changed.

    Attributes:
        reason: a sentence for the person who asked, saying what to do.
        field: the field of the spec or column of the file that is at fault.
    """

    def __init__(self, reason: str, field: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.field = field
