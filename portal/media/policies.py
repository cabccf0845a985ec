"""Who may change or delete a picture or a file: nobody past the review of what shows it."""

from collections.abc import Callable

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Page, ReferenceIndex
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permissions import page_permission_policy

CHANGING = {"change", "delete"}
Holder = Callable[[object, Model], str]
_holders: list[Holder] = []


def register_holder(holder: Holder) -> None:
    """Lets a feature keep a picture or a file as it is.

    Args:
        holder: gets the person and the picture or file; returns why they may not change or delete
            it now, empty if nothing stands against it.
    """
    _holders.append(holder)


def refusal_to_change(user, item: Model) -> str:
    """Why a person may not change or delete what readers see or a decision holds.

    Rights on collections are not asked here.

    Args:
        user: who acts.
        item: a stored picture or file.

    Returns:
        The reason; empty if nothing stands against it.
    """
    if user.is_active and user.is_superuser:
        return ""
    for holder in _holders:
        if reason := holder(user, item):
            return reason
    may = page_permission_policy.instances_user_has_permission_for(user, "publish")
    if not live_pages_with(item).exclude(pk__in=may.values("pk")).exists():
        return ""
    return _(
        "Readers see this on a published page, so it is not changed past the review. Upload a new "
        "one and choose it in the page instead."
    )


def live_pages_with(item: Model) -> QuerySet[Page]:
    """The published pages that show a picture or offer a file."""
    pages = ContentType.objects.get_for_model(Page)
    numbers = ReferenceIndex.get_references_to(item).filter(base_content_type=pages)
    found = [int(number) for number in numbers.values_list("object_id", flat=True).distinct()]
    return Page.objects.filter(pk__in=found, live=True)


class MediaPolicy(CollectionOwnershipPermissionPolicy):
    """Wagtail's rights by collection and owner, but not past the review."""

    def user_has_any_permission_for_instance(self, user, actions, instance) -> bool:
        """Whether a person may do one of these acts with one picture or file."""
        if not super().user_has_any_permission_for_instance(user, actions, instance):
            return False
        others = set(actions) - CHANGING
        if others and super().user_has_any_permission_for_instance(user, others, instance):
            return True
        return not refusal_to_change(user, instance)
