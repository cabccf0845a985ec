"""How many published comments there are, provision by provision."""

from consultation.comments.models import PublishedCount
from consultation.comments.places import goes_on_as
from consultation.versions.models import Lineage


def counts_of(draft_id: int | None) -> dict[int | None, int]:
    """The numbers of a draft, those of provisions that were joined added to what they became.

    Args:
        draft_id: the draft itself, not one that translates it; None for one not yet stored.

    Returns:
        the number by the provision's lineage; under None that of the draft as a whole.
    """
    found = counts_by_lineage(draft_id) if draft_id else {}
    if not found:
        return {}
    ends = goes_on_as(Lineage.objects.filter(page=draft_id, continued_by__isnull=False))
    counts: dict[int | None, int] = {}
    for lineage, number in found.items():
        end = ends.get(lineage, lineage)
        counts[end] = counts.get(end, 0) + number
    return counts


def counts_by_lineage(draft_id: int) -> dict[int | None, int]:
    """The numbers of a draft as they are stored, each provision for itself; one statement."""
    rows = PublishedCount.objects.filter(draft=draft_id).order_by()
    return {row.lineage_id: row.total for row in rows if row.total}
