"""Where the review stands in the administration."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path, reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from editorial.workflow import logs, rules
from editorial.workflow.account import ReviewNoticesPanel
from editorial.workflow.page_menu import URGENT, UrgentMenuItem, arrange
from editorial.workflow.querysets import REVIEWERS
from editorial.workflow.translations import translation_of
from sites.access.models import Role
from sites.access.standing import standing

WRITERS = {
    Role.CONTRIBUTOR,
    Role.PROVINCIAL_EDITOR,
    *(r for roles in REVIEWERS.values() for r in roles),
}
# A home page is a draft at times, but nobody looks for it in a list.
HOME_DEPTH = 2


class ReviewMenuItem(MenuItem):
    """For whoever writes or reviews, and for whoever looks on at all portals."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person has something to do or to see there."""
        held = standing(request.user)
        return held.reaches_everywhere or bool(held.sites_with(*WRITERS))


@hooks.register("register_admin_urls")
def addresses() -> list:
    """All under ``review/``."""
    return [path("review/", include("editorial.workflow.urls"))]


@hooks.register("register_admin_menu_item")
def review_item() -> ReviewMenuItem:
    """What waits."""
    return ReviewMenuItem(
        _("Review"), reverse_lazy("review:list"), name="review", icon_name="clipboard-list",
        order=150,
    )  # fmt: skip


@hooks.register("register_page_action_menu_item")
def urgent_item() -> UrgentMenuItem:
    """The head's way past the review."""
    return UrgentMenuItem(order=90)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def ask_for_the_reason(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Leads from the saved text to the page that asks why it cannot wait."""
    if URGENT not in request.POST:
        return None
    return redirect("review:urgent", page.pk)


@hooks.register("construct_page_action_menu")
def arrange_menu(menu_items: list, request: HttpRequest, context: dict) -> None:
    """The review's own entries instead of Wagtail's."""
    arrange(menu_items, request, context)


@hooks.register("before_edit_page", order=-1)
def show_the_way_of_a_translation(request: HttpRequest, page: Page) -> None:
    """The editor of translations has no button of the review: a message leads there."""
    is_shown = request.method == "GET" and request.headers.get("x-requested-with") is None
    if not is_shown or page.locale.language_code == settings.LANGUAGE_CODE:
        return
    is_translation = translation_of(page) is not None
    if is_translation and not rules.submission_refusal(request.user, page, has_sentences=True):
        link = messages.button(reverse("review:submit", args=[page.pk]), _("Send for review"))
        text = _("When the translation is ready, send it for review.")
        messages.info(request, text, buttons=[link])


@hooks.register("register_page_listing_more_buttons")
def send_button(page: Page, user, next_url: str | None = None):
    """Sends a draft for review from the list of pages; the screen says why if it cannot be."""
    if page.has_unpublished_changes and not page.alias_of_id and page.depth > HOME_DEPTH:
        yield Button(
            _("Send for review"), reverse("review:submit", args=[page.pk]),
            icon_name="clipboard-list", priority=45,
        )  # fmt: skip


@hooks.register("register_account_settings_panel")
def notices_panel(request: HttpRequest, user, profile) -> ReviewNoticesPanel:
    """How one wants to hear of the review."""
    return ReviewNoticesPanel(request, user, profile)


@hooks.register("register_log_actions")
def register_acts(actions: LogActionRegistry) -> None:
    """The acts of the review in the history."""
    logs.register(actions)
