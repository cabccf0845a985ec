"""The group “Portals” in the menu of the administration."""

from django.http import HttpRequest
from wagtail.admin.menu import Menu, MenuItem
from wagtail.permissions import policy_registry

from sites.administration.permissions import refusal
from sites.profile.models import SiteProfile

# Features with a screen of their own register an entry with this hook.
REGISTER_HOOK = "register_portals_menu_item"

portals_menu = Menu(register_hook_name=REGISTER_HOOK, construct_hook_name="construct_portals_menu")


class ProvincialMenuItem(MenuItem):
    """An entry that only administrators of the province see."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person may use what the entry leads to."""
        return not refusal(request.user)


class OwnPortalMenuItem(MenuItem):
    """The way of a portal's administrator to the identity of their own portal."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether there is such a portal; those of the province go by the list of all."""
        policy = policy_registry.get_by_type(SiteProfile)
        user = request.user
        return not user.is_superuser and policy.user_has_permission(user, "change")
