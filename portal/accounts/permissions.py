"""Who may open the screens of accounts and groups that Wagtail brings."""

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from wagtail.permission_policies import BasePermissionPolicy


class SuperuserPolicy(BasePermissionPolicy):
    """Administrators of the whole installation, and nobody by way of a group."""

    def user_has_permission(self, user, action: str) -> bool:
        """Whether this person may do this to any account."""
        return user.is_active and user.is_superuser

    def users_with_any_permission(self, actions) -> QuerySet:
        """All administrators of the installation."""
        return get_user_model().objects.filter(is_active=True, is_superuser=True)

    def instances_user_has_any_permission_for(self, user, actions) -> QuerySet:
        """All accounts, or none."""
        everything = self.model._default_manager.all()
        return everything if self.user_has_any_permission(user, actions) else everything.none()


class NobodyPolicy(SuperuserPolicy):
    """Nobody at all: rights come from the table of roles, which keeps the groups right."""

    def user_has_permission(self, user, action: str) -> bool:
        """Never."""
        return False

    def users_with_any_permission(self, actions) -> QuerySet:
        """Nobody."""
        return get_user_model().objects.none()
