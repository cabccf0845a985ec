"""Who keeps the lists of terms."""

from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from wagtail.permission_policies import BasePermissionPolicy

# A term is ended by its last day and never deleted: what was published under it keeps it.
ALLOWED_ACTIONS = {"add", "change", "view"}


class ProvincePolicy(BasePermissionPolicy):
    """Superusers alone, whatever permissions a group was given: the lists are every portal's."""

    def user_has_permission(self, user, action: str) -> bool:
        """Whether a person may do this with any term."""
        return user.is_active and user.is_superuser and action in ALLOWED_ACTIONS

    def user_has_any_permission(self, user, actions: Iterable[str]) -> bool:
        """Whether a person may do one of these with any term."""
        return any(self.user_has_permission(user, action) for action in actions)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet:
        """Those who may do one of these."""
        users = get_user_model().objects.filter(is_active=True, is_superuser=True)
        return users if ALLOWED_ACTIONS.intersection(actions) else users.none()
