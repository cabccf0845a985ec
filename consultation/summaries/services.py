"""The rows of a summary: what citizens said, provision by provision, and what becomes of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from consultation.comments.models import Comment
from consultation.drafts.models import DraftPage
from consultation.summaries.order import Group, groups_of

BATCH = 500
# The provision and the number of the comment after which one goes on.
Key = tuple[int, int]


class SummaryRefused(Exception):
    """Something that cannot be done with a summary; the sentence says why and what to do."""


@dataclass(frozen=True)
class SummaryRow:
    """One comment in the summary.

    Attributes:
        begins: whether it is the first one on its provision.
    """

    group: Group
    comment: Comment
    begins: bool = False

    @property
    def author(self) -> str:
        """Who said it, as everybody may read it."""
        return shown_author(self.comment)

    @property
    def answer(self) -> str:
        """What becomes of it, in a word."""
        if not self.comment.disposition:
            return _("not answered yet")
        return self.comment.get_disposition_display()


@dataclass(frozen=True)
class Numbers:
    """How many comments a draft received; those never confirmed do not count."""

    received: int
    published: int
    organisations: int

    @property
    def individuals(self) -> int:
        """Published ones of individuals."""
        return self.published - self.organisations

    @property
    def withheld(self) -> int:
        """Those that are not shown."""
        return self.received - self.published


def summary_rows(draft: DraftPage, *, batch: int = BATCH) -> Iterator[SummaryRow]:
    """All published comments of a draft in the order of its text, a batch at a time.

    Args:
        draft: the draft itself, not one that translates it.
        batch: how many comments are at hand at once.
    """
    groups = groups_of(draft, published_counts(draft))
    key: Key | None = (groups[0].key, 0) if groups else None
    while key is not None:
        rows, key = rows_after(draft, groups, key, batch)
        yield from rows


def published_counts(draft: DraftPage) -> dict[int | None, int]:
    """How many comments everybody may read on each provision, counted now."""
    rows = Comment.objects.visible_to(None).filter(draft=draft.text_page_id).order_by()
    return dict(rows.values_list("lineage").annotate(Count("pk")))


def numbers_of(draft: DraftPage) -> Numbers:
    """How many comments a draft received and shows; numbers alone, of all of them."""
    rows = Comment.objects.filter(draft=draft.text_page_id)
    shown = Q(state=Comment.State.PUBLISHED)
    found = rows.exclude(state=Comment.State.UNCONFIRMED).aggregate(
        received=Count("pk"),
        published=Count("pk", filter=shown),
        organisations=Count("pk", filter=shown & Q(is_organisation=True)),
    )
    return Numbers(**found)


def rows_after(
    draft: DraftPage, groups: Sequence[Group], key: Key, size: int
) -> tuple[list[SummaryRow], Key | None]:
    """The next rows of a summary, in three statements whatever their number.

    Args:
        draft: the draft itself.
        groups: all that was commented on, in order.
        key: where to begin; its provision is one of the groups.
        size: about how many rows; what arrives meanwhile may add some.

    Returns:
        The rows, and where the next ones begin; None after the last one.
    """
    place = next(number for number, group in enumerate(groups) if group.key == key[0])
    rows, is_over = _part(draft, groups[place], key[1], size)
    if not is_over:
        return rows, (groups[place].key, rows[-1].comment.pk)
    end = _whole_up_to(groups, place + 1, size - len(rows))
    rows += _wholes(draft, groups[place + 1 : end])
    if end < len(groups) and (left := size - len(rows)) > 0:
        last, is_over = _part(draft, groups[end], 0, left)
        rows += last
        if not is_over:
            return rows, (groups[end].key, last[-1].comment.pk)
        end += 1
    return rows, (groups[end].key, 0) if end < len(groups) else None


def shown_author(comment: Comment) -> str:
    """Who wrote a comment, as everybody may read it."""
    author = getattr(comment, "commenter", None)
    name = author.public_name if author else ""
    if name:
        return name
    if comment.is_organisation:
        return _("An organisation, name withheld")
    return _("A citizen, name withheld")


def _comments(draft: DraftPage) -> QuerySet:
    rows = Comment.objects.visible_to(None).filter(draft=draft.text_page_id)
    return rows.select_related("commenter").order_by("pk")


def _part(draft: DraftPage, group: Group, after: int, size: int) -> tuple[list[SummaryRow], bool]:
    """Some comments on one provision, and whether these were the last."""
    found = list(_comments(draft).filter(group.holds(), pk__gt=after)[: size + 1])
    rows = [SummaryRow(group, comment) for comment in found[:size]]
    if rows and not after:
        rows[0] = SummaryRow(group, rows[0].comment, begins=True)
    return rows, len(found) <= size


def _whole_up_to(groups: Sequence[Group], start: int, room: int) -> int:
    """The first group from a place on that does not fit into the room as a whole."""
    while start < len(groups) and groups[start].count <= room:
        room -= groups[start].count
        start += 1
    return start


def _wholes(draft: DraftPage, groups: Sequence[Group]) -> list[SummaryRow]:
    """All comments on some provisions, in one statement."""
    if not groups:
        return []
    lineages = {lineage: place for place, group in enumerate(groups) for lineage in group.lineages}
    whole = next((place for place, group in enumerate(groups) if not group.lineages), None)
    asked = Q(lineage__in=lineages)
    if whole is not None:
        asked |= Q(lineage=None)
    found: list[list[Comment]] = [[] for _group in groups]
    for comment in _comments(draft).filter(asked):
        found[lineages.get(comment.lineage_id, whole)].append(comment)
    return [
        SummaryRow(group, comment, begins=number == 0)
        for group, comments in zip(groups, found, strict=True)
        for number, comment in enumerate(comments)
    ]
