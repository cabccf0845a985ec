"""Which comments the officers' list shows, and how each of them stands there."""

from dataclasses import dataclass

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet

from consultation.comments.models import Comment
from consultation.comments.places import joined_to, name_of, ways_of
from consultation.comments.querysets import OFFICERS
from consultation.drafts.models import DraftPage
from consultation.similarity.numbers import Size, of_campaign, sizes_of
from portal.common.text import fold
from sites.access.standing import standing

MOST_DRAFTS = 300
MOST_WORDS = 8
EXCERPT = 280
MINE, NOBODY = "mine", "nobody"
UNANSWERED = "none"
State = Comment.State
# What the list needs of a comment; the long texts stay where they are.
NOT_LISTED = ("folded", "explanation", "note", "appeal")


@dataclass(frozen=True)
class ListedComment:
    """A comment as a line of the list: without any personal data.

    Attributes:
        place: on what it was made, as that was called then.
        size: how many texts and senders say the same on the draft.
    """

    comment: Comment
    draft_title: str
    place: str
    size: Size

    @property
    def is_cut(self) -> bool:
        """Whether the excerpt is not all that it says."""
        return len(" ".join(self.comment.text.split())) > EXCERPT

    @property
    def excerpt(self) -> str:
        """How its text begins."""
        text = " ".join(self.comment.text[: 2 * EXCERPT].split())
        return text if len(text) <= EXCERPT else f"{text[:EXCERPT].rstrip()}…"


@dataclass(frozen=True)
class Waiting:
    """How much lies before the officers of a portal.

    Attributes:
        oldest: when the oldest comment arrived that waits; None if none does.
    """

    waiting: int
    unanswered: int
    mine: int
    oldest: object = None


def waiting_for(user) -> Waiting:
    """How many comments wait for a decision or an answer, and for this officer; one statement."""
    open_ = Q(state=State.WAITING) | Q(state=State.PUBLISHED, disposition="")
    found = (
        Comment.objects.in_charge_of(user)
        .filter(open_)
        .aggregate(
            waiting=Count("pk", filter=Q(state=State.WAITING)),
            unanswered=Count("pk", filter=Q(state=State.PUBLISHED)),
            mine=Count("pk", filter=Q(assigned_to=user)),
            oldest=Min("received_at", filter=Q(state=State.WAITING)),
        )
    )
    return Waiting(**found)


def drafts_of(user) -> list[tuple[int, str]]:
    """Number and title of each draft of the officer's portals that has comments."""
    sites = standing(user).sites_with(*OFFICERS)
    own = Comment.objects.filter(draft=OuterRef("pk"), site__in=sites)
    rows = DraftPage.objects.filter(Exists(own)).order_by(F("closes_at").desc(nulls_last=True))
    return list(rows.values_list("pk", "title")[:MOST_DRAFTS])


def chosen(user, wanted: dict) -> QuerySet[Comment]:
    """The comments of the officer's portals that fit what was chosen.

    Args:
        user: the officer.
        wanted: what a :class:`consultation.comments.admin_forms.QueueForm` holds once it is valid.
    """
    rows = Comment.objects.in_charge_of(user)
    for name in ("draft", "state", "source"):
        if wanted.get(name):
            rows = rows.filter(**{FIELDS[name]: wanted[name]})
    if wanted.get("answer") == UNANSWERED:
        rows = rows.unanswered()
    elif wanted.get("answer"):
        rows = rows.filter(disposition=wanted["answer"])
    rows = _by_officer(rows, user, wanted.get("who"))
    if wanted.get("like"):
        rows = _like(rows, user, wanted["like"])
    if wanted.get("place") is not None and wanted.get("draft"):
        rows = rows.filter(_on_place(int(wanted["draft"]), wanted["place"]))
    for word in fold(wanted.get("q") or "").split()[:MOST_WORDS]:
        rows = rows.filter(folded__contains=word)
    return rows


# Words of the address, and the columns that they mean.
FIELDS = {"draft": "draft", "state": "state", "source": "source"}


def _by_officer(rows: QuerySet, user, who: str | None) -> QuerySet:
    if who == MINE:
        return rows.filter(assigned_to=user)
    if who == NOBODY:
        return rows.filter(assigned_to=None)
    return rows.filter(assigned_to=int(who)) if who else rows


def _like(rows: QuerySet, user, uid) -> QuerySet:
    sample = Comment.objects.in_charge_of(user).filter(uid=uid)
    found = sample.select_related("wording").only("wording").first()
    if found is None:
        return rows.none()
    if not found.wording_id:
        return rows.filter(pk=found.pk)
    return rows.filter(of_campaign(found.wording.campaign))


def _on_place(draft_id: int, place: int) -> Q:
    """On a provision and those that were joined to it; 0 is the whole draft."""
    if not place:
        return Q(lineage=None)
    return Q(lineage__in=[place, *joined_to(draft_id).get(place, [])])


def listed(comments: list[Comment], titles: dict[int, str]) -> list[ListedComment]:
    """The lines of a page of the list, in two statements for all.

    Args:
        comments: with their provisions and wordings.
        titles: of drafts, by number.
    """
    ways = ways_of(one.provision for one in comments if one.provision_id)
    sizes = sizes_of(comments)
    return [
        ListedComment(
            comment=one,
            draft_title=titles.get(one.draft_id, ""),
            place=name_of(one.provision, ways.get(one.provision_id)),
            size=sizes.get(one.wording.campaign, Size()) if one.wording_id else Size(),
        )
        for one in comments
    ]
