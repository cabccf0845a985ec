"""Keeps one portal's people from what other portals have not published."""

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import PageQuerySet

from sites.access.choosing import pages_at_hand

# Reports that count over all portals and name pages of any.
PROVINCIAL_REPORTS = {"page-types-usage"}


@hooks.register("construct_page_chooser_queryset")
def choose_among_own_pages(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Lists and searches of choosers hold the pages of the person's own portals alone."""
    condition = pages_at_hand(request.user)
    return pages if condition is None else pages.filter(condition)


@hooks.register("construct_reports_menu")
def leave_out_provincial_reports(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Takes out the reports that only administrators of the province may read."""
    if not request.user.is_superuser:
        menu_items[:] = [item for item in menu_items if item.name not in PROVINCIAL_REPORTS]
