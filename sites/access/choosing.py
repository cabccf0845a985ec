"""What is a person's own: the pages, portals and colleagues of those on which they have rights."""

from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet
from wagtail.models import Page, Site
from wagtail.permissions import page_permission_policy

from portal.accounts.models import User
from portal.common.tree import within
from sites.access.models import Role
from sites.access.oversight import supervised_sites
from sites.access.standing import standing

NOTHING = Q(pk__in=())


def pages_at_hand(user) -> Q | None:
    """The condition on pages that a person may choose and find in choosers.

    Returns:
        None where every page may be chosen: for the administrators of the province.
    """
    if user.is_active and user.is_superuser:
        return None
    roots = page_permission_policy.instances_with_direct_explore_permission(user)
    return reduce(or_, (within(page) for page in roots), NOTHING)


def reaches(user, page: Page) -> bool:
    """Whether a page is of a portal on which a person has rights.

    Args:
        user: somebody whose rights were not narrowed to one portal.
        page: any page.
    """
    own = pages_at_hand(user)
    return own is None or Page.objects.filter(own, pk=page.pk).exists()


def pages_above(user) -> Q:
    """The condition on pages above a person's own, up to the root of the tree."""
    roots = page_permission_policy.instances_with_direct_explore_permission(user)
    steps = {
        root.path[:end]
        for root in roots
        for end in range(Page.steplen, len(root.path), Page.steplen)
    }
    return Q(path__in=steps)


def portals_of(user) -> QuerySet[Site]:
    """The portals on which a person has a role, and those that they look after.

    All for administrators and editors of the province.
    """
    held = standing(user)
    if held.reaches_everywhere:
        return Site.objects.all()
    own = Q(pk__in=held.sites_with())
    supervising = held.sites_with(Role.SUPERVISOR)
    return Site.objects.filter(
        own | Q(pk__in=supervised_sites(supervising)) if supervising else own
    )


def colleagues_of(user) -> QuerySet[User]:
    """People with a role on a portal of this person; everybody for administrators."""
    held = standing(user)
    if held.reaches_everywhere:
        return User.objects.all()
    shared = User.objects.filter(groups__site_role__site__in=portals_of(user))
    return User.objects.filter(pk__in=shared.values("pk"))
