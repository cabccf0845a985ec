"""Says why a page, picture or file cannot be changed, where Wagtail only says that it cannot."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.models import Page
from wagtail.permissions import policy_registry

from portal.common.page_rights import PageRights, rights_of
from portal.media.models import PortalDocument, PortalImage
from portal.media.policies import CHANGING, refusal_to_change

MEDIA_FORMS = {
    "wagtailimages:edit": (PortalImage, "wagtailimages:index"),
    "wagtailimages:delete": (PortalImage, "wagtailimages:index"),
    "wagtaildocs:edit": (PortalDocument, "wagtaildocs:index"),
    "wagtaildocs:delete": (PortalDocument, "wagtaildocs:index"),
}
MEDIA_ARGUMENTS = ("image_id", "document_id", "pk")
PAGE_FORMS = ("wagtailadmin_pages:delete", "wagtailadmin_pages:unpublish")
MOVES = ("wagtailadmin_pages:move", "wagtailadmin_pages:move_confirm")


def told_why_not(request: HttpRequest, kwargs: dict) -> HttpResponse | None:
    """Leads back to the list with the reason; None where nothing stands against the act.

    What is another portal's is not spoken of.
    """
    name = request.resolver_match.view_name
    if name in PAGE_FORMS:
        return _told_of_page(request, kwargs["page_id"], PageRights.reason_to_stay)
    if name in MOVES:
        number = kwargs.get("page_to_move_id") or kwargs.get("page_id")
        return _told_of_page(request, number, PageRights.reason_to_wait)
    return _told_of_media(request, kwargs)


def _told_of_page(
    request: HttpRequest, number: int, why: Callable[[PageRights], str]
) -> HttpResponse | None:
    # The guard has looked already whether the page is at hand.
    page = Page.objects.filter(pk=number).first()
    reason = why(rights_of(page, request.user)) if page else ""
    if not reason:
        return None
    messages.error(request, reason)
    return redirect("wagtailadmin_explore", page.pk)


def _told_of_media(request: HttpRequest, kwargs: dict) -> HttpResponse | None:
    form = MEDIA_FORMS.get(request.resolver_match.view_name)
    number = next((kwargs[name] for name in MEDIA_ARGUMENTS if name in kwargs), None)
    if form is None or number is None:
        return None
    model, back = form
    policy = policy_registry.get_by_type(model)
    own = policy.instances_user_has_any_permission_for(request.user, CHANGING)
    item = own.filter(pk=number).first()
    reason = refusal_to_change(request.user, item) if item else ""
    if not reason:
        return None
    messages.error(request, reason)
    return redirect(back)
