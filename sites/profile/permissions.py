"""Who may change the identity of a portal."""

from collections.abc import Iterable

from django.db.models import Model, QuerySet
from wagtail.permission_policies.sites import SitePermissionPolicy


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
