"""The units to choose from: those without a portal first."""

from dataclasses import dataclass
from datetime import date

from sites.administration.search import folded_words, holds
from sites.profile.models import SiteProfile
from sites.units.models import Kind, UnitPeriod


@dataclass(frozen=True)
class Candidate:
    """A unit as the first step shows it.

    Attributes:
        period: what holds for it on the day.
        parent_name: the unit above it, or nothing.
        portal: its live portal, if it has one.
    """

    period: UnitPeriod
    parent_name: str
    portal: SiteProfile | None


def candidates(day: date, text: str = "", kind: str = "") -> list[Candidate]:
    """The units of a day in two statements, in Vietnamese order, those without a portal first.

    Args:
        day: the day on which the units exist.
        text: words to find in name, code or parent, with or without diacritics.
        kind: a value of ``Kind``; anything else means all.
    """
    periods = list(UnitPeriod.objects.on(day).in_order())
    names = {period.unit_id: period.name for period in periods}
    live = SiteProfile.objects.filter(state=SiteProfile.State.LIVE).select_related("site")
    portals = {profile.unit_id: profile for profile in live}
    words = folded_words(text)
    found = []
    for period in periods:
        parent = names.get(period.parent_id, "")
        if kind in Kind.values and period.kind != kind:
            continue
        if holds(words, period.name, period.code, parent):
            found.append(Candidate(period, parent, portals.get(period.unit_id)))
    return sorted(found, key=lambda candidate: candidate.portal is not None)
