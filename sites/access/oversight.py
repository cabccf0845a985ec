"""Which sites the supervisors of a site look after: those of the units directly under its unit.

A supervisor's group has its right on the home pages of those sites, row by row, as long as the
units stand under the supervisor's unit; the province's group has it once, at the root.
"""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Q
from wagtail.models import GroupPagePermission, Page, Site

from portal.common import clock
from sites.access.models import Role, SiteRole
from sites.access.roles import RIGHTS
from sites.access.services import PermissionIds, add_groups
from sites.profile.models import SiteProfile
from sites.units.models import Kind, UnitPeriod


def far_reaching_roles(period: UnitPeriod, day: date) -> tuple[str, ...]:
    """The roles beyond its own site that the site of a unit has on a day."""
    if period.kind == Kind.PROVINCE:
        return (Role.SUPERVISOR, Role.PROVINCIAL_EDITOR)
    has_units_below = UnitPeriod.objects.on(day).filter(parent=period.unit_id).exists()
    return (Role.SUPERVISOR,) if has_units_below else ()


def sites_below(site: Site, day: date | None = None):
    """The live sites of the units that stand directly under a site's unit on a day.

    Args:
        site: the site of a supervisor.
        day: today if left out.
    """
    return Site.objects.filter(pk__in=_site_ids_below([site.pk], day))


def supervised_sites(site_ids: Iterable[int], day: date | None = None):
    """Primary keys of the live sites that the supervisors of these sites look after."""
    return _site_ids_below(site_ids, day)


def homes_below(period: UnitPeriod, day: date) -> tuple[int, ...]:
    """The home pages, in every language, of the live sites under a unit that is no province."""
    if period.kind == Kind.PROVINCE:
        return ()
    units = UnitPeriod.objects.on(day).filter(parent=period.unit_id).values("unit")
    return tuple(_homes_of(SiteProfile.objects.filter(unit__in=units, state=_LIVE)))


def sync_supervisor(
    homes: list[int], period: UnitPeriod | None, day: date, ids: PermissionIds
) -> bool:
    """Lets just the supervisors of the unit right above look after a site.

    Args:
        homes: the site's home pages.
        period: what holds for its unit; None for an archive, which nobody looks after.
        day: the day on which it holds.
        ids: the permissions, read once.

    Returns:
        Whether anything had to be put right.
    """
    group_id = _supervisors_above(period, day, ids) if period else None
    wanted = {(group_id, home) for home in homes} if group_id else set()
    return bool(_put_right(wanted, homes, ids))


def renew_oversight(day: date | None = None) -> int:
    """Puts the rights of all supervisors right for a day, in a few statements.

    Called after every change of the register of units, and once a day, because a change may be
    entered long before the day on which it holds.

    Returns:
        For how many sites something changed.
    """
    ids = PermissionIds()
    day = day or clock.today()
    with transaction.atomic():
        parents = dict(
            UnitPeriod.objects.on(day).filter(parent__isnull=False).values_list("unit", "parent")
        )
        sites = dict(SiteProfile.objects.filter(state=_LIVE).values_list("unit", "site"))
        groups = _supervisors(day, set(parents.values()), sites, ids)
        homes = _homes_by_unit()
        wanted = {
            (groups[parents[unit]], home)
            for unit, pages in homes.items()
            if parents.get(unit) in groups
            for home in pages
        }
        return _put_right(wanted, None, ids)


_LIVE = SiteProfile.State.LIVE


def _site_ids_below(site_ids: Iterable[int], day: date | None):
    units = SiteProfile.objects.filter(site__in=list(site_ids), state=_LIVE).values("unit")
    below = UnitPeriod.objects.on(day or clock.today()).filter(parent__in=units).values("unit")
    return SiteProfile.objects.filter(unit__in=below, state=_LIVE).values("site")


def _homes_of(profiles) -> Iterable[int]:
    keys = profiles.values("site__root_page__translation_key")
    return Page.objects.filter(depth=2, translation_key__in=keys).values_list("pk", flat=True)


def _homes_by_unit() -> dict[int, list[int]]:
    profiles = SiteProfile.objects.filter(state=_LIVE)
    units = dict(profiles.values_list("site__root_page__translation_key", "unit"))
    found: dict[int, list[int]] = {}
    for key, pk in Page.objects.filter(depth=2).values_list("translation_key", "pk"):
        if key in units:
            found.setdefault(units[key], []).append(pk)
    return found


def _supervisors_above(period: UnitPeriod, day: date, ids: PermissionIds) -> int | None:
    if period.parent_id is None:
        return None
    above = UnitPeriod.objects.on(day).filter(unit=period.parent_id).first()
    profiles = SiteProfile.objects.filter(unit=period.parent_id, state=_LIVE)
    profile = profiles.select_related("site").first()
    if above is None or above.kind == Kind.PROVINCE or profile is None:
        return None
    return add_groups(profile.site, [Role.SUPERVISOR], ids)[Role.SUPERVISOR].pk


def _supervisors(
    day: date, parents: set[int], sites: dict[int, int], ids: PermissionIds
) -> dict[int, int]:
    """The group of the supervisors by unit, made where it is missing; none for a province."""
    provinces = set(
        UnitPeriod.objects.on(day).filter(kind=Kind.PROVINCE).values_list("unit", flat=True)
    )
    site_ids = {sites[unit]: unit for unit in parents - provinces if unit in sites}
    rows = SiteRole.objects.filter(role=Role.SUPERVISOR, site__in=site_ids)
    found = {site_ids[row.site_id]: row.group_id for row in rows}
    for site_id, unit in site_ids.items():
        if unit not in found:
            groups = add_groups(Site.objects.get(pk=site_id), [Role.SUPERVISOR], ids)
            found[unit] = groups[Role.SUPERVISOR].pk
    return found


def _put_right(wanted: set[tuple[int, int]], homes: list[int] | None, ids: PermissionIds) -> int:
    """Leaves just the wanted rights (group, home page) of supervisors, on all or some homes."""
    permissions = ids.of(RIGHTS[Role.SUPERVISOR].pages_below)
    rows = GroupPagePermission.objects.filter(
        Q(page__depth=2), group__site_role__role=Role.SUPERVISOR
    )
    if homes is not None:
        rows = rows.filter(page__in=homes)
    present = {
        (group, page, permission): pk
        for pk, group, page, permission in rows.values_list(
            "pk", "group_id", "page_id", "permission_id"
        )
    }
    rights = {(group, page, permission) for group, page in wanted for permission in permissions}
    missing, surplus = rights - present.keys(), present.keys() - rights
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group_id=group, page_id=page, permission_id=permission)
        for group, page, permission in sorted(missing)
    )
    if surplus:
        rows.filter(pk__in=[present[row] for row in surplus]).delete()
    return len({page for _group, page, _permission in missing | surplus})
