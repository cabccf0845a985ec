"""Nothing is lost: drafts with comments are deleted by nobody, nor is what they stand below."""

from collections.abc import Sequence
from functools import cache, reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from wagtail.models import Page

from consultation.comments.models import Comment
from consultation.drafts.models import ConsultationPage, DraftPage
from portal.hosts.index import HOME_PATH_LENGTH


def drafts_with_comments(pages: Sequence[Page]) -> dict[int, str]:
    """Why drafts with comments stay, and pages above such drafts, by number; one statement.

    Of the rows of a list, sections that stand further above are left out, so that no list asks
    for what it hardly ever holds: their own screens refuse.

    Args:
        pages: any pages.
    """
    may_hold = _is_near if len(pages) > 1 else _may_hold
    homes = {page.path[:HOME_PATH_LENGTH] for page in pages if may_hold(page)}
    if not homes:
        return {}
    commented = Exists(Comment.objects.filter(draft=OuterRef("pk")))
    theirs = reduce(or_, (Q(path__startswith=home) for home in homes))
    drafts = DraftPage.objects.filter(theirs, commented).order_by()
    paths = list(drafts.values_list("path", flat=True))
    reason = _("Citizens have commented on this draft. Comments are never deleted, so the draft "
               "stays; it can be withdrawn.")  # fmt: skip
    return {page.pk: reason for page in pages if any(path.startswith(page.path) for path in paths)}


def _is_near(page: Page) -> bool:
    return issubclass(page.specific_class or Page, (DraftPage, ConsultationPage))


def _may_hold(page: Page) -> bool:
    kind = page.specific_class or Page
    return kind is DraftPage or (not page.is_leaf() and _leads_to_drafts(kind))


@cache
def _leads_to_drafts(kind: type[Page]) -> bool:
    """Whether drafts may stand somewhere below pages of a kind."""
    seen: set[type[Page]] = set()
    waiting = {kind}
    while waiting:
        one = waiting.pop()
        if one is DraftPage or one is Page:
            return True
        seen.add(one)
        waiting |= set(one.allowed_subpage_models()) - seen
    return False
