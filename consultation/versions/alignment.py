"""Lays two texts beside each other, word by word."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from rapidfuzz.distance import Indel

from consultation.versions.wording import WORD, exact_word, is_spoken

# Equal words between two changes that are shown as changed with them: fewer marks read easier.
MOST_ISLAND = 3
# Words of one text times words of the other that are compared at once; a bit of memory each.
MOST_CELLS = 200_000_000
SENTENCE_ENDS = ".;:?!"


@dataclass(frozen=True, slots=True)
class Word:
    """A word or sign with the blanks before it; the last of a text is empty."""

    blank: str
    text: str
    key: str


@dataclass(slots=True)
class Stretch:
    """Words of both texts that are equal, or replace each other."""

    equal: bool
    olds: list[Word]
    news: list[Word]

    @property
    def size(self) -> int:
        """Spoken words of the longer side; signs do not count."""
        return max(_spoken(self.olds), _spoken(self.news))


def aligned(old: str, new: str) -> list[Stretch]:
    """Equal and changed stretches in turn; the words of both texts are all in them, in order.

    Changes begin and end where sentences do, if they could stand at several places, and short
    equal stretches between changes belong to them.
    """
    stretches = _alternating(_stretches(words_of(old), words_of(new)))
    _settle(stretches)
    return _with_islands_merged(_alternating(stretches))


def words_of(text: str) -> list[Word]:
    """The words and signs of a text; the last one is empty and holds the blanks at the end."""
    words: list[Word] = []
    end = 0
    for match in WORD.finditer(text):
        words.append(Word(text[end : match.start()], match[0], exact_word(match[0])))
        end = match.end()
    return [*words, Word(text[end:], "", "")]


def _spoken(words: list[Word]) -> int:
    return sum(is_spoken(word.key) for word in words)


def _stretches(olds: list[Word], news: list[Word]) -> Iterator[Stretch]:
    """Equal and changed stretches in turn; very long texts are compared by paragraphs first."""
    start, end = _common_ends(olds, news)
    yield Stretch(True, olds[:start], news[:start])
    middle = olds[start : len(olds) - end], news[start : len(news) - end]
    if len(middle[0]) * len(middle[1]) <= MOST_CELLS:
        yield from _compared([[word] for word in middle[0]], [[word] for word in middle[1]])
    else:
        for stretch in _alternating(_compared(_paragraphs(middle[0]), _paragraphs(middle[1]))):
            if stretch.equal or len(stretch.olds) * len(stretch.news) > MOST_CELLS:
                yield stretch
            else:
                yield from _stretches(stretch.olds, stretch.news)
    yield Stretch(True, olds[len(olds) - end :], news[len(news) - end :])


def _common_ends(olds: list[Word], news: list[Word]) -> tuple[int, int]:
    """How many words are equal at the beginning, and of the rest at the end."""
    shorter = min(len(olds), len(news))
    start = 0
    while start < shorter and olds[start].key == news[start].key:
        start += 1
    end = 0
    while end < shorter - start and olds[-1 - end].key == news[-1 - end].key:
        end += 1
    return start, end


def _compared(olds: list[list[Word]], news: list[list[Word]]) -> Iterator[Stretch]:
    """Compares groups of words; a group is equal as a whole or not."""
    numbers: dict[tuple[str, ...], int] = {}
    sides = [
        [numbers.setdefault(tuple(word.key for word in group), len(numbers)) for group in groups]
        for groups in (olds, news)
    ]
    for step in Indel.opcodes(*sides):
        yield Stretch(
            step.tag == "equal",
            _flat(olds[step.src_start : step.src_end]),
            _flat(news[step.dest_start : step.dest_end]),
        )


def _flat(groups: list[list[Word]]) -> list[Word]:
    return [word for group in groups for word in group]


def _paragraphs(words: list[Word]) -> list[list[Word]]:
    paragraphs: list[list[Word]] = [[]]
    for word in words:
        if "\n" in word.blank:
            paragraphs.append([])
        paragraphs[-1].append(word)
    return list(filter(None, paragraphs))


def _with_islands_merged(stretches: list[Stretch]) -> list[Stretch]:
    """Equal and changed stretches in turn, no equal one shorter than the changes around it."""
    found = _alternating(stretches)
    while True:
        merged = _alternating(
            Stretch(stretch.equal and not _is_island(found, place), stretch.olds, stretch.news)
            for place, stretch in enumerate(found)
        )
        if len(merged) == len(found):
            return found
        found = merged


def _alternating(stretches: Iterable[Stretch]) -> list[Stretch]:
    filled = (stretch for stretch in stretches if stretch.olds or stretch.news)
    found = []
    for equal, group in groupby(filled, key=lambda stretch: stretch.equal):
        parts = list(group)
        olds = [word for part in parts for word in part.olds]
        found.append(Stretch(equal, olds, [word for part in parts for word in part.news]))
    return found


def _is_island(stretches: list[Stretch], place: int) -> bool:
    if place in {0, len(stretches) - 1}:
        return False
    around = min(stretches[place - 1].size, stretches[place + 1].size)
    return stretches[place].size <= min(MOST_ISLAND, around)


def _settle(stretches: list[Stretch]) -> None:
    """Moves what was only put in, or only struck out, to where a sentence begins.

    "một; hai; ba" for "một; ba" can be read as "hai;" put in, or as "; hai": the same words,
    but only one of them reads well.
    """
    for place in range(1, len(stretches) - 1):
        before, change, after = stretches[place - 1 : place + 2]
        if change.equal or (change.olds and change.news):
            continue
        put_in = bool(change.news)
        own = [part.news if put_in else part.olds for part in (before, change, after)]
        line = [word for words in own for word in words]
        kept = [word for part in (before, after) for word in (part.olds if put_in else part.news)]
        start, size = len(before.olds), len(change.olds) + len(change.news)
        best = _best_start(line, start, size)
        for part, mine, other in (
            (before, line[:best], kept[:best]),
            (change, line[best : best + size], []),
            (after, line[best + size :], kept[best:]),
        ):
            part.olds, part.news = (other, mine) if put_in else (mine, other)


def _best_start(line: list[Word], start: int, size: int) -> int:
    """Where words of that number can begin, so that the rest stays the same and it reads best."""
    first = last = start
    while first and line[first - 1].key == line[first + size - 1].key:
        first -= 1
    while last + size < len(line) and line[last].key == line[last + size].key:
        last += 1
    return max(range(first, last + 1), key=lambda place: (_ease(line, place), place == start))


def _ease(line: list[Word], place: int) -> int:
    """How natural it is that a change begins here."""
    if "\n" in line[place].blank:
        return 3
    before = line[place - 1].text if place else "."
    return 2 if before in SENTENCE_ENDS else int(not is_spoken(before))
