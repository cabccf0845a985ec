"""What happens of itself when a draft is published."""

from django.db import transaction

from consultation.drafts.models import Closing, DraftPage
from consultation.versions import services as versions


@transaction.atomic
def published(page: DraftPage, user=None) -> None:
    """Shows the text that the page names, and records its closing time.

    A closing earlier than one that was published is not obeyed, whichever way it came: citizens
    were told that they may comment until then.

    Args:
        page: as it was published.
        user: who published; None for what happens at a planned hour.
    """
    DraftPage.objects.select_for_update(of=("self",)).get(pk=page.pk)
    # A translation shows the text of the draft that it translates, once that is published.
    if page.text_version_id and page.text_version.page_id == page.pk:
        versions.publish(page.text_version)
    if not page.closes_at:
        return
    latest = page.closings.order_by("-closes_at").first()
    if latest is None or page.closes_at > latest.closes_at:
        reason = page.closing_reason if latest else ""
        Closing.objects.create(
            page=page, closes_at=page.closes_at, reason=reason, published_by=user
        )
    elif page.closes_at < latest.closes_at:
        page.closes_at = latest.closes_at
        DraftPage.objects.filter(pk=page.pk).update(closes_at=latest.closes_at)
