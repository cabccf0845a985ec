"""Where the screens stand in the administration."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from sites.administration.menu import REGISTER_HOOK, ProvincialMenuItem


@hooks.register("register_admin_urls")
def addresses() -> list:
    """Beside the addresses of single portals."""
    return [path("portals-from-file/", include("sites.batches.urls"))]


@hooks.register(REGISTER_HOOK)
def menu_item() -> ProvincialMenuItem:
    """The entry in the group of portals."""
    return ProvincialMenuItem(
        _("Many portals from a file"),
        reverse("portal_batches:index"),
        name="portals-from-file",
        icon_name="upload",
        order=300,
    )
