"""Whether a translation says what its source says, in the words that the project has chosen.

Words are those of ``portal/locale_packages/glossary.csv``. A term may have variants (``also``) and
words that must not be used for it (``never``). Beside it, ``unchanged.csv`` lists texts that are the
same in Vietnamese, and ``exceptions.csv`` terms that mean something else in a text; both say why.
"""

import csv
import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from babel.messages.catalog import Catalog, Message

from portal.common import catalogues

TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
PLACE = re.compile(r"%\(\w+\)[a-z]|\{[^{}]*\}|%[sdif]")
ENTITY = re.compile(r"&\w+;")
# What of a tag must stay: attributes such as titles may be translated.
TAG_NAME = re.compile(r"<(/?[a-z][\w-]*)", re.IGNORECASE)
# Names of HTML elements and of variables, which are no words of the text.
QUOTED_CODE = re.compile(r"`[^`]*`|\b\w+_\w+\b")
LISTS_DIR = catalogues.BASE_DIR / "portal" / "locale_packages"
# Share of a package's texts that must have a translation.
WANTED_SHARE = 0.99


@dataclass(frozen=True)
class Term:
    """An English term and how it is said."""

    english: str
    said: tuple[str, ...]
    never: tuple[str, ...]

    @property
    def pattern(self) -> re.Pattern:
        """The term as whole words, with the endings of a plural."""
        return re.compile(rf"(?<![\w-]){re.escape(self.english)}(?:e?s)?(?![\w-])", re.IGNORECASE)


@cache
def terms() -> tuple[Term, ...]:
    """The glossary, longer terms first, so that “side panel” is not taken for “panel”."""
    with (LISTS_DIR / "glossary.csv").open(encoding="utf-8", newline="") as stream:
        found = [
            Term(
                english=row["english"],
                said=(*_words(row["vietnamese"]), *_words(row["also"])),
                never=tuple(_words(row["never"])),
            )
            for row in csv.DictReader(stream)
        ]
    return tuple(sorted(found, key=lambda term: -len(term.english)))


def _words(cell: str) -> list[str]:
    return [word for word in cell.split("|") if word]


@cache
def unchanged() -> dict[str, str]:
    """Texts that are the same in both languages, with the reason."""
    with (LISTS_DIR / "unchanged.csv").open(encoding="utf-8", newline="") as stream:
        return {row["text"]: row["reason"] for row in csv.DictReader(stream)}


@cache
def exceptions() -> dict[str, set[str]]:
    """Texts (their singular) and the terms in them that mean something else there.

    The term “placeholders” allows a text to fill in other things than its source.
    """
    found: dict[str, set[str]] = {}
    with (LISTS_DIR / "exceptions.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            found.setdefault(row["text"], set()).add(row["term"])
    return found


def has_words(text: str) -> bool:
    """Whether a text has words to translate, besides places, tags and signs."""
    return bool(re.search(r"[^\W\d_]", _plain(text)))


def is_missing(message: Message | None) -> bool:
    """Whether a text has no translation; one equal to its source is none, unless it is listed."""
    if message is None or message.fuzzy or not catalogues.is_translated(message):
        return True
    source = catalogues.strings(message.id)
    return any(
        form in source and has_words(form) and form not in unchanged()
        for form in catalogues.strings(message.string)
    )


def missing(texts: Catalog, catalog: Catalog) -> list[str]:
    """The source texts that a catalogue does not translate."""
    return [
        catalogues.strings(message.id)[0]
        for message in texts
        if message.id and is_missing(catalog.get(message.id, message.context))
    ]


def share(texts: Catalog, catalog: Catalog) -> float:
    """The part of the texts that is translated, from 0 to 1."""
    total = sum(1 for message in texts if message.id)
    return 1 - len(missing(texts, catalog)) / total if total else 1.0


def faults(message: Message) -> list[str]:
    """What is wrong with a translation, one sentence for each fault."""
    found = []
    source = catalogues.strings(message.id)[-1]
    allowed = exceptions().get(catalogues.strings(message.id)[0], set())
    if not catalogues.same_placeholders(message) and "placeholders" not in allowed:
        found.append("other placeholders")
    if isinstance(message.string, tuple) and len(message.string) > 1:
        found.append("Vietnamese has one form for every count")
    for form in catalogues.strings(message.string):
        if _tags(form) != _tags(source):
            found.append("other tags")
        if _margins(form) != _margins(source):
            found.append("other blanks at the beginning or end")
        found += wrong_terms(source, form, allowed)
    return found


def _tags(text: str) -> Counter:
    return Counter(name.lower() for name in TAG_NAME.findall(text))


def _margins(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def _plain(text: str) -> str:
    for pattern in (TAG, PLACE, ENTITY, QUOTED_CODE):
        text = pattern.sub(" ", text)
    return text


def wrong_terms(source: str, translated: str, allowed: Collection[str] = ()) -> list[str]:
    """Terms of the source that are not said in their words, or in words kept for something else."""
    said = _plain(translated).casefold()
    found = []
    for term in _terms_in(source):
        if term.english in allowed:
            continue
        if term.said and not any(word.casefold() in said for word in term.said):
            found.append(f"“{term.english}” is “{term.said[0]}”")
        found += [
            f"“{term.english}” is never “{word}”" for word in term.never if _is_said(word, said)
        ]
    return found


def _terms_in(source: str) -> Iterator[Term]:
    text = _plain(source)
    for term in terms():
        text, count = term.pattern.subn(" ", text)
        if count:
            yield term


def _is_said(word: str, text: str) -> bool:
    """Whether a forbidden word stands alone, not as part of another term such as “văn bản thay thế”."""
    for term in terms():
        for said in term.said:
            if word != said and word in said:
                text = text.replace(said.casefold(), " ")
    return bool(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text))
