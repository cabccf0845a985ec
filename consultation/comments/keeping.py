"""Nothing is lost: drafts with comments are deleted by nobody, nor is what they stand below."""

from collections.abc import Sequence
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from wagtail.models import Page

from consultation.comments.models import Comment
from consultation.drafts.models import DraftPage
from portal.hosts.index import HOME_PATH_LENGTH


def drafts_with_comments(pages: Sequence[Page]) -> dict[int, str]:
    """Why drafts with comments stay, and pages above such drafts, by number; one statement.

    Args:
        pages: any pages.
    """
    homes = {page.path[:HOME_PATH_LENGTH] for page in pages if _may_hold(page)}
    if not homes:
        return {}
    commented = Exists(Comment.objects.filter(draft=OuterRef("pk")))
    theirs = reduce(or_, (Q(path__startswith=home) for home in homes))
    drafts = DraftPage.objects.filter(theirs, commented).order_by()
    paths = list(drafts.values_list("path", flat=True))
    reason = _("Citizens have commented on this draft. Comments are never deleted, so the draft "
               "stays; it can be withdrawn.")  # fmt: skip
    return {page.pk: reason for page in pages if any(path.startswith(page.path) for path in paths)}


def _may_hold(page: Page) -> bool:
    return not page.is_leaf() or issubclass(page.specific_class or Page, DraftPage)
