"""The steps that make a site right, in order. Features above add their own.

Each step is idempotent: it looks, mends what is missing and says what it mended. Making a site
and synchronising one run the same steps.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from wagtail.models import Page, Site

from sites.access.services import PermissionIds
from sites.profile.models import SiteProfile
from sites.units.models import UnitPeriod


@dataclass
class SiteContext:
    """What a step knows, and where it says what it did.

    Attributes:
        is_new: whether the site is being made now, so that nobody has filled anything.
        repairs: what was missing and has been put right.
        notes: what people have to put right, such as a required section that is hidden.
        not_installed: required sections whose feature is not installed; nothing that whoever
            asked for a site could mend.
    """

    site: Site
    profile: SiteProfile
    period: UnitPeriod
    day: date
    home: Page
    permissions: PermissionIds
    is_new: bool = False
    repairs: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    not_installed: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Step:
    """One step: a key to name it by, and what it does."""

    key: str
    run: Callable[[SiteContext], None]


class Steps:
    """The ordered list of steps."""

    def __init__(self) -> None:
        self._steps: list[Step] = []

    def register(self, step: Step, *, after: str = "") -> None:
        """Adds a step at the end, or right after the named one. A known key is replaced."""
        known = [present.key for present in self._steps]
        if step.key in known:
            self._steps[known.index(step.key)] = step
        elif after:
            self._steps.insert(known.index(after) + 1, step)
        else:
            self._steps.append(step)

    def run(self, context: SiteContext) -> None:
        """Runs every step in order."""
        for step in self._steps:
            step.run(context)


steps = Steps()
