"""Keeps the sections that a portal must have where readers find them."""

from collections.abc import Sequence
from functools import reduce
from operator import or_

from django.db.models import Case, Exists, OuterRef, Q, Subquery, TextField, Value, When
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext as _
from wagtail.models import Page

from portal.common import clock
from portal.common.registry import page_types
from sites.blueprint.models import RequiredSection, RequirementSet
from sites.blueprint.rules import BOUND_KINDS, Kind
from sites.profile.models import SiteSection
from sites.units.models import UnitPeriod


def sections_that_stay(pages: Sequence[Page]) -> dict[int, str]:
    """Why pages stay that are, or hold, a section which the law in force asks for.

    One statement, whatever the number of pages.

    Args:
        pages: any pages.

    Returns:
        The reasons by primary key, of those alone that stay.
    """
    asked = [page for page in pages if _may_hold_section(page)]
    if not asked:
        return {}
    reason = _(
        "This is, or holds, a section that every portal of this kind must have. Only an "
        "administrator of the province removes it."
    )
    required = _required_within(asked)
    return {
        page.pk: reason for page in asked if any(path.startswith(page.path) for path in required)
    }


def _may_hold_section(page: Page) -> bool:
    kind = page_types.of(page.specific_class)
    return not page.is_leaf() or bool(kind and kind.is_section)


def _required_within(pages: Sequence[Page]) -> list[str]:
    """The tree paths of the required sections among some pages and all below them."""
    today = clock.today()
    # Not by LIKE, which SQLite answers by reading the whole table.
    ranges = ((page.path, Page._get_children_path_interval(page.path)[1]) for page in pages)
    within = reduce(or_, (Q(page__path__range=interval) for interval in ranges))
    periods = UnitPeriod.objects.on(today).filter(unit=OuterRef("site__profile__unit"))
    followed = Case(When(kind__in=BOUND_KINDS, then="kind"), default=Value(Kind.DEPARTMENT.value))
    bound = Subquery(periods.order_by().annotate(followed=followed).values("followed")[:1])
    # A group stays because of what stands below it.
    asked = (
        RequiredSection.objects.on(today)
        .alias(words=Cast("kinds", TextField()))
        .filter(
            requirement_set__in=RequirementSet.objects.on(today),
            key=OuterRef("key"),
            words__contains=Concat(Value('"'), OuterRef("bound"), Value('"')),
        )
    )
    rows = SiteSection.objects.filter(within).annotate(bound=bound)
    return list(rows.filter(Exists(asked)).values_list("page__path", flat=True))
