"""Who may work on the text of a draft."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from wagtail.models import Page

from consultation.drafts.models import DraftPage
from consultation.versions.models import DraftVersion
from portal.hosts.addresses import site_id_of
from sites.access.choosing import pages_at_hand


def own_draft(user, page_id: int) -> DraftPage:
    """A draft of the portals on which a person works, in its latest version.

    Raises:
        Http404: it is another's, or there is none.
    """
    condition = pages_at_hand(user)
    pages = DraftPage.objects.all()
    found = pages if condition is None else pages.filter(condition)
    return get_object_or_404(found, pk=page_id).get_latest_revision_as_object()


def own_version(user, uid: UUID) -> tuple[DraftPage, DraftVersion]:
    """A version of a draft of the portals on which a person works, with its draft.

    Raises:
        Http404: it is another's, or there is none.
    """
    version = DraftVersion.objects.select_related("base", "page").filter(uid=uid).first()
    if version is None:
        raise Http404
    return own_draft(user, version.page_id), version


def refusal_to_change_text(user, page: DraftPage) -> str:
    """Why a person may not change the text of a draft now; empty if they may.

    Args:
        user: who asks.
        page: the draft.
    """
    rights = page.permissions_for_user(user)
    if not rights.can_edit():
        return _("You may read this text, but not change it.")
    if rights.page_locked():
        return _("The draft is under review or held by somebody, so its text does not change now.")
    return ""


def portal_of_version(uid: UUID) -> int | None:
    """The portal whose draft a version belongs to; one statement."""
    pages = Page.objects.filter(pk__in=DraftVersion.objects.filter(uid=uid).values("page"))
    page = pages.only("path").first()
    return site_id_of(page) if page else None
