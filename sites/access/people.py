"""Who holds which role on a site: giving and taking roles."""

from django.db import transaction
from django.db.models import QuerySet
from wagtail.log_actions import log
from wagtail.models import Site

from portal.accounts.models import User
from sites.access.models import SiteRole
from sites.access.standing import forget_standing

GIVEN, TAKEN = "access.role_given", "access.role_taken"


@transaction.atomic
def give_role(user: User, site: Site, role: str, *, by: User | None = None) -> bool:
    """Puts a person into the group of a role on a site.

    Args:
        user: who gets the role.
        site: on which site.
        role: a value of :class:`sites.access.models.Role` that the site has.
        by: who gives it; None where the site is being made.

    Returns:
        Whether the person did not hold the role yet.
    """
    group_id = SiteRole.objects.get(site=site, role=role).group_id
    rows = User.groups.through.objects
    _row, is_new = rows.get_or_create(user_id=user.pk, group_id=group_id)
    forget_standing(user)
    if is_new and by:
        _note(GIVEN, user, site, role, by)
    return is_new


@transaction.atomic
def take_role(user: User, site: Site, role: str, *, by: User | None = None) -> bool:
    """Takes a role on a site from a person, and ends what they have open at once.

    Returns:
        Whether the person held the role.
    """
    from portal.accounts.services import lost_role

    group = SiteRole.objects.filter(site=site, role=role).values("group")
    taken, _kinds = User.groups.through.objects.filter(user=user, group__in=group).delete()
    if not taken:
        return False
    forget_standing(user)
    lost_role(user)
    if by:
        _note(TAKEN, user, site, role, by)
    return True


def people_with_role(site: Site, *roles: str) -> QuerySet[User]:
    """Active people who hold one of these roles on a site."""
    return people_with_role_on([site.pk], *roles)


def people_with_role_on(site_ids, *roles: str) -> QuerySet[User]:
    """Active people who hold one of these roles on one of these sites, each once."""
    held = User.groups.through.objects.filter(
        group__site_role__site__in=site_ids, group__site_role__role__in=roles
    )
    return User.objects.filter(is_active=True, pk__in=held.values("user"))


def _note(action: str, user: User, site: Site, role: str, by: User) -> None:
    log(instance=user, action=action, user=by, data={"site": site.pk, "role": str(role)})
