"""How large campaigns are: how many texts, and how many senders."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Min, Q, QuerySet
from django.db.models.functions import Coalesce

from consultation.comments.models import Comment

FEWEST_SENDERS = 3
MOST_LISTED = 10
EXCERPT = 280


@dataclass(frozen=True)
class Size:
    """Of a campaign.

    Attributes:
        texts: how many wordings it has.
        senders: how many comments.
    """

    texts: int = 1
    senders: int = 1


@dataclass(frozen=True)
class Campaign:
    """One of the largest of a draft.

    Attributes:
        sample: its first comment.
    """

    sample: Comment
    size: Size

    @property
    def excerpt(self) -> str:
        """How its text begins."""
        text = " ".join(self.sample.text[: 2 * EXCERPT].split())
        return text if len(text) <= EXCERPT else f"{text[:EXCERPT].rstrip()}…"


def of_campaign(campaign: int | None) -> Q:
    """The comments of a campaign; none where there is none.

    Args:
        campaign: the number of the wording that leads it.
    """
    if campaign is None:
        return Q(pk__in=())
    return Q(wording=campaign) | Q(wording__leader=campaign)


def sizes_of(comments: Iterable[Comment]) -> dict[int, Size]:
    """Of the campaigns to which comments belong, by the wording that leads; one statement.

    Args:
        comments: with their wordings.
    """
    keys = {one.wording.campaign for one in comments if one.wording_id}
    if not keys:
        return {}
    rows = Comment.objects.filter(Q(wording__in=keys) | Q(wording__leader__in=keys))
    return {key: Size(texts, senders) for key, texts, senders in _counted(rows)}


def largest(rows: QuerySet[Comment]) -> list[Campaign]:
    """The campaigns with most senders among these comments, in two statements.

    Args:
        rows: the comments of one draft that whoever asks may read.
    """
    counted = rows.filter(wording__isnull=False).order_by()
    found = list(
        _by_campaign(counted)
        .annotate(first=Min("pk"))
        .filter(senders__gte=FEWEST_SENDERS)
        .order_by("-senders", "first")[:MOST_LISTED]
    )
    samples = rows.in_bulk([one["first"] for one in found])
    return [
        Campaign(samples[one["first"]], Size(one["texts"], one["senders"]))
        for one in found
        if one["first"] in samples
    ]


def _by_campaign(rows: QuerySet) -> QuerySet:
    named = rows.annotate(campaign=Coalesce("wording__leader_id", F("wording_id")))
    return named.values("campaign").annotate(
        texts=Count("wording", distinct=True), senders=Count("pk")
    )


def _counted(rows: QuerySet) -> QuerySet:
    return _by_campaign(rows.order_by()).values_list("campaign", "texts", "senders")
