"""Where the screens of portals stand in the administration."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import SubmenuMenuItem

from sites.administration.menu import portals_menu


@hooks.register("register_admin_urls")
def addresses() -> list:
    """All under ``portals/``; the address ``sites/`` is Wagtail's own and closed."""
    return [path("portals/", include("sites.administration.urls"))]


@hooks.register("register_admin_menu_item")
def group_item() -> SubmenuMenuItem:
    """The group in the menu; shown to whoever sees one of its entries."""
    return SubmenuMenuItem(_("Portals"), portals_menu, name="portals", icon_name="site", order=850)
