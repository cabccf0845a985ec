"""Where the screens of portals stand in the administration."""

from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import SubmenuMenuItem
from wagtail.log_actions import LogActionRegistry

from sites.administration import logs
from sites.administration.menu import (
    REGISTER_HOOK,
    OwnPortalMenuItem,
    ProvincialMenuItem,
    portals_menu,
)


@hooks.register("register_admin_urls")
def addresses() -> list:
    """All under ``portals/``; the address ``sites/`` is Wagtail's own and closed."""
    return [path("portals/", include("sites.administration.urls"))]


@hooks.register("register_admin_menu_item")
def group_item() -> SubmenuMenuItem:
    """The group in the menu; shown to whoever sees one of its entries."""
    return SubmenuMenuItem(_("Portals"), portals_menu, name="portals", icon_name="site", order=850)


@hooks.register(REGISTER_HOOK)
def list_item() -> ProvincialMenuItem:
    """The list of all portals."""
    return ProvincialMenuItem(
        _("All portals"), reverse_lazy("portals:list"), name="portal-list", icon_name="list-ul",
        order=100,
    )  # fmt: skip


@hooks.register(REGISTER_HOOK)
def new_item() -> ProvincialMenuItem:
    """The steps that open a portal."""
    return ProvincialMenuItem(
        _("New portal"), reverse_lazy("portals:new"), name="portal-new", icon_name="plus",
        order=200,
    )  # fmt: skip


@hooks.register("register_admin_menu_item")
def own_item() -> OwnPortalMenuItem:
    """The identity of one's own portal."""
    return OwnPortalMenuItem(
        _("Portal's identity"), reverse_lazy("portals:own"), name="own-portal", icon_name="site",
        order=860,
    )  # fmt: skip


@hooks.register("register_log_actions")
def register_acts(actions: LogActionRegistry) -> None:
    """The acts on portals in the history."""
    logs.register(actions)
