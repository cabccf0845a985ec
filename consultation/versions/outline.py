"""A version prepared for comparing: its tree, and every provision's words."""

from collections.abc import Iterable, Sequence

from consultation.reading.tree import Kind, Provision
from consultation.versions.wording import Alphabet, exact_key, spoken_words

DETAILS = {Kind.ARTICLE, Kind.CLAUSE, Kind.POINT}
CHILD, END = "\x01", "\x02"


class Outline:
    """One version's provisions by their place in the document.

    A *unit* is what is sought in the whole other version: an article, or in texts without
    articles the outermost numbered paragraph, or a chapter or annex that holds nothing. What
    holds units is a *frame*; what stands below a unit follows it.

    Attributes:
        provisions: in the order of the document; all lists below have the same order.
        parents: place of the parent; None at the outermost level.
        children: places of the provisions directly below.
        own: exact key of heading and text.
        headings: exact key of the heading, in lower case.
        numbers: exact key of the number, in lower case.
        whole: exact key of the provision with all that is below it, numbers left out.
        words: the words of the provision with all that is below it, a character each.
        bags: these words and their pairs of neighbours, in a fixed order, so that comparing
            ignores the order. Pairs count because most Vietnamese words have two syllables,
            while single syllables are in common everywhere.
        own_words: the provision's own words, a character each.
        own_bags: own words and pairs, likewise.
        bodies: like `words`, without the provision's own heading.
        body_bags: like `bags`, of the bodies.
        units: places of the units, in order; `unit_set` the same, to ask for one.
        branches: heading and kind of the outermost provision above (or the provision itself).
    """

    def __init__(self, provisions: Sequence[Provision], alphabet: Alphabet) -> None:
        self.provisions = provisions
        self.parents = _parents(provisions)
        self.children: list[list[int]] = [[] for _ in provisions]
        for place, parent in enumerate(self.parents):
            if parent is not None:
                self.children[parent].append(place)
        self.own = [exact_key(f"{each.heading}\n{each.text}") for each in provisions]
        self.headings = [exact_key(each.heading).casefold() for each in provisions]
        self.numbers = [exact_key(each.number).casefold() for each in provisions]
        self.own_words = [alphabet.spell(spoken_words(key)) for key in self.own]
        self.own_bags = [_bag(words, alphabet) for words in self.own_words]
        self.whole = self._with_descendants(self.own, CHILD, END)
        self.words = self._with_descendants(self.own_words)
        self.bags = [_bag(words, alphabet) for words in self.words]
        self.bodies = self._without_headings(alphabet)
        self.body_bags = [
            bag if body == words else _bag(body, alphabet)
            for body, words, bag in zip(self.bodies, self.words, self.bags, strict=True)
        ]
        self.units = self._units()
        self.unit_set = frozenset(self.units)
        self.branches = self._branches()

    def _with_descendants(self, own: list[str], before: str = "", after: str = "") -> list[str]:
        """Every provision's string with those of all provisions below it, from the last up."""
        joined = list(own)
        for place in reversed(range(len(own))):
            below = [f"{before}{joined[child]}{after}" for child in self.children[place]]
            joined[place] = own[place] + "".join(below)
        return joined

    def _without_headings(self, alphabet: Alphabet) -> list[str]:
        bodies = []
        for place, provision in enumerate(self.provisions):
            # The heading comes first, and a word of it never runs on into the text.
            headed = len(alphabet.spell(spoken_words(exact_key(provision.heading))))
            bodies.append(self.words[place][headed:])
        return bodies

    def _units(self) -> list[int]:
        found: set[int] = set()
        inside: set[int] = set()
        for place, parent in enumerate(self.parents):
            if parent in found or parent in inside:
                inside.add(place)
            elif self.provisions[place].kind in DETAILS or not self.children[place]:
                found.add(place)
        return sorted(found)

    def _branches(self) -> list[tuple[str, str]]:
        branches: list[tuple[str, str]] = []
        for place, parent in enumerate(self.parents):
            kind = self.provisions[place].kind
            if parent is not None:
                branches.append(branches[parent])
            elif kind in {Kind.PART, Kind.ANNEX}:
                branches.append((kind, self.headings[place]))
            else:
                branches.append(("", ""))
        return branches

    def children_of(self, places: Iterable[int]) -> list[int]:
        """All direct children of some provisions, in order."""
        return sorted(child for place in places for child in self.children[place])


def _bag(words: str, alphabet: Alphabet) -> str:
    pairs = [words[start : start + 2] for start in range(len(words) - 1)]
    return "".join(sorted(words + alphabet.spell(pairs)))


def _parents(provisions: Sequence[Provision]) -> list[int | None]:
    """A parent stands before its children; any other name of a parent counts as none."""
    seen: dict[str, int] = {}
    parents: list[int | None] = []
    for place, provision in enumerate(provisions):
        if provision.address in seen:
            raise ValueError(provision.address)
        parents.append(seen.get(provision.parent) if provision.parent else None)
        seen[provision.address] = place
    return parents
