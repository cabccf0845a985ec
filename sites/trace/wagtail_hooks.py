"""Where the log stands in the administration, and the acts that it knows."""

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from sites.trace import actions as acts
from sites.trace.permissions import refusal


class LogMenuItem(MenuItem):
    """The way to the log."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether there is a log that the person may read."""
        return not refusal(request.user)


@hooks.register("register_admin_menu_item")
def log_item() -> LogMenuItem:
    """In the menu itself: it is read more often than the reports."""
    return LogMenuItem(
        _("Log"), reverse_lazy("wagtailadmin_reports:site_history"), name="log",
        icon_name="history", order=870,
    )  # fmt: skip


@hooks.register("construct_reports_menu")
def leave_out_history(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """The log has an entry of its own."""
    menu_items[:] = [item for item in menu_items if item.name != "site-history"]


@hooks.register("register_log_actions", order=1000)
def register_acts(actions: LogActionRegistry) -> None:
    """After Wagtail's own, one of which is worded anew."""
    acts.register(actions)
