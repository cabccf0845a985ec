"""Who may change the identity of a portal."""

from collections.abc import Iterable

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from wagtail.permission_policies.sites import SitePermissionPolicy

from portal.media.models import PortalImage
from sites.profile.models import SiteProfile


class ProfilePermissionPolicy(SitePermissionPolicy):
    """Administrators of the province change every profile, a portal's administrators their own.

    Nobody adds or removes one: provisioning makes it with the portal. No right over all sites is
    taken from a group, because rights come from the table of roles.
    """

    def user_has_any_permission(self, user, actions: Iterable[str]) -> bool:
        """Whether a person may do one of these to some profile."""
        return "change" in set(actions) and super().user_has_any_permission(user, {"change"})

    def user_has_any_permission_for_instance(
        self, user, actions: Iterable[str], instance: Model
    ) -> bool:
        """Whether a person may do one of these to this profile, or to that of this site."""
        return "change" in set(actions) and super().user_has_any_permission_for_instance(
            user, {"change"}, instance
        )

    def sites_user_has_any_permission_for(self, user, actions: Iterable[str]) -> QuerySet:
        """The sites whose profile a person may change."""
        sites = super().sites_user_has_any_permission_for(user, {"change"})
        return sites if "change" in set(actions) else sites.none()

    def _user_has_global_permission(self, user, actions: Iterable[str]) -> bool:
        return False


def refusal_to_change_emblem(user, item: Model) -> str:
    """Why a person may not change or delete the picture that is a portal's emblem.

    Args:
        user: who acts.
        item: a stored picture or file.

    Returns:
        The reason; empty for any other picture or file, and for who chooses the emblem.
    """
    if not isinstance(item, PortalImage):
        return ""
    shown_by = SiteProfile.objects.filter(emblem=item.pk)
    own = ProfilePermissionPolicy(SiteProfile).sites_user_has_any_permission_for(user, {"change"})
    if not shown_by.exclude(site__in=own.values("pk")).exists():
        return ""
    return _(
        "This is the emblem of the portal, shown on all its pages. Its administrators change it: "
        "ask one of them."
    )
