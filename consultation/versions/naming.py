"""How provisions are cited."""

from collections.abc import Iterable, Sequence

from django.utils.translation import pgettext


def kind_word(kind: str) -> str:
    """The word before the number at the beginning of a line, as in “Article 5”."""
    words = {
        "part": pgettext("citing", "Part"),
        "chapter": pgettext("citing", "Chapter"),
        "section": pgettext("citing", "Section"),
        "subsection": pgettext("citing", "Subsection"),
        "article": pgettext("citing", "Article"),
        "clause": pgettext("citing", "Clause"),
        "point": pgettext("citing", "Point"),
        "annex": pgettext("citing", "Annex"),
    }
    return words[kind]


def _inner_word(kind: str) -> str:
    """The same within a line: Vietnamese writes “khoản 2 Điều 5”."""
    words = {
        "part": pgettext("citing within a line", "part"),
        "chapter": pgettext("citing within a line", "chapter"),
        "section": pgettext("citing within a line", "section"),
        "subsection": pgettext("citing within a line", "subsection"),
        "article": pgettext("citing within a line", "article"),
        "clause": pgettext("citing within a line", "clause"),
        "point": pgettext("citing within a line", "point"),
        "annex": pgettext("citing within a line", "annex"),
    }
    return words[kind]


def number_of(kind: str, number: str) -> str:
    """Word and number: “Article 5”; an attached text without number is named by its heading."""
    if not number:
        return "" if kind == "part" else kind_word(kind)
    return f"{kind_word(kind)} {number}"


def cited(kind: str, number: str, heading: str) -> str:
    """Number and heading: “Article 5. Scope”."""
    return ". ".join(part for part in (number_of(kind, number), heading) if part)


def marked(kind: str, number: str) -> str:
    """A number as the text has it: “2.” or “a)”."""
    if not number:
        return ""
    return f"{number})" if kind == "point" else f"{number}."


def path_of(provisions: Sequence | Iterable) -> str:
    """The way to a provision, from the smallest: “Point a clause 2 article 5”.

    Args:
        provisions: the provision and those above it, the nearest first.
    """
    numbered = [each for each in provisions if each.number]
    words = [f"{_inner_word(each.kind)} {each.number}" for each in numbered]
    line = " ".join(words)
    return line[:1].upper() + line[1:]
