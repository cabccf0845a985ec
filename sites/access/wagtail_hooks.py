"""Keeps one portal's people from what other portals have not published."""

from django.http import HttpRequest
from django.urls import path
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.log_actions import LogActionRegistry
from wagtail.models import PageQuerySet
from wagtail_localize.wagtail_hooks import TranslationsReportMenuItem

from sites.access import bulk, logs, translating
from sites.access.choosing import pages_at_hand
from sites.access.filters import restrict_filters
from sites.access.media_api import OwnDocumentsAPIViewSet, OwnImagesAPIViewSet
from sites.access.models import Role
from sites.access.standing import standing

# Reports that count over all portals and name pages of any.
PROVINCIAL_REPORTS = {"page-types-usage"}
# Who follows what others write; reports tell a contributor or a citizens' officer nothing.
OVERSEEING = frozenset(Role) - {Role.CONTRIBUTOR, Role.CITIZENS_OFFICER}

restrict_filters()

# After Wagtail's own, whose places they take.
for act in bulk.ACTS:
    hooks.register("register_bulk_action", act, order=100)


@hooks.register("construct_admin_api", order=1000)
def serve_own_media(router: WagtailAPIRouter) -> None:
    """Replaces Wagtail's endpoints, which list the media of all portals."""
    router.register_endpoint("images", OwnImagesAPIViewSet)
    router.register_endpoint("documents", OwnDocumentsAPIViewSet)


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


@hooks.register("construct_reports_menu", order=1000)
def leave_out_reports(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Takes out all reports for people who oversee nobody's work but their own."""
    user = request.user
    if not user.is_superuser and not standing(user).sites_with(*OVERSEEING):
        menu_items.clear()


@hooks.register("register_admin_urls", order=-1)
def translations_of_own_portals() -> list:
    """Before wagtail-localize's own addresses, whose report shows the titles of all portals."""
    view = translating.OwnTranslationsReportView
    return [
        path("localize/reports/translations/", view.as_view()),
        path("localize/reports/translations/results/", view.as_view(results_only=True)),
    ]


@hooks.register("construct_reports_menu")
def leave_out_translations(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Takes out the report on translations where there is no second language."""
    if translating.refusal(request.user):
        menu_items[:] = [
            item for item in menu_items if not isinstance(item, TranslationsReportMenuItem)
        ]


@hooks.register("register_log_actions")
def register_acts(actions: LogActionRegistry) -> None:
    """Giving and taking roles in the history."""
    logs.register(actions)
