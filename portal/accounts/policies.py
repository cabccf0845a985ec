"""Who keeps what all portals share."""

from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from wagtail.permission_policies import BasePermissionPolicy


class ProvincePolicy(BasePermissionPolicy):
    """Superusers alone, whatever permissions a group was given: the rows are every portal's.

    A row is ended by its last day and never deleted: what was done under it keeps it.
    """

    allowed_actions = frozenset({"add", "change", "view"})

    def user_has_permission(self, user, action: str) -> bool:
        """Whether a person may do this with any row."""
        return user.is_active and user.is_superuser and action in self.allowed_actions

    def user_has_any_permission(self, user, actions: Iterable[str]) -> bool:
        """Whether a person may do one of these with any row."""
        return any(self.user_has_permission(user, action) for action in actions)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet:
        """Those who may do one of these."""
        users = get_user_model().objects.filter(is_active=True, is_superuser=True)
        return users if self.allowed_actions.intersection(actions) else users.none()


class DeletingProvincePolicy(ProvincePolicy):
    """The same, for rows that nothing keeps: one entered by mistake may be deleted."""

    allowed_actions = ProvincePolicy.allowed_actions | {"delete"}
