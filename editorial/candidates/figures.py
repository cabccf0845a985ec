"""Lists of candidates in figures: by sex, age, ethnic group, education, Party, re-election."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from editorial.candidates.models import Qualification, Sex
from editorial.candidates.services import published_candidates
from editorial.elections.models import ElectedBody, Election, Level

# The majority; everybody else counts as of an ethnic minority.
MAJORITY = "Kinh"
AGES = (30, 40, 50, 60)


@dataclass(frozen=True)
class Figure:
    """One line: how many candidates, and which share of all."""

    name: str
    count: int
    total: int

    @property
    def percent(self) -> float:
        """The share in percent; none of none is none."""
        return 100 * self.count / self.total if self.total else 0.0


@dataclass(frozen=True)
class FigureGroup:
    """Figures that belong together."""

    heading: str
    figures: Sequence[Figure]


@dataclass(frozen=True)
class LevelFigures:
    """The figures of all published lists of a level."""

    level: str
    total: int
    groups: Sequence[FigureGroup]


def figures_of(election: Election) -> list[LevelFigures]:
    """The figures by level, in one statement; withdrawn candidates do not count."""
    conditions = _conditions(election.day)
    counted = {
        f"n{place}": Count("pk", filter=condition)
        for place, (_heading, _name, condition) in enumerate(conditions)
    }
    rows = published_candidates(election).filter(withdrawn_at=None).order_by()
    found = {
        row["constituency__body__level"]: row
        for row in rows.values("constituency__body__level").annotate(total=Count("pk"), **counted)
    }
    return [
        LevelFigures(str(level.label), found[level]["total"], _groups(conditions, found[level]))
        for level in Level
        if level in found
    ]


def published_bodies(election: Election) -> list[ElectedBody]:
    """The bodies whose lists are published."""
    return list(election.bodies.filter(published_list__isnull=False))


def _conditions(day: date) -> list[tuple[str, str, Q]]:
    """Heading, name and condition of each figure."""
    party, none = Q(joined_party_on__isnull=False), Q(joined_party_on__isnull=True)
    before = ~Q(deputy_before="")
    rows: list[tuple[str, str, Q]] = [
        (_("Sex"), str(Sex(value).label), Q(sex=value)) for value in Sex.values
    ]
    rows += [(_("Age on election day"), name, condition) for name, condition in _ages(day)]
    rows += [
        (_("Ethnic group"), _("ethnic majority"), Q(ethnicity__iexact=MAJORITY)),
        (_("Ethnic group"), _("ethnic minorities"), ~Q(ethnicity__iexact=MAJORITY)),
    ]
    rows += [
        (_("Education"), str(Qualification(value).label), Q(qualification=value))
        for value in Qualification.values
    ]
    rows += [
        (_("Party"), _("members of the Party"), party),
        (_("Party"), _("without party"), none),
        (_("Deputies before"), _("stand for re-election"), before),
        (_("Deputies before"), _("stand for the first time"), ~before),
        (_("Nomination"), _("nominated"), ~Q(nominated_by="")),
        (_("Nomination"), _("self-nominated"), Q(nominated_by="")),
    ]
    return rows


def _ages(day: date) -> list[tuple[str, Q]]:
    """Age groups by the latest day of birth that reaches an age on election day."""
    born = partial(_years_before, day)
    first, *_between, last = AGES
    found = [(_("under %(age)d") % {"age": first}, Q(born_on__gt=born(first)))]
    for low, high in zip(AGES, AGES[1:], strict=False):
        name = _("%(low)d to %(high)d") % {"low": low, "high": high - 1}
        found.append((name, Q(born_on__lte=born(low), born_on__gt=born(high))))
    return [*found, (_("%(age)d and over") % {"age": last}, Q(born_on__lte=born(last)))]


def _years_before(day: date, years: int) -> date:
    """The day of birth of who becomes so old on a day; 29 February counts as 28 February."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _groups(conditions: list[tuple[str, str, Q]], row: dict) -> list[FigureGroup]:
    found: dict[str, list[Figure]] = {}
    for place, (heading, name, _condition) in enumerate(conditions):
        figure = Figure(name, row[f"n{place}"], row["total"])
        found.setdefault(heading, []).append(figure)
    return [
        FigureGroup(heading, figures)
        for heading, figures in found.items()
        if any(figure.count for figure in figures)
    ]
