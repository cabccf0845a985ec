"""The catalogues of the interface's texts, without the gettext programs.

Source texts are English and stand in code and templates; ``portal/locale/vi`` holds their
Vietnamese, ``portal/locale_packages`` that of the installed packages' texts. Babel reads Python, Django's own ``templatize`` turns templates into Python, so that
nothing but Python is needed on a machine. Compiled catalogues are made where they are needed
and never committed.
"""

import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

BASE_DIR = Path(__file__).resolve().parent.parent.parent
LOCALE_DIR = BASE_DIR / "portal" / "locale"
PACKAGES_DIR = BASE_DIR / "portal" / "locale_packages"
SOURCE_FOLDERS = ("portal", "sites", "editorial", "consultation")
SKIPPED_FOLDERS = {"tests", "migrations", "locale", "__pycache__"}
TEMPLATE_SUFFIXES = {".html", ".txt", ".xml"}
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
NOTE_MARKS = ["Translators:"]
NAMED_PLACE = re.compile(r"%\((?P<percent>\w+)\)[a-z]|\{(?P<brace>\w*)(?:[:!][^}]*)?\}")
PLAIN_PLACE = re.compile(r"%[sdif]")


@dataclass
class Update:
    """What an update of a catalogue has changed."""

    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    untranslated: int = 0


def locales() -> list[str]:
    """The locales that have a catalogue."""
    return sorted(path.parent.parent.name for path in LOCALE_DIR.glob("*/LC_MESSAGES/django.po"))


def po_file(locale: str) -> Path:
    """The catalogue of a locale, committed."""
    return LOCALE_DIR / locale / "LC_MESSAGES" / "django.po"


def source_files(base: Path = BASE_DIR) -> Iterator[Path]:
    """Every Python file and template whose texts readers or officers may see."""
    for folder in SOURCE_FOLDERS:
        for path in sorted((base / folder).rglob("*")):
            parts = path.relative_to(base).parts
            if SKIPPED_FOLDERS.intersection(parts):
                continue
            if path.suffix == ".py" or (path.suffix in TEMPLATE_SUFFIXES and "templates" in parts):
                yield path


def extract(base: Path = BASE_DIR) -> Catalog:
    """All source texts, with the files that use them and the notes for translators."""
    catalog = Catalog(project="Cổng", charset="utf-8")
    for path in source_files(base):
        name = path.relative_to(base).as_posix()
        for text, context, notes in texts_of(path):
            catalog.add(text, locations=[(name, 0)], auto_comments=notes, context=context)
    return catalog


def texts_of(path: Path) -> Iterator[tuple[str | tuple[str, str], str | None, list[str]]]:
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # What stands between two tags becomes words such as XXX; indentation would confuse Python.
        lines = templatize(source, str(path)).splitlines()
        source = "\n".join(line.strip() for line in lines) + "\n"
    for _line, function, arguments, notes in extract_python(
        BytesIO(source.encode()), KEYWORDS, NOTE_MARKS, {"encoding": "utf-8"}
    ):
        message = _message(function, arguments)
        if message:
            yield *message, notes


def _message(
    function: str, arguments: str | None | list[str | None] | tuple[str | None, ...]
) -> tuple[str | tuple[str, str], str | None] | None:
    """The text (or singular and plural) and its context; nothing for a computed text."""
    given = arguments if isinstance(arguments, list | tuple) else (arguments,)
    places = KEYWORDS[function] or (1,)
    context = None
    texts = []
    for place in places:
        position, is_context = (place[0], True) if isinstance(place, tuple) else (place, False)
        value = given[position - 1] if len(given) >= position else None
        if not value:
            return None
        if is_context:
            context = value
        else:
            texts.append(value)
    return (texts[0] if len(texts) == 1 else (texts[0], texts[1])), context


def read(locale: str) -> Catalog:
    """The catalogue of a locale; an empty one where there is none yet."""
    return read_file(po_file(locale), locale)


def read_file(path: Path, locale: str) -> Catalog:
    """The catalogue in a file; an empty one where there is none yet."""
    if not path.exists():
        return Catalog(locale=locale, project="Cổng", charset="utf-8", fuzzy=False)
    with path.open("rb") as stream:
        return read_po(stream, locale=locale)


