"""Grouping comments into campaigns, by the worker and never while somebody waits.

Nothing is refused or hidden for being like another comment: officers see that it is, and how many
sent it, and may answer all at once.
"""

import time
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from consultation.comments.models import Comment
from consultation.comments.moderation import SEPARATED, locked
from consultation.comments.permissions import refusal_to_moderate
from consultation.comments.services import CommentRefused
from consultation.drafts.models import DraftPage
from consultation.similarity.models import Band, Wording
from consultation.similarity.nearness import ALIKE, bands_of, is_comparable, nearness, runs_of
from sites.access.standing import acting_now

BATCH = 200
SECONDS = 60
# Leaders that share a trait with a text; the nearest of so many is looked for.
MOST_CANDIDATES = 20


def group_all(seconds: float = SECONDS) -> bool:
    """Groups what was not grouped yet; safe to run twice at once.

    Args:
        seconds: that it may take, about: the worker has mails to send.

    Returns:
        Whether there was no time for all.
    """
    ends_at = time.monotonic() + seconds
    while (draft_id := _next_draft()) is not None:
        if not _group_batch(draft_id):
            # Officers hold those that are left; the timer comes again.
            return False
        if time.monotonic() >= ends_at:
            return _next_draft() is not None
    return False


def _next_draft() -> int | None:
    rows = Comment.objects.filter(wording=None).order_by("pk")
    return rows.values_list("draft", flat=True).first()


@transaction.atomic
def _group_batch(draft_id: int) -> int:
    _lock(draft_id)
    rows = Comment.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
    rows = rows.filter(draft=draft_id, wording=None).order_by("pk")
    batch = list(rows.select_related("provision").defer("folded")[:BATCH])
    known = _known(draft_id, {one.likeness for one in batch})
    members: dict[int, list[int]] = {}
    for one in batch:
        if one.likeness not in known:
            known[one.likeness] = _take_in(one).pk
        members.setdefault(known[one.likeness], []).append(one.pk)
    for wording, keys in members.items():
        Comment.objects.filter(pk__in=keys).update(wording=wording)
    return len(batch)


def _lock(draft_id: int) -> None:
    """One at a time groups the comments of a draft; nobody who comments waits for it."""
    DraftPage.objects.select_for_update(of=("self",), no_key=True).only("pk").get(pk=draft_id)


def _known(draft_id: int, likenesses: Iterable[str]) -> dict[str, int]:
    rows = Wording.objects.filter(draft=draft_id, likeness__in=likenesses)
    return dict(rows.values_list("likeness", "pk"))


def _take_in(comment: Comment) -> Wording:
    """A wording that was not known: of the campaign to which it is near, or the first of one."""
    runs = _runs_of(comment)
    bands = bands_of(runs) if is_comparable(runs) else []
    leader = _leader_for(comment.draft_id, runs, bands) if bands else None
    wording = Wording.objects.create(
        draft_id=comment.draft_id, likeness=comment.likeness, leader=leader, sample=comment
    )
    if leader is None:
        _note_bands(wording, bands)
    return wording


def _leader_for(draft_id: int, runs: frozenset[int], bands: list[int]) -> Wording | None:
    shared = Band.objects.filter(draft=draft_id, value__in=bands).order_by()
    nearest = shared.values_list("wording").annotate(Count("pk")).order_by("-pk__count", "wording")
    keys = [key for key, _count in nearest[:MOST_CANDIDATES]]
    found = Wording.objects.filter(pk__in=keys).select_related("sample__provision").order_by("pk")
    ranked = [(nearness(runs, _runs_of(one.sample)), -one.pk, one) for one in found]
    best = max(ranked, default=(0.0, 0, None))
    return best[2] if best[0] >= ALIKE else None


def _runs_of(comment: Comment) -> frozenset[int]:
    """What everybody may quote who writes on the same provision does not count."""
    provision = comment.provision
    quoted = f"{provision.heading}\n{provision.text}" if provision else ""
    return runs_of(comment.text, quoted)


def _note_bands(wording: Wording, bands: Iterable[int]) -> None:
    Band.objects.bulk_create(
        Band(wording=wording, draft_id=wording.draft_id, value=value) for value in bands
    )


@transaction.atomic
def separate(comment: Comment, user, *, edition: int) -> Wording:
    """Takes a text out of its campaign, for good: an officer says that it says something else.

    Args:
        comment: with this text; all with the same text go along.
        user: the officer.
        edition: of the comment as the officer read it.

    Raises:
        CommentRefused: the officer may not, or the text is like no other one.
    """
    # In the order in which the worker locks.
    _lock(comment.draft_id)
    fresh = locked(comment, edition)
    user = acting_now(user, fresh.site_id)
    refused = refusal_to_moderate(user, fresh.site_id)
    if refused:
        raise CommentRefused(refused)
    wording = Wording.objects.filter(pk=fresh.wording_id).first()
    if wording is None or not (wording.leader_id or wording.followers.exists()):
        raise CommentRefused(_("This text is in no group any more. Nothing was changed."))
    _hand_over(wording)
    wording.leader, wording.is_apart = None, True
    wording.save(update_fields=["leader", "is_apart"])
    log(fresh, SEPARATED, user=user, data={"site": fresh.site_id})
    return wording


def _hand_over(wording: Wording) -> None:
    """Where it led, the next oldest leads; nothing that comes later is near to what is apart."""
    wording.bands.all().delete()
    heir = wording.followers.select_related("sample__provision").order_by("pk").first()
    if heir is None:
        return
    heir.leader = None
    heir.save(update_fields=["leader"])
    wording.followers.update(leader=heir)
    runs = _runs_of(heir.sample)
    _note_bands(heir, bands_of(runs) if is_comparable(runs) else [])
