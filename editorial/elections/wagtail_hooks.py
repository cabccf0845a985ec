"""Registers the screens of elections in the administration."""

from django.http import HttpRequest
from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from editorial.elections import logs
from editorial.elections.permissions import looks_after_elections
from editorial.elections.viewsets import ElectionLawViewSet


class ElectionsMenuItem(MenuItem):
    """The elections of one's own portals."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person enters elections."""
        return looks_after_elections(request.user)


@hooks.register("register_admin_urls")
def addresses() -> list:
    """All under ``elections/``."""
    return [path("elections/", include("editorial.elections.urls"))]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    """The entry in the menu."""
    return ElectionsMenuItem(
        _("Elections"), reverse_lazy("elections:index"), name="elections",
        icon_name="calendar-check", order=835,
    )  # fmt: skip


@hooks.register("register_admin_viewset")
def calendars() -> ElectionLawViewSet:
    """The calendars of laws, for those who keep them for the whole province."""
    return ElectionLawViewSet("election-calendars")


@hooks.register("register_log_actions")
def register_acts(actions: LogActionRegistry) -> None:
    """The acts in the history."""
    logs.register(actions)
