"""Who may look at the register in the admin."""

from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from wagtail.permission_policies import BasePermissionPolicy


class RegisterPermissionPolicy(BasePermissionPolicy):
    """Superusers read it; nobody edits rows by hand.

    What happens to a unit has consequences (successors, sites, supervision) that the services
    see to, and a form for single periods would not.
    """

    def user_has_permission(self, user, action: str) -> bool:
        """Whether a person may do this with any period."""
        return user.is_active and user.is_superuser and action == "view"

    def user_has_any_permission(self, user, actions: Iterable[str]) -> bool:
        """Whether a person may do one of these with any period."""
        return any(self.user_has_permission(user, action) for action in actions)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet:
        """Those who may do one of these."""
        users = get_user_model().objects.filter(is_active=True, is_superuser=True)
        return users if "view" in set(actions) else users.none()
