"""A draft as readers see it: its articles, its versions and what they are told beside it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.functional import cached_property

from consultation.comments.counting import counts_of
from consultation.drafts.listing import unit_name_of
from consultation.drafts.models import Closing, DraftFile, DraftPage
from consultation.versions.models import DraftVersion, Provision
from consultation.versions.naming import cited, marked, number_of
from portal.hosts.addresses import language_of

# Shown as headings and listed at the side; clauses and points are shown within them.
HEADED = {"part", "chapter", "section", "subsection", "article", "annex"}
FRAMES = {"part", "chapter", "section", "subsection"}


@dataclass
class ShownProvision:
    """One provision with those right below it.

    Attributes:
        level: the level of its heading, 2 to 6; 0 for what has none.
        comments: how many published comments it and those below it have.
        takes_comments: whether a link to the form stands below it; what is below it is chosen there.
    """

    row: Provision
    level: int = 0
    below: list["ShownProvision"] = field(default_factory=list)
    comments: int = 0
    takes_comments: bool = False

    @property
    def address(self) -> str:
        """Its place within the page."""
        return self.row.address

    @property
    def title(self) -> str:
        """Number and heading."""
        return cited(self.row.kind, self.row.number, self.row.heading)

    @property
    def mark(self) -> str:
        """The number as the text has it: “2.” or “a)”."""
        return marked(self.row.kind, self.row.number)

    @property
    def short(self) -> str:
        """Word and number alone."""
        return number_of(self.row.kind, self.row.number) or self.row.heading

    @property
    def is_frame(self) -> bool:
        """Whether it only holds articles."""
        return self.row.kind in FRAMES

    @cached_property
    def paragraphs(self) -> list[str]:
        """Its own words, paragraph by paragraph."""
        return [line for line in self.row.text.split("\n") if line]


@dataclass(frozen=True)
class ShownDraft:
    """What the page of a draft shows.

    Attributes:
        version: the version whose text is shown; None while there is none.
        outermost: the provisions without parent, each with those below it.
        contents: what the list at the side names, in order.
        versions: all published versions, the newest first.
        closings: the published closing times, the first one first.
        files: the files of each kind, in the order of the kinds.
        unit: the drafting unit.
        english: whether the addresses below the page are English.
        comments: how many published comments the draft has.
    """

    version: DraftVersion | None
    outermost: list[ShownProvision]
    contents: list[ShownProvision]
    versions: list[DraftVersion]
    closings: list[Closing]
    files: list[tuple[str, list[DraftFile]]]
    unit: str
    english: bool = False
    comments: int = 0

    @property
    def earlier(self) -> list[DraftVersion]:
        """The published versions before the one shown."""
        if self.version is None:
            return []
        number = self.version.number or len(self.versions) + 1
        return [one for one in self.versions if one.number < number]

    @property
    def was_put_off(self) -> list[Closing]:
        """The later closing times."""
        return self.closings[1:]


def shown_draft(
    page: DraftPage, version: DraftVersion | None = None, *, is_preview: bool = False
) -> ShownDraft:
    """A draft with its text, in a few statements whatever its length.

    Args:
        page: the draft, also one that is previewed.
        version: another version than the page's own.
        is_preview: whether officers look; readers find no text that was not published.
    """
    shown = version or page.text_version
    published = list(DraftVersion.objects.filter(page=page.text_page_id).published())
    if shown and shown.published_at is None and not is_preview:
        shown = published[0] if published else None
    outermost, contents = tree_of(shown) if shown else ([], [])
    counts = counts_of(page.text_page_id)
    for one in outermost:
        _count(one, counts)
    return ShownDraft(
        version=shown,
        outermost=outermost,
        contents=contents,
        versions=published,
        closings=list(page.closings.all()) if page.pk else [],
        files=files_by_kind(page.draft_files),
        unit=page.drafting_unit or unit_name_of(page),
        english=language_of(page) == "en",
        comments=sum(counts.values()),
    )


def _count(one: ShownProvision, counts: dict[int | None, int]) -> int:
    one.comments = counts.get(one.row.lineage_id, 0)
    one.comments += sum(_count(lower, counts) for lower in one.below)
    return one.comments


def files_by_kind(files: Sequence[DraftFile]) -> list[tuple[str, list[DraftFile]]]:
    """Files under the word for their kind; kinds without a file are left out."""
    kinds = {file.kind for file in files}
    return [
        (kind.label, [file for file in files if file.kind == kind])
        for kind in DraftFile.Kind
        if kind in kinds
    ]


def tree_of(version: DraftVersion) -> tuple[list[ShownProvision], list[ShownProvision]]:
    """The provisions of a taken version as a tree, and those that have a heading."""
    return arranged(list(version.provisions.order_by("order")))


def arranged(rows: Sequence[Provision]) -> tuple[list[ShownProvision], list[ShownProvision]]:
    """Provisions as a tree, and those that have a heading.

    Args:
        rows: in the order of the text.
    """
    shown: dict[int, ShownProvision] = {}
    outermost: list[ShownProvision] = []
    for row in rows:
        one = ShownProvision(row)
        shown[row.pk] = one
        parent = shown.get(row.parent_id)
        (parent.below if parent else outermost).append(one)
        if row.kind in HEADED:
            one.level = min(parent.level + 1, 6) if parent and parent.level else 2
        one.takes_comments = not one.is_frame and (parent is None or parent.is_frame)
    return outermost, [one for one in shown.values() if one.level]
