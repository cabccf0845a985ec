"""What a load found and did."""

from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.common.tables import Fault


class Action(models.TextChoices):
    """What a row does to the register."""

    NEW = "new", _("new")
    CHANGED = "changed", _("changed")
    UNCHANGED = "unchanged", _("unchanged")


@dataclass(frozen=True)
class Change:
    """What one row does: to which unit, and to which fields."""

    action: Action
    line: int
    code: str
    name: str
    fields: tuple[str, ...] = ()


@dataclass
class LoadReport:
    """The outcome of a load; a file with faults changes nothing.

    ``changes`` has an entry for each good row, by line; ``awaited`` the codes of successors that
    no file has brought yet; ``linked`` how many units of other files found theirs; ``applied`` tells whether the register was written.
    """

    faults: list[Fault] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    awaited: list[str] = field(default_factory=list)
    linked: int = 0
    applied: bool = False

    def count(self, action: Action) -> int:
        """How many rows do this."""
        return sum(change.action == action for change in self.changes)

    @property
    def new(self) -> int:
        """Rows that open a period."""
        return self.count(Action.NEW)

    @property
    def changed(self) -> int:
        """Rows that change a period or its unit."""
        return self.count(Action.CHANGED)

    @property
    def unchanged(self) -> int:
        """Rows that say what the register says."""
        return self.count(Action.UNCHANGED)
