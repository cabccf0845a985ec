"""Asking which portals exist, with what holds for their units on a day."""

from datetime import date

from django.db.models import (
    Case,
    Exists,
    F,
    FilteredRelation,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from sites.profile.models import SiteProfile
from sites.units.models import Kind, UnitPeriod

AGENCIES, DISTRICTS, COMMUNES = range(3)
_GROUP = Case(
    When(kind=Kind.DISTRICT, then=Value(DISTRICTS)),
    When(kind=Kind.COMMUNE, then=Value(COMMUNES)),
    default=Value(AGENCIES),
    output_field=IntegerField(),
)


def listed(day: date) -> QuerySet[UnitPeriod]:
    """The units of all live portals but the province's own, as they are on a day.

    Returns:
        Periods with ``group``, ``site`` (its primary key), ``own_name`` and ``own_name_en`` (what
        the portal calls itself, if not as the unit), ``above_name`` and ``above_name_en`` (the
        unit above). Agencies come first, then districts, then communes by the unit above.
    """
    live = Q(unit__site_profiles__state=SiteProfile.State.LIVE)
    begun = Q(parent__periods__valid_from__lte=day)
    lasting = Q(parent__periods__valid_to__isnull=True) | Q(parent__periods__valid_to__gte=day)
    return (
        UnitPeriod.objects.on(day)
        .exclude(kind=Kind.PROVINCE)
        .annotate(
            profile=FilteredRelation("unit__site_profiles", condition=live),
            above=FilteredRelation("parent__periods", condition=begun & lasting),
        )
        .filter(profile__isnull=False)
        .annotate(
            group=_GROUP,
            site=F("profile__site"),
            own_name=F("profile__name"),
            own_name_en=F("profile__name_en"),
            above_name=F("above__name"),
            above_name_en=F("above__name_en"),
            place=Case(When(kind=Kind.COMMUNE, then=F("above__sort_key")), default=Value("")),
        )
        .order_by("group", F("place").asc(nulls_first=True), "sort_key", "code", "pk")
    )


def archived(day: date) -> QuerySet[SiteProfile]:
    """The portals that are kept as archives, and those of units that no longer exist.

    Returns:
        Profiles with ``unit_name`` and ``unit_name_en``: what the unit was called last.
    """
    newest = UnitPeriod.objects.filter(unit=OuterRef("unit")).order_by("-valid_from")
    on_this_day = UnitPeriod.objects.on(day).filter(unit=OuterRef("unit"))
    return (
        SiteProfile.objects.filter(Q(state=SiteProfile.State.RETIRED) | ~Exists(on_this_day))
        .annotate(
            unit_name=Subquery(newest.values("name")[:1]),
            unit_name_en=Subquery(newest.values("name_en")[:1]),
            unit_order=Subquery(newest.values("sort_key")[:1]),
            folded=Subquery(newest.values("folded")[:1]),
        )
        .order_by("unit_order", "pk")
    )
