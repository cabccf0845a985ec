"""A yardstick for CPU time, because a machine that others share changes its speed.

Before each timed run a fixed piece of work of the same kind (building statements) is timed too.
A ratio of two figures is taken from times in units of that work, so that a machine that slows
down between the two does not show as a slower program.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from wagtail.models import Page

STATEMENTS = 60


def yardstick() -> float:
    """CPU seconds of the fixed work, now."""
    started = time.process_time()
    for number in range(STATEMENTS):
        pages = Page.objects.filter(slug="a", depth=number, path__range=("0001", "0002"))
        str(pages.order_by("-path").query)
    return time.process_time() - started


@dataclass
class Times:
    """Repeated runs of one thing."""

    seconds: list[float] = field(default_factory=list)
    units: list[float] = field(default_factory=list)

    def add(self, run: Callable[[], object]) -> None:
        """Times one run."""
        unit = yardstick()
        started = time.process_time()
        run()
        spent = time.process_time() - started
        self.seconds.append(spent)
        self.units.append(2 * spent / (unit + yardstick()))

    @property
    def milliseconds(self) -> float:
        """Median CPU time."""
        return statistics.median(self.seconds) * 1000

    def ratio(self, other: "Times") -> float:
        """How many times the other's cost this is, by the yardstick."""
        return statistics.median(self.units) / statistics.median(other.units)
