"""How Wagtail renders, edits and moves what all pages share, and what all its screens load."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page, PageQuerySet

from portal.common import page_choosers, translation_buttons
from portal.common.addresses import is_reserved
from portal.common.links import PortalDocumentLinkHandler, PortalPageLinkHandler
from portal.common.page_lists import PortalPageViewSet
from portal.common.page_rights import ReasonToStayItem
from portal.common.slugs import refusal

translation_buttons.replace_hook()


@hooks.register("register_admin_viewset")
def register_page_lists() -> PortalPageViewSet:
    """Lists of pages whose rows are read together."""
    return PortalPageViewSet()


@hooks.register("construct_page_chooser_queryset", order=1000)
def prepare_chooser_rows(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """What the rows of a chooser's search show, read at once."""
    return page_choosers.prepare_found(pages, request)


@hooks.register("register_rich_text_features", order=100)
def read_links_at_once(features) -> None:
    """Replaces Wagtail's link handlers by those that take what was read with the body."""
    features.register_link_type(PortalPageLinkHandler)
    features.register_link_type(PortalDocumentLinkHandler)


@hooks.register("insert_global_admin_js")
def widget_starter() -> SafeString:
    """The script that starts the widgets; see ``portal.common.admin_widgets``."""
    return format_html('<script src="{}"></script>', static("js/admin/widgets.js"))


@hooks.register("insert_global_admin_css")
def frame_styles() -> SafeString:
    """The mark in the sidebar, the strip above the main column, and states in sentence case."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/frame.css"))


@hooks.register("construct_help_menu")
def keep_help_of_this_installation(request: HttpRequest, items: list) -> None:
    """Takes away the entries that lead to Wagtail's own pages, in English and elsewhere."""
    items[:] = [item for item in items if not str(item.url).startswith(("http:", "https:"))]


@hooks.register("register_page_listing_more_buttons")
def reason_in_list(page: Page, user, next_url: str | None = None) -> Iterator[ReasonToStayItem]:
    """Leads to the reason, where a page of a list can be neither deleted nor unpublished."""
    yield ReasonToStayItem(page=page, priority=40)


@hooks.register("register_page_header_buttons")
def reason_above_page(
    page: Page, user, view_name: str, next_url: str | None = None
) -> Iterator[ReasonToStayItem]:
    """The same above the page's own screens."""
    yield ReasonToStayItem(page=page, priority=60)


@hooks.register("before_move_page")
def refuse_move_to_reserved_address(
    request: HttpRequest, page: Page, destination: Page
) -> HttpResponse | None:
    """A page whose slug is an address of the portal does not move right below a home page."""
    if not is_reserved(page.slug, destination.depth + 1):
        return None
    messages.error(request, refusal(page.slug))
    return redirect("wagtailadmin_pages:move", page.pk)
