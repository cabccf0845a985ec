"""Which pages a person may choose among: those of their own portals."""

from functools import reduce
from operator import or_

from django.db.models import Q
from wagtail.permissions import page_permission_policy

from portal.common.tree import within

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
