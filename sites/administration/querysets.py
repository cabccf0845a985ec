"""What the screens ask the database: all portals with their units, in one statement."""

from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db.models import DateTimeField, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Concat
from wagtail.models import Page

from portal.common.registry import page_types
from sites.profile.models import SiteProfile
from sites.units.models import UnitPeriod

# Where everything below a home page stands among tree paths; see ``portal.common.tree.below``.
_FIRST, _LAST = (path for path in Page._get_children_path_interval(""))


def portals(day: date) -> QuerySet[SiteProfile]:
    """All portals with what their unit is on a day, or was last.

    Args:
        day: the day on which units are read.

    Returns:
        Profiles with ``unit_name``, ``unit_kind``, ``unit_order`` (the place in the Vietnamese
        alphabet), ``parent_unit``, ``parent_name`` and ``last_news``.
    """
    period = _newest(OuterRef("unit"), day)
    parent = _newest(OuterRef("parent_unit"), day)
    return (
        SiteProfile.objects.select_related("site")
        .annotate(
            unit_name=Subquery(period.values("name")[:1]),
            unit_kind=Subquery(period.values("kind")[:1]),
            unit_order=Subquery(period.values("sort_key")[:1]),
            parent_unit=Subquery(period.values("parent")[:1]),
        )
        .annotate(
            parent_name=Subquery(parent.values("name")[:1]),
            parent_order=Subquery(parent.values("sort_key")[:1]),
            last_news=_last_news(),
        )
    )


def _newest(unit: OuterRef, day: date) -> QuerySet[UnitPeriod]:
    return UnitPeriod.objects.filter(unit=unit, valid_from__lte=day).order_by("-valid_from")


def _last_news() -> Subquery | Value:
    """When the newest news item of a portal was published; nothing while none is installed."""
    article = page_types.get("article")
    if article is None:
        return Value(None, output_field=DateTimeField())
    home = OuterRef("site__root_page__path")
    news = Page.objects.filter(
        path__range=(Concat(home, Value(_FIRST)), Concat(home, Value(_LAST))),
        content_type=ContentType.objects.get_for_model(article.model),
        live=True,
        alias_of=None,
    )
    newest = news.order_by(F("first_published_at").desc(nulls_last=True))
    return Subquery(newest.values("first_published_at")[:1])


def parents_of_portals(day: date) -> list[tuple[int, str]]:
    """The units under which portals stand, in Vietnamese order: primary key and name."""
    units = {unit for unit in portals(day).values_list("parent_unit", flat=True) if unit}
    periods = UnitPeriod.objects.filter(unit__in=units, valid_from__lte=day)
    names = {period.unit_id: period for period in periods.order_by("valid_from")}
    ordered = sorted(names.values(), key=lambda period: (period.sort_key, period.code))
    return [(period.unit_id, period.name) for period in ordered]
