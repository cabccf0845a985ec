"""How far the comments on a draft are dealt with, provision by provision."""

from dataclasses import dataclass

from django.db.models import Count, Q

from consultation.comments.models import Comment
from consultation.comments.places import goes_on_as, name_of, ways_of
from consultation.drafts.models import DraftPage
from consultation.versions.models import Lineage, Provision

State = Comment.State
NUMBERS = ("total", "waiting", "unanswered")
WHOLE_DRAFT = 0


@dataclass
class PlaceNumbers:
    """The numbers of one provision, or of the draft as a whole.

    Attributes:
        place: number of the provision's lineage; 0 for the whole draft.
        is_gone: whether the text that readers see has it no longer.
        order: where it stands in that text.
        total: all comments whose authors have confirmed their address or need not.
    """

    place: int
    name: str
    heading: str = ""
    is_gone: bool = False
    order: int = -1
    total: int = 0
    waiting: int = 0
    unanswered: int = 0


def numbers_of(draft: DraftPage) -> list[PlaceNumbers]:
    """The numbers in the order of the text, what it no longer has at the end.

    Args:
        draft: the draft itself, not one that translates it.
    """
    rows = Comment.objects.filter(draft=draft).exclude(state=State.UNCONFIRMED).order_by()
    counted = rows.values("lineage").annotate(
        total=Count("pk"),
        waiting=Count("pk", filter=Q(state=State.WAITING)),
        unanswered=Count("pk", filter=Q(state=State.PUBLISHED, disposition="")),
    )
    joined = Lineage.objects.filter(page=draft.pk, continued_by__isnull=False)
    ends = goes_on_as(joined)
    sums: dict[int, dict[str, int]] = {}
    for row in counted:
        place = ends.get(row["lineage"], row["lineage"]) or WHOLE_DRAFT
        known = sums.setdefault(place, dict.fromkeys(NUMBERS, 0))
        for name in NUMBERS:
            known[name] += row[name]
    places = _places(draft, [place for place in sums if place != WHOLE_DRAFT])
    places[WHOLE_DRAFT] = PlaceNumbers(WHOLE_DRAFT, name_of(None))
    found = [places[place] for place in sums if place in places]
    for one in found:
        for name in NUMBERS:
            setattr(one, name, sums[one.place][name])
    return sorted(found, key=lambda one: (one.is_gone, one.order))


def _places(draft: DraftPage, lineages: list[int]) -> dict[int, PlaceNumbers]:
    """What provisions are called: now, or when the text still had them."""
    rows = Provision.objects.filter(lineage__in=lineages).defer("text").order_by("version")
    last: dict[int, Provision] = {}
    for row in rows:
        is_shown = row.version_id == draft.text_version_id
        if is_shown or row.lineage_id not in last or not _is_of(last[row.lineage_id], draft):
            last[row.lineage_id] = row
    ways = ways_of(last.values())
    return {
        lineage: PlaceNumbers(
            place=lineage,
            name=name_of(row, ways.get(row.pk)),
            heading=row.heading,
            is_gone=not _is_of(row, draft),
            order=row.order,
        )
        for lineage, row in last.items()
    }


def _is_of(row: Provision, draft: DraftPage) -> bool:
    return row.version_id == draft.text_version_id
