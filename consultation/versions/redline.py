"""What changed between two texts, word by word, as lawyers mark it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from consultation.reading.tree import Provision
from consultation.versions.alignment import Stretch, Word, aligned
from consultation.versions.mapping import Mapping, Relation


class PieceKind(StrEnum):
    """What happened to a piece of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text of one kind."""

    kind: PieceKind
    text: str


@dataclass(frozen=True, slots=True)
class ProvisionRedline:
    """The heading and the text of what a mapping joins; several are joined by line breaks."""

    mapping: Mapping
    heading: list[Piece]
    text: list[Piece]

    @property
    def is_changed(self) -> bool:
        """Whether anything in it was removed or added."""
        return any(piece.kind != PieceKind.SAME for piece in (*self.heading, *self.text))


def redline(old: str, new: str) -> list[Piece]:
    """Marks what was removed and added, by whole words and signs.

    Equal words keep the spelling of the new text: where a tone stands ("Uỷ", "Ủy") and how
    letters are composed is no change. Short equal stretches between changes are shown as
    changed. Where words are replaced, the removed ones come first.

    Returns:
        Pieces that are not empty. Those same and added give the new text, those same and
        removed the old one up to the spelling of tones.
    """
    return _joined(piece for stretch in aligned(old, new) for piece in _pieces(stretch))


def redline_versions(
    old: Iterable[Provision], new: Iterable[Provision], mappings: Iterable[Mapping]
) -> list[ProvisionRedline]:
    """The redline of every provision, in the order of the mappings.

    Args:
        old: provisions of the old version.
        new: provisions of the new version.
        mappings: of these two, as proposed or as confirmed by staff.
    """
    olds = {provision.address: provision for provision in old}
    news = {provision.address: provision for provision in new}
    return [
        _provision_redline(
            mapping,
            [olds[address] for address in mapping.old],
            [news[address] for address in mapping.new],
        )
        for mapping in mappings
    ]


def _provision_redline(
    mapping: Mapping, olds: Sequence[Provision], news: Sequence[Provision]
) -> ProvisionRedline:
    headings = _lines(each.heading for each in olds), _lines(each.heading for each in news)
    texts = _lines(each.text for each in olds), _lines(each.text for each in news)
    if mapping.relation in {Relation.SAME, Relation.MOVED}:
        return ProvisionRedline(mapping, _unchanged(headings[1]), _unchanged(texts[1]))
    return ProvisionRedline(mapping, redline(*headings), redline(*texts))


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(filter(None, texts))


def _unchanged(text: str) -> list[Piece]:
    return [Piece(PieceKind.SAME, text)] if text else []


def _pieces(stretch: Stretch) -> Iterator[Piece]:
    if stretch.equal:
        for old, new in zip(stretch.olds, stretch.news, strict=True):
            yield from _blank(old, new)
            yield Piece(PieceKind.SAME, new.text)
        return
    olds, news = stretch.olds, stretch.news
    if olds and news and olds[0].blank == news[0].blank:
        yield Piece(PieceKind.SAME, news[0].blank)
        olds = [Word("", olds[0].text, ""), *olds[1:]]
        news = [Word("", news[0].text, ""), *news[1:]]
    yield Piece(PieceKind.REMOVED, "".join(word.blank + word.text for word in olds))
    yield Piece(PieceKind.ADDED, "".join(word.blank + word.text for word in news))


def _blank(old: Word, new: Word) -> Iterator[Piece]:
    """The blanks before a word that stayed."""
    if old.blank == new.blank:
        yield Piece(PieceKind.SAME, new.blank)
    else:
        yield Piece(PieceKind.REMOVED, old.blank)
        yield Piece(PieceKind.ADDED, new.blank)


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Neighbours of a kind in one piece; of a change first what was removed."""
    joined = []
    filled = (piece for piece in pieces if piece.text)
    for same, group in groupby(filled, key=lambda piece: piece.kind == PieceKind.SAME):
        parts = list(group)
        kinds = (PieceKind.SAME,) if same else (PieceKind.REMOVED, PieceKind.ADDED)
        for kind in kinds:
            text = "".join(part.text for part in parts if part.kind == kind)
            if text:
                joined.append(Piece(kind, text))
    return joined
