"""Translations go through the review as well.

The editor of translations publishes, or keeps sentences apart from any page. Sent for review, the
sentences become a version of the page, while readers go on seeing what was approved before; see
``gate``.
"""

from django.db import transaction
from wagtail.models import Page, WorkflowState
from wagtail_localize.models import Translation

from editorial.workflow.services import submit
from portal.accounts.models import User
from portal.hosts.addresses import site_id_of


def translation_of(page: Page) -> Translation | None:
    """The translation that a page is edited as; None for a page that is written itself."""
    rows = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
    )
    return rows.first()


def portal_of_translation(number: int) -> int | None:
    """The portal of the page that a translation makes; None if there is no such page.

    Args:
        number: primary key of the translation.
    """
    asked = Translation.objects.filter(pk=number)
    page = Page.objects.filter(
        translation_key=asked.values("source__object_id")[:1],
        locale=asked.values("target_locale")[:1],
    )
    found = page.only("path").first()
    return site_id_of(found) if found else None


@transaction.atomic
def submit_translation(translation: Translation, page: Page, user: User) -> WorkflowState:
    """Makes a version of a page of the sentences translated so far and asks for its review.

    Args:
        translation: the translation, not switched off.
        page: the page that it makes.
        user: who asks.

    Raises:
        ReviewRefused: it is under review, or the person may not.
        ValidationError: the sentences do not make a page; one is too long, for instance.
    """
    translation.save_target(user=user, publish=False)
    return submit(Page.objects.get(pk=page.pk), user)
