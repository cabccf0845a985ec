"""Which roles a person holds, as far as they are acting as holders of them at the moment."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.auth.models import Group

from sites.access.models import Role, SiteRole

CACHE = "_standing"
CURRENT = "_current_portal"
# Where Wagtail's policies keep what they have read of a person's permissions.
WAGTAIL_CACHES = (
    "_page_permission_cache",
    "_collection_permission_cache",
    "_site_permission_cache",
    "_explorable_root_page_cache",
)


@dataclass(frozen=True)
class Standing:
    """The roles of a person.

    Attributes:
        roles: the roles by site; of the current portal alone where one is chosen.
        is_provincial_administrator: whether the person may do everything everywhere.
    """

    roles: dict[int, frozenset[str]] = field(default_factory=dict)
    is_provincial_administrator: bool = False

    def holds(self, site_id: int, *roles: str) -> bool:
        """Whether the person holds one of these roles on a site; any role if none is named.

        Being an administrator of the province is no role on a site.
        """
        held = self.roles.get(site_id, frozenset())
        return bool(held.intersection(roles) if roles else held)

    def sites_with(self, *roles: str) -> set[int]:
        """The sites on which the person holds one of these roles; any role if none is named."""
        return {site_id for site_id in self.roles if self.holds(site_id, *roles)}

    @property
    def reaches_everywhere(self) -> bool:
        """Whether the person's work is all portals of the province."""
        return self.is_provincial_administrator or bool(self.sites_with(Role.PROVINCIAL_EDITOR))


def standing(user) -> Standing:
    """The roles of a person, read once for each object of the person.

    Within a request of the administration they are those on the current portal.
    """
    known = getattr(user, CACHE, None)
    if known is None:
        known = _read(user)
        setattr(user, CACHE, known)
    return known


def forget_standing(user) -> None:
    """Lets the roles of a person be read again, after one was given or taken."""
    for name in (CACHE, *WAGTAIL_CACHES):
        if hasattr(user, name):
            delattr(user, name)


def all_roles_of(user) -> dict[int, frozenset[str]]:
    """The roles by site, whichever portal is the current one; none for who may not sign in."""
    if not user.is_active or user.is_anonymous:
        return {}
    rows = SiteRole.objects.filter(group__user=user).values_list("site_id", "role")
    return _by_site(rows)


def groups_on(user, site_id: int):
    """The groups through which a person has roles on one site."""
    return Group.objects.filter(user=user, site_role__site=site_id)


def narrow(user, site_id: int, roles: dict[int, frozenset[str]]) -> None:
    """Lets a person act by the roles on one site alone, until the object is forgotten.

    Wagtail's policies read permissions by the person's groups and keep them on the object; what
    they would read is put in their place, unread.

    Args:
        user: the person of a request.
        site_id: the current portal.
        roles: all roles of the person, by site.
    """
    from wagtail.models import (
        GroupCollectionPermission,
        GroupPagePermission,
        GroupSitePermission,
    )

    groups = groups_on(user, site_id)
    setattr(user, CURRENT, site_id)
    setattr(user, CACHE, Standing({site_id: roles[site_id]}))
    user._prefetched_objects_cache = {"groups": groups}
    kinds = (
        (GroupPagePermission, "page"),
        (GroupCollectionPermission, "collection"),
        (GroupSitePermission, "site"),
    )
    for name, (model, target) in zip(WAGTAIL_CACHES, kinds, strict=False):
        rows = model.objects.filter(group__in=groups).select_related(target, "permission")
        setattr(user, name, rows)


def acting_now(user, site_id: int | None):
    """A person as they stand at this moment, to decide by within a transaction.

    The row stays locked until the end: whoever takes a role or suspends waits, or was first and
    is obeyed. What the object of the request has kept counts for nothing.

    Args:
        user: who acts.
        site_id: the portal on which they act; None for none.

    Returns:
        The person read anew, with the roles on that portal alone.
    """
    # Not type(): the person of a request is wrapped.
    people = user.__class__.objects.select_for_update(of=("self",), no_key=True)
    person = people.get(pk=user.pk)
    roles = all_roles_of(person)
    if site_id in roles:
        narrow(person, site_id, roles)
    return person


def _read(user) -> Standing:
    roles = all_roles_of(user)
    return Standing(roles, bool(user.is_active and user.is_superuser))


def _by_site(rows: Iterable[tuple[int, str]]) -> dict[int, frozenset[str]]:
    found: dict[int, set[str]] = {}
    for site_id, role in rows:
        found.setdefault(site_id, set()).add(role)
    return {site_id: frozenset(held) for site_id, held in found.items()}
