"""Makes and keeps right the groups of a site."""

from collections import Counter
from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Page,
    Site,
)

from portal.accounts.models import User
from sites.access.models import Role, SiteRole
from sites.access.roles import RIGHTS, rights_of


class PermissionIds:
    """Ids of permissions by codename, read once for any number of sites."""

    def __init__(self) -> None:
        wanted = {"access_admin"}
        for rights in RIGHTS.values():
            wanted |= rights.pages | rights.media | rights.site
        found = Permission.objects.filter(codename__in=wanted)
        self._ids = dict(found.values_list("codename", "pk"))

    def of(self, codenames: Iterable[str]) -> set[int]:
        """The ids of these permissions."""
        return {self._ids[codename] for codename in codenames}


def sync_access(
    site: Site, homes: list[Page], collection: Collection, *, retired: bool, ids: PermissionIds
) -> list[str]:
    """Makes the six groups of a site and gives each just the rights of its role.

    Args:
        site: the site.
        homes: its home pages, one per language.
        collection: its collection of pictures and files.
        retired: whether the site is an archive, which nobody may write to.
        ids: the permissions, read once.

    Returns:
        A sentence for each thing that was missing or too much.
    """
    repairs: list[str] = []
    groups = _sync_groups(site, ids, repairs)
    rights = {role: rights_of(role, retired=retired) for role in groups}
    home_ids = [home.pk for home in homes]
    tables = [
        (GroupPagePermission, "page_id", home_ids, "pages", _("on pages")),
        (GroupCollectionPermission, "collection_id", [collection.pk], "media", _("on media")),
        (GroupSitePermission, "site_id", [site.pk], "site", _("on the site's settings")),
    ]
    for model, target, target_ids, field, what in tables:
        wanted = {
            (group.pk, pk, permission)
            for role, group in groups.items()
            for pk in target_ids
            for permission in ids.of(getattr(rights[role], field))
        }
        names = {group.pk: Role(role).label for role, group in groups.items()}
        repairs += _sync_rows(model, target, wanted, names, what)
    return repairs


def group_name(site: Site, role: str) -> str:
    """The name of a role's group, as administrators read it where a workflow asks for groups.

    The number of the site keeps it unique when portals are renamed; it is in the main language,
    whoever opens the portal.
    """
    with translation.override(settings.LANGUAGE_CODE):
        return _("Portal %(number)s: %(role)s") % {"number": site.pk, "role": Role(role).label}


def _sync_groups(site: Site, ids: PermissionIds, repairs: list[str]) -> dict[str, Group]:
    groups = {
        row.role: row.group for row in SiteRole.objects.filter(site=site).select_related("group")
    }
    missing = [role for role in Role.values if role not in groups]
    if missing:
        made = Group.objects.bulk_create([Group(name=group_name(site, role)) for role in missing])
        if made[0].pk is None:
            made = list(Group.objects.filter(name__in=[group.name for group in made]))
        by_name = {group.name: group for group in made}
        new = {role: by_name[group_name(site, role)] for role in missing}
        SiteRole.objects.bulk_create(
            [SiteRole(site=site, role=role, group=group) for role, group in new.items()]
        )
        groups |= new
        repairs += [
            _("group of the role “%(role)s” made") % {"role": Role(role).label} for role in missing
        ]
    _sync_admin_access(groups, ids, repairs, set(missing))
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


def give_role(user: User, site: Site, role: str) -> None:
    """Puts a person into the group of a role on a site."""
    user.groups.add(SiteRole.objects.get(site=site, role=role).group_id)


def people_with_role(site: Site, *roles: str):
    """Active people who hold one of these roles on a site."""
    return User.objects.filter(
        is_active=True, groups__site_role__site=site, groups__site_role__role__in=roles
    ).distinct()
