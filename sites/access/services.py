"""Makes and keeps right the groups of a site."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Page,
    Site,
)

from sites.access.models import SITE_ROLES, Role, SiteRole
from sites.access.roles import Rights, all_codenames, rights_of


class PermissionIds:
    """Ids of permissions by codename, read once for any number of sites."""

    def __init__(self) -> None:
        wanted = {"access_admin"} | all_codenames()
        found = Permission.objects.filter(codename__in=wanted)
        self._ids = dict(found.values_list("codename", "pk"))

    def of(self, codenames: Iterable[str]) -> set[int]:
        """The ids of these permissions."""
        return {self._ids[codename] for codename in codenames}


@dataclass(frozen=True)
class Ground:
    """What the rights of a site's roles lie on.

    Attributes:
        site: the site.
        homes: its home pages, one per language.
        collection: its collection of pictures and files.
        retired: whether the site is an archive, which nobody may write to.
        roles: the roles that the site has.
        below: home pages of the sites that its supervisor looks after.
        everywhere: whether the site is the province's own, whose far-reaching roles have their
            rights at the root of all pages and collections.
    """

    site: Site
    homes: list[Page]
    collection: Collection
    retired: bool = False
    roles: tuple[str, ...] = SITE_ROLES
    below: tuple[int, ...] = ()
    everywhere: bool = False


def sync_access(ground: Ground, ids: PermissionIds) -> list[str]:
    """Makes the groups of a site's roles and gives each just the rights of its role.

    Args:
        ground: the site and what the rights lie on.
        ids: the permissions, read once.

    Returns:
        A sentence for each thing that was missing or too much.
    """
    repairs: list[str] = []
    groups = _sync_groups(ground, ids, repairs)
    names = {group.pk: Role(role).label for role, group in groups.items()}
    for model, target, what in _TABLES:
        wanted = {
            (group.pk, pk, permission)
            for role, group in groups.items()
            for pk, codenames in _targets(model, ground, rights_of(role, retired=ground.retired))
            for permission in ids.of(codenames)
        }
        repairs += _sync_rows(model, target, wanted, names, what)
    return repairs


_TABLES = (
    (GroupPagePermission, "page_id", gettext_lazy("on pages")),
    (GroupCollectionPermission, "collection_id", gettext_lazy("on media")),
    (GroupSitePermission, "site_id", gettext_lazy("on the site's settings")),
)


def _targets(model, ground: Ground, rights: Rights) -> list[tuple[int, frozenset[str]]]:
    """On what a role has which permissions, in one of the three tables."""
    if model is GroupSitePermission:
        return [(ground.site.pk, rights.site)]
    if model is GroupCollectionPermission:
        own = [(ground.collection.pk, rights.media)]
        if not (ground.everywhere and rights.media_everywhere):
            return own
        root = Collection.objects.values_list("pk", flat=True).get(depth=1)
        return [*own, (root, rights.media_everywhere)]
    own = [(home.pk, rights.pages) for home in ground.homes]
    if not ground.everywhere:
        return own + [(pk, rights.pages_below) for pk in ground.below]
    return [*own, (_root_page_id(), rights.pages_everywhere | rights.pages_below)]


def _root_page_id() -> int:
    return Page.objects.values_list("pk", flat=True).get(path=Page._get_path("", 1, 1))


def group_name(site: Site, role: str) -> str:
    """The name of a role's group, as administrators read it where a workflow asks for groups.

    The number of the site keeps it unique when portals are renamed; it is in the main language,
    whoever opens the portal.
    """
    with translation.override(settings.LANGUAGE_CODE):
        return _("Portal %(number)s: %(role)s") % {"number": site.pk, "role": Role(role).label}


def _sync_groups(ground: Ground, ids: PermissionIds, repairs: list[str]) -> dict[str, Group]:
    rows = SiteRole.objects.filter(site=ground.site).select_related("group")
    groups = {row.role: row.group for row in rows}
    missing = [role for role in ground.roles if role not in groups]
    if missing:
        groups |= _make_groups(ground.site, missing)
        repairs += [
            _("group of the role “%(role)s” made") % {"role": Role(role).label} for role in missing
        ]
    _sync_admin_access(groups, ids, repairs, set(missing))
    return groups


def add_groups(site: Site, roles: Iterable[str], ids: PermissionIds) -> dict[str, Group]:
    """The groups of some roles of a site, made where they are missing, with access to the admin."""
    rows = SiteRole.objects.filter(site=site, role__in=roles).select_related("group")
    groups = {row.role: row.group for row in rows}
    missing = [role for role in roles if role not in groups]
    if missing:
        made = _make_groups(site, missing)
        _sync_admin_access(made, ids, [], set(missing))
        groups |= made
    return groups


def _make_groups(site: Site, roles: list[str]) -> dict[str, Group]:
    made = Group.objects.bulk_create([Group(name=group_name(site, role)) for role in roles])
    if made[0].pk is None:
        made = list(Group.objects.filter(name__in=[group.name for group in made]))
    by_name = {group.name: group for group in made}
    groups = {role: by_name[group_name(site, role)] for role in roles}
    SiteRole.objects.bulk_create(
        [SiteRole(site=site, role=role, group=group) for role, group in groups.items()]
    )
    return groups


def _sync_admin_access(
    groups: dict[str, Group], ids: PermissionIds, repairs: list[str], new: set[str]
) -> None:
    (access,) = ids.of(["access_admin"])
    rows = Group.permissions.through.objects
    of_site = rows.filter(group_id__in=[group.pk for group in groups.values()])
    present = set(of_site.values_list("group_id", "permission_id"))
    wanted = {(group.pk, access) for group in groups.values()}
    rows.bulk_create(
        [
            rows.model(group_id=group, permission_id=permission)
            for group, permission in wanted - present
        ]
    )
    for group_id, permission_id in present - wanted:
        rows.filter(group_id=group_id, permission_id=permission_id).delete()
    drifted = {group for group, _permission in wanted ^ present}
    repairs += [
        _("access to the administration of the role “%(role)s” put right")
        % {"role": Role(role).label}
        for role, group in groups.items()
        if group.pk in drifted and role not in new
    ]


def _sync_rows(
    model, target: str, wanted: set[tuple], names: dict[int, str], what: str
) -> list[str]:
    """Leaves just the wanted rows (group, target, permission) in a permission table."""
    columns = ("pk", "group_id", target, "permission_id")
    rows = model.objects.filter(group_id__in=names).values_list(*columns)
    present = {tuple(row[1:]): row[0] for row in rows}
    missing, surplus = wanted - present.keys(), present.keys() - wanted
    model.objects.bulk_create(
        [model(**dict(zip(columns[1:], row, strict=True))) for row in sorted(missing)]
    )
    if surplus:
        model.objects.filter(pk__in=[present[row] for row in surplus]).delete()
    given = Counter(names[row[0]] for row in missing)
    taken = Counter(names[row[0]] for row in surplus)
    return [
        _("role “%(role)s”: %(count)d missing rights %(what)s given")
        % {"role": role, "count": count, "what": what}
        for role, count in given.items()
    ] + [
        _("role “%(role)s”: %(count)d surplus rights %(what)s taken away")
        % {"role": role, "count": count, "what": what}
        for role, count in taken.items()
    ]
