"""Who may read and change the law."""

from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.db.models import Model, QuerySet
from wagtail.permission_policies import BasePermissionPolicy

from sites.blueprint.models import RequiredSection, RequirementSet

CHANGING = frozenset({"change", "delete"})


class LawPermissionPolicy(BasePermissionPolicy):
    """Superusers read every set; what is not editable comes from the data files alone."""

    def user_has_permission(self, user, action: str) -> bool:
        return user.is_active and user.is_superuser

    def user_has_any_permission(self, user, actions: Iterable[str]) -> bool:
        return self.user_has_permission(user, "")

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet:
        return get_user_model().objects.filter(is_active=True, is_superuser=True)

    def user_has_permission_for_instance(self, user, action: str, instance: Model) -> bool:
        if not self.user_has_permission(user, action):
            return False
        return action not in CHANGING or set_of(instance).is_editable

    def user_has_any_permission_for_instance(
        self, user, actions: Iterable[str], instance: Model
    ) -> bool:
        return any(
            self.user_has_permission_for_instance(user, action, instance) for action in actions
        )

    def instances_user_has_any_permission_for(self, user, actions: Iterable[str]) -> QuerySet:
        instances = self.model._default_manager.all()
        if not self.user_has_permission(user, ""):
            return instances.none()
        if set(actions) <= CHANGING:
            return instances.filter(**{self._editable_lookup: True})
        return instances

    @property
    def _editable_lookup(self) -> str:
        is_set = issubclass(self.model, RequirementSet)
        return "is_editable" if is_set else "requirement_set__is_editable"


def set_of(instance: RequirementSet | RequiredSection) -> RequirementSet:
    """The requirement set that an instance is or belongs to."""
    return instance if isinstance(instance, RequirementSet) else instance.requirement_set
