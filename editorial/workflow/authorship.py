"""Who wrote what would be published."""

from datetime import datetime

from django.db.models import Q
from wagtail.models import Page, PageLogEntry, Revision
from wagtail_localize.models import SegmentOverride, StringTranslation

REVERT, PUBLISH = "wagtail.revert", "wagtail.publish"


def writers_of(page: Page) -> set[int]:
    """Everybody who wrote any part of the newest version, or asked for its review.

    What counts is everything since the version that readers see now: saved versions, former
    versions that were taken up again since, and translated sentences.

    Args:
        page: the page, as it stands now.

    Returns:
        Keys of people.
    """
    live = page.live_revision if page.live_revision_id else None
    since = live.created_at if live else None
    state = page.current_workflow_state
    found = {state.requested_by_id} if state is not None else set()
    found |= _people(_versions(page).filter(_after(since)).exclude(pk=page.live_revision_id))
    for number in _taken_up_again(page, since):
        found |= _writers_of_former(page, number)
    return (found | _translators(page, since)) - {None}


def _versions(page: Page):
    return Revision.objects.for_instance(page)


def _after(since: datetime | None, name: str = "created_at") -> Q:
    return Q(**{f"{name}__gt": since}) if since else Q()


def _people(versions) -> set[int]:
    return set(versions.order_by().values_list("user_id", flat=True).distinct())


def _taken_up_again(page: Page, since: datetime | None) -> list[int]:
    """Keys of the former versions that somebody went back to."""
    entries = PageLogEntry.objects.filter(_after(since, "timestamp"), page=page.pk, action=REVERT)
    found = [entry.data.get("revision", {}).get("id") for entry in entries.only("data")]
    return [number for number in found if number]


def _writers_of_former(page: Page, number: int) -> set[int]:
    """Who wrote a former version, from what readers saw at that time on."""
    former = _versions(page).filter(pk=number).first()
    if former is None:
        return set()
    shown = PageLogEntry.objects.filter(
        page=page.pk, action__startswith=PUBLISH, timestamp__lt=former.created_at
    )
    last = shown.order_by("-timestamp").values_list("timestamp", flat=True).first()
    until = Q(created_at__lte=former.created_at)
    return _people(_versions(page).filter(until, _after(last)))


def _translators(page: Page, since: datetime | None) -> set[int]:
    """Who translated its sentences, or wrote what stands in their place."""
    found: set[int] = set()
    for kind in (StringTranslation, SegmentOverride):
        rows = kind.objects.filter(
            _after(since, "updated_at"),
            locale=page.locale_id,
            context__object=page.translation_key,
        )
        found |= set(rows.order_by().values_list("last_translated_by", flat=True).distinct())
    return found
