"""What waits for citizens' officers. Features that citizens use register what they have to say."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from editorial.desk.panels import DeskPanel
from sites.access.models import Role


@dataclass(frozen=True)
class Line:
    """One thing that an officer should know, with the way to it.

    Attributes:
        since: since when the oldest has been waiting.
        until: by when.
    """

    text: str
    url: str
    since: datetime | None = None
    until: datetime | None = None


# Takes the officer and gives the lines of a feature, the most pressing first.
Source = Callable[[object], list[Line]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Lets a feature say what waits for the citizens' officers of the current portal."""
    if source not in _sources:
        _sources.append(source)


class CitizensPanel(DeskPanel):
    """What was sent in, or what will appear."""

    name = "desk_citizens"
    template_name = "desk/citizens.html"
    order = 25

    def is_shown(self) -> bool:
        """For citizens' officers."""
        return self.desk.holds(Role.CITIZENS_OFFICER)

    def get_context_data(self, parent_context) -> dict:
        """The lines of all features."""
        return {"lines": [line for source in _sources for line in source(self.desk.user)]}
