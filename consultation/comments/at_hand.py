"""The comments and drafts that an officer works on, and the portals that they belong to."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from wagtail.admin.admin_url_finder import register_admin_url_finder
from wagtail.models import Page

from consultation.comments.models import Comment
from consultation.comments.permissions import refusal_to_moderate
from consultation.comments.places import own_draft_of
from consultation.drafts.models import DraftPage
from portal.hosts.addresses import site_id_of
from sites.access import leading

SCREENS_OF_COMMENTS = ("item", "decide", "answer", "assign", "author", "erase", "files", "separate")
SCREENS_OF_DRAFTS = ("draft", "enter", "file", "take")


def own_comment(user, uid: UUID) -> Comment:
    """A comment that a portal received on which a person is citizens' officer.

    Raises:
        Http404: it is another portal's, or there is none.
    """
    rows = Comment.objects.in_charge_of(user).select_related(
        "draft",
        "version",
        "provision",
        "receipt",
        "assigned_to",
        "entered_by",
        "wording__leader__sample",
    )
    return get_object_or_404(rows, uid=uid)


def own_draft(user, draft_id: int) -> DraftPage:
    """A draft of a portal on which a person is citizens' officer; of a translation the original.

    Raises:
        Http404: it is another portal's, or there is none.
    """
    page = DraftPage.objects.select_related("text_version").filter(pk=draft_id).first()
    if page is None or refusal_to_moderate(user, site_id_of(page)):
        raise Http404
    return own_draft_of(page)


def portal_of_comment(uid: UUID) -> int | None:
    """The portal that received a comment; one statement."""
    return Comment.objects.filter(uid=uid).values_list("site", flat=True).first()


def portal_of_draft(draft_id: int) -> int | None:
    """The portal of a draft; one statement."""
    page = Page.objects.filter(pk=draft_id).only("path").first()
    return site_id_of(page) if page else None


class CommentURLFinder:
    """Lets lines of the log lead to the comment that they are about, for its officers."""

    def __init__(self, user) -> None:
        self.user = user

    def get_edit_url(self, comment: Comment) -> str | None:
        """The comment's screen; None for whoever may not open it."""
        if refusal_to_moderate(self.user, comment.site_id):
            return None
        return reverse("comments:item", args=[comment.uid])


def register() -> None:
    """Lets addresses of comments and drafts lead to portals, and the log to comments."""
    register_admin_url_finder(Comment, CommentURLFinder)
    for argument, way, names in (
        ("uid", portal_of_comment, SCREENS_OF_COMMENTS),
        ("draft_id", portal_of_draft, SCREENS_OF_DRAFTS),
    ):
        leading.register(argument, way, *(f"comments:{name}" for name in names))
