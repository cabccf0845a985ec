"""Where the publishing calendar stands in the administration."""

from django.http import HttpRequest
from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from editorial.schedule.permissions import refusal


class ScheduleMenuItem(MenuItem):
    """The calendar, for those who write or approve."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person may see the calendar."""
        return not refusal(request.user)


@hooks.register("register_admin_urls")
def addresses() -> list:
    """The calendar under ``schedule/``."""
    return [path("schedule/", include("editorial.schedule.urls"))]


@hooks.register("register_admin_menu_item")
def calendar_item() -> MenuItem:
    """The way to the calendar."""
    return ScheduleMenuItem(
        _("Publishing calendar"), reverse_lazy("schedule:month"), name="schedule",
        icon_name="calendar-alt", order=250,
    )  # fmt: skip