def update(locale: str, texts: Catalog | None = None) -> Update:
    """Brings a locale's catalogue up to date with the source texts, see ``update_file``."""
    return update_file(po_file(locale), locale, texts or extract())


def update_file(path: Path, locale: str, texts: Catalog) -> Update:
    """Brings a catalogue up to date with the texts that it must have.

    Translations are kept, texts no longer used are dropped, and nothing is guessed from similar
    texts: a new text comes without a translation. The file is written only if it changes.
    """
    catalog = read_file(path, locale)
    before = _keys(catalog)
    catalog.update(texts, no_fuzzy_matching=True, update_creation_date=False)
    catalog.obsolete.clear()
    _write_if_changed(path, as_po(catalog))
    after = _keys(catalog)
    return Update(
        added=[key[0] for key in sorted(after - before, key=str)],
        removed=[key[0] for key in sorted(before - after, key=str)],
        untranslated=sum(1 for message in catalog if message.id and not is_translated(message)),
    )


def compile_file(source: Path) -> bool:
    """Writes a compiled catalogue beside its source, unless it is newer than that.

    Several processes may do so at once: the file appears whole or not at all.

    Returns:
        Whether the file was written.
    """
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
        return False
    compiled = BytesIO()
    write_mo(compiled, read_file(source, source.parent.parent.name))
    with tempfile.NamedTemporaryFile(dir=target.parent, suffix=".tmp", delete=False) as stream:
        stream.write(compiled.getvalue())
    Path(stream.name).chmod(0o644)
    os.replace(stream.name, target)
    return True


def compile_all() -> list[Path]:
    """Compiles every catalogue that is not up to date; returns the sources of those written."""
    sources = [po_file(locale) for locale in locales()]
    sources += sorted(PACKAGES_DIR.glob("*/*/LC_MESSAGES/*.po"))
    return [source for source in sources if compile_file(source)]


def faults(catalog: Catalog, texts: Catalog) -> list[str]:
    """What keeps a catalogue from being complete, one sentence for each fault."""
    found = [f"Not in the catalogue: {key[0]!r}" for key in _keys(texts) - _keys(catalog)]
    found += [f"No longer used: {key[0]!r}" for key in _keys(catalog) - _keys(texts)]
    for message in catalog:
        if not message.id:
            continue
        if message.fuzzy:
            found.append(f"Marked as fuzzy: {message.id!r}")
        if not is_translated(message):
            found.append(f"Not translated: {message.id!r}")
        elif not same_placeholders(message):
            found.append(f"Other placeholders than the source text: {message.id!r}")
    return sorted(found)


def same_placeholders(message: Message) -> bool:
    """Whether each form of the translation fills in what the source text fills in.

    A translation may leave out the number of a singular (as English does), and a language without
    plural has the placeholders of the plural.
    """
    source = strings(message.id)
    wanted = placeholders(source[-1])
    allowed = [wanted] if len(source) == 1 else [wanted, placeholders(source[0])]
    forms = strings(message.string)
    if len(forms) == 1:
        allowed = [wanted]
    return all(placeholders(form) in allowed for form in forms)


def placeholders(text: str) -> list[str]:
    """The places that a text fills in, sorted: ``%(name)s`` and ``{name}`` by name, ``%s`` as is.

    >>> placeholders("%(count)d pages of {site}")
    ['count', 'site']
    """
    text = text.replace("%%", "")
    named = {match["percent"] or match["brace"] or "{}" for match in NAMED_PLACE.finditer(text)}
    return sorted(named) + PLAIN_PLACE.findall(text)


def strings(value: str | tuple[str, ...] | list[str]) -> list[str]:
    """The forms of a text: one, or singular and plural."""
    return [value] if isinstance(value, str) else list(value)


def is_translated(message: Message) -> bool:
    """Whether every form of a text has a translation."""
    return bool(message.string) and all(text.strip() for text in strings(message.string))


def _keys(catalog: Catalog) -> set[tuple[str, str | None]]:
    return {(strings(message.id)[0], message.context) for message in catalog if message.id}


def as_po(catalog: Catalog) -> bytes:
    """A catalogue as the text of its file: sorted, without line numbers, so that merges are easy."""
    stream = BytesIO()
    write_po(stream, catalog, width=100, sort_output=True, include_lineno=False)
    return stream.getvalue()


def _write_if_changed(path: Path, content: bytes) -> None:
    if path.exists() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
