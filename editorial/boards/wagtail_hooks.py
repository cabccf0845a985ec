"""Where the screens of editorial boards stand in the administration."""

from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem, SubmenuMenuItem
from wagtail.log_actions import LogActionRegistry

from editorial.boards import logs
from editorial.boards.menu import (
    OverseersMenuItem,
    OwnBoardMenuItem,
    ProvincialMenuItem,
    ReceivedMenuItem,
    boards_menu,
)
from editorial.boards.viewsets import ReportingTargetViewSet


@hooks.register("register_admin_urls")
def addresses() -> list:
    """All under ``boards/``."""
    return [path("boards/", include("editorial.boards.urls"))]


@hooks.register("register_admin_viewset")
def targets() -> ReportingTargetViewSet:
    """The screens of reporting targets."""
    return ReportingTargetViewSet("reporting-targets", url_prefix="boards/targets")


@hooks.register("register_admin_menu_item")
def group_item() -> SubmenuMenuItem:
    """The group; shown to whoever sees one of its entries."""
    return SubmenuMenuItem(
        _("Editorial boards"), boards_menu, name="boards", icon_name="group", order=840
    )


@hooks.register("register_boards_menu_item")
def own_item() -> MenuItem:
    """The board of one's own portal."""
    return OwnBoardMenuItem(
        _("Our editorial board"), reverse_lazy("boards:own"), name="own-board", icon_name="group",
        order=100,
    )  # fmt: skip


@hooks.register("register_boards_menu_item")
def received_item() -> MenuItem:
    """What was sent up by the portals below."""
    return ReceivedMenuItem(
        _("Received boards"), reverse_lazy("boards:received"), name="received-boards",
        icon_name="download", order=200,
    )  # fmt: skip


@hooks.register("register_boards_menu_item")
def progress_item() -> MenuItem:
    """How far the portals below have come."""
    return OverseersMenuItem(
        _("Boards of the portals"), reverse_lazy("boards:progress"), name="boards-progress",
        icon_name="list-ul", order=300,
    )  # fmt: skip


@hooks.register("register_boards_menu_item")
def targets_item() -> MenuItem:
    """The days on which boards are due."""
    return ProvincialMenuItem(
        _("Reporting targets"), reverse_lazy("reporting-targets:index"), name="reporting-targets",
        icon_name="calendar-alt", order=400,
    )  # fmt: skip


@hooks.register("register_log_actions")
def register_acts(actions: LogActionRegistry) -> None:
    """The acts on boards in the history."""
    logs.register(actions)
