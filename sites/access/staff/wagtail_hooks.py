"""Where the people of a portal, and the way to one's other portals, stand in the administration."""

from django.http import HttpRequest
from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.log_actions import LogActionRegistry

from sites.access.models import Role
from sites.access.staff import logs
from sites.access.staff.switching import current_portal, menu_item, own_portals
from sites.access.standing import standing


class PeopleMenuItem(MenuItem):
    """The way of a portal's administrators to its people; the province goes by the portal."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person administers the current portal."""
        return bool(standing(request.user).sites_with(Role.ADMINISTRATOR))


class CurrentPortalPanel(Component):
    """Says on the first screen which portal one is working on, with the others as links."""

    name = "current_portal"
    template_name = "staff/current_portal.html"
    order = 1

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context) -> dict:
        """The portals of the person."""
        return {"here": current_portal(self.request), "portals": own_portals(self.request)}


@hooks.register("register_admin_urls")
def addresses() -> list:
    """All under ``access/``."""
    return [path("access/", include("sites.access.staff.urls"))]


@hooks.register("register_admin_menu_item")
def people_item() -> PeopleMenuItem:
    """The list of people."""
    return PeopleMenuItem(
        _("Staff"), reverse_lazy("staff:list"), name="people", icon_name="group", order=855
    )


@hooks.register("construct_main_menu")
def say_which_portal(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Puts the current portal, and the way to the others, at the top of the menu."""
    if item := menu_item(request):
        menu_items.append(item)


@hooks.register("construct_homepage_panels", order=-1)
def say_on_first_screen(request: HttpRequest, panels: list[Component]) -> None:
    """For people of several portals; it works without the menu, which needs JavaScript."""
    if len(own_portals(request)) > 1:
        panels.append(CurrentPortalPanel(request))


@hooks.register("register_log_actions")
def register_acts(actions: LogActionRegistry) -> None:
    """The acts on people in the history."""
    logs.register(actions)
