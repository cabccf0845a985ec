"""Nothing is published past the review, whichever of Wagtail's screens or acts asks for it.

Wagtail lets whoever has the right to publish do so from the editor, from lists, by copies and by
translations. All of that ends in one action, which asks the rules here; the buttons ask them too.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction
from wagtail.actions.publish_page_revision import (
    PublishPagePermissionError,
    PublishPageRevisionAction,
)
from wagtail.models import Page
from wagtail.models.pages import PagePermissionTester
from wagtail_localize.models import TranslationSource

from editorial.workflow.marks import OWN_TEXT, note
from editorial.workflow.rules import direct_publication_refusal, is_own_text
from portal.hosts.addresses import site_id_of

_reviewed: ContextVar[bool] = ContextVar("reviewed", default=False)
_stock_check = PublishPageRevisionAction.check
_stock_can_publish = PagePermissionTester.can_publish
_stock_can_publish_subpage = PagePermissionTester.can_publish_subpage
_stock_translate = TranslationSource.create_or_update_translation


@contextmanager
def reviewed() -> Iterator[None]:
    """What is published within has been decided by the review."""
    token = _reviewed.set(True)
    try:
        yield
    finally:
        _reviewed.reset(token)


def refusal(page: Page, user) -> str:
    """Why an act of Wagtail's may not publish a page for a person; empty if it may.

    Args:
        page: what would be published.
        user: who does it; None for what happens of itself, such as a scheduled time.
    """
    if user is None or _reviewed.get():
        return ""
    return direct_publication_refusal(user, page)


def _check(self, skip_permission_checks: bool = False) -> None:
    reason = refusal(self.object, self.user)
    if reason:
        raise PublishPagePermissionError(reason)
    _stock_check(self, skip_permission_checks)
    is_direct = self.user is not None and not _reviewed.get()
    if is_direct and site_id_of(self.object) and is_own_text(self.user, self.object):
        note(OWN_TEXT, self.object, self.user)


def _can_publish(self) -> bool:
    return _stock_can_publish(self) and not refusal(self.page, self.user)


def _can_publish_subpage(self) -> bool:
    return _stock_can_publish_subpage(self) and not refusal(self.page, self.user)


def _translate(self, locale, user=None, publish=True, **kwargs):
    """Keeps what readers see while a translation that a person makes waits for its review.

    The package publishes in nobody's name, and writes the page itself even for a draft.
    """
    source = self.get_source_instance()
    if isinstance(source, Page) and publish and refusal(source, user):
        publish = False
    with transaction.atomic():
        shown = None if publish else _shown_translation(self, locale)
        result = _stock_translate(self, locale, user=user, publish=publish, **kwargs)
        if shown:
            page = Page.objects.get(pk=shown[0]).specific
            page.with_content_json(shown[1]).save(clean=False)
            Page.objects.filter(pk=page.pk).update(has_unpublished_changes=True)
    return result


def _shown_translation(source: TranslationSource, locale) -> tuple[int, dict] | None:
    """Key and content of the translation that readers see now."""
    rows = Page.objects.filter(translation_key=source.object_id, locale=locale, live=True)
    page = rows.specific().first()
    return (page.pk, page.serializable_data()) if page else None


def _can_unschedule(self) -> bool:
    return _stock_can_publish(self)


def install() -> None:
    """Puts the rule into Wagtail's action and permissions. Called once, when ready."""
    PublishPageRevisionAction.check = _check
    PagePermissionTester.can_publish = _can_publish
    # New pages, copies and aliases that would be on line at once.
    PagePermissionTester.can_publish_subpage = _can_publish_subpage
    TranslationSource.create_or_update_translation = _translate
    # Taking a planned time back is no publishing.
    PagePermissionTester.can_unschedule = _can_unschedule
