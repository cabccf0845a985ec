"""The catalogues: nothing is missing, guessed or filled in wrongly."""

import os
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from django.core.management import CommandError, call_command
from django.utils import translation

from portal.common import catalogues

PYTHON = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext_lazy

# Translators: shown above the list
TITLE = _("Units")
COUNT = ngettext("%(count)d unit", "%(count)d units", 2)
STATE = pgettext_lazy("of a unit", "Open")
DOOR = pgettext_lazy("of a door", "Open")
COMPUTED = _(TITLE)
EMPTY = _("")
"""
TEMPLATE = """{% load i18n %}
<h1>{% translate "It's here" %}</h1>
    <p>{% blocktranslate trimmed with name=unit.name %}
        The unit
        {{ name }} has 100% answers.
    {% endblocktranslate %}
  {# Translators: a count of pages #}
  {% blocktranslate count number=pages %}{{ number }} page{% plural %}{{ number }} pages{% endblocktranslate %}
  {{ _("Constant")|lower }} (don't [break
{% if x == _("In a tag") %}{% translate "Open" context "of a shop" %}{% endif %}
"""


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A project with one Python file, one template and files that must not be read."""
    files = {
        "portal/units/models.py": PYTHON,
        "portal/units/templates/units/list.html": TEMPLATE,
        "portal/units/tests/test_models.py": 'gettext("Only in a test")',
        "portal/units/migrations/0001_initial.py": 'gettext("Only in a migration")',
        "portal/units/readme.txt": '{% translate "Not a template" %}',
        "bench/run.py": 'gettext("Outside")',
    }
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return tmp_path


@pytest.fixture
def locale_dir(tmp_path: Path, monkeypatch) -> Path:
    """An empty folder of catalogues."""
    monkeypatch.setattr(catalogues, "LOCALE_DIR", tmp_path / "locale")
    monkeypatch.setattr(catalogues, "PACKAGES_DIR", tmp_path / "locale_packages")
    return tmp_path / "locale"


def catalogue(**translations: str) -> Catalog:
    """A Vietnamese catalogue with these texts."""
    made = Catalog(locale="vi")
    for text, string in translations.items():
        made.add(text, string)
    return made


def test_shipped_catalogues_are_complete():
    texts = catalogues.extract()
    assert catalogues.locales() == ["vi"]
    assert catalogues.faults(catalogues.read("vi"), texts) == []


def test_vietnamese_is_spoken_in_tests():
    with translation.override("vi"):
        assert translation.gettext("Units") == "Đơn vị"


def test_extract_reads_code_and_templates(sources):
    found = {(message.id, message.context) for message in catalogues.extract(sources) if message.id}
    assert found == {
        ("Units", None),
        (("%(count)d unit", "%(count)d units"), None),
        ("Open", "of a unit"),
        ("Open", "of a door"),
        ("Open", "of a shop"),
        ("It's here", None),
        ("The unit %(name)s has 100%% answers.", None),
        (("%(number)s page", "%(number)s pages"), None),
        ("Constant", None),
        ("In a tag", None),
    }


def test_extract_keeps_files_and_notes_for_translators(sources):
    message = catalogues.extract(sources).get("Units")
    assert message.auto_comments == ["Translators: shown above the list"]
    assert [name for name, _line in message.locations] == ["portal/units/models.py"]


def test_update_keeps_translations_and_guesses_nothing(sources, locale_dir):
    texts = catalogues.extract(sources)
    first = catalogues.update("vi", texts)
    assert (len(first.added), first.removed, first.untranslated) == (10, [], 10)

    path = catalogues.po_file("vi")
    content = path.read_text(encoding="utf-8")
    path.write_text(
        content.replace('msgid "Units"\nmsgstr ""', 'msgid "Units"\nmsgstr "Đơn vị"'),
        encoding="utf-8",
    )
    changed = Catalog()
    changed.add("Units")
    changed.add("Units.")
    second = catalogues.update("vi", changed)

    catalog = catalogues.read("vi")
    assert catalog.get("Units").string == "Đơn vị"
    assert catalog.get("Units.").string == ""
    assert not catalog.get("Units.").fuzzy
    assert second.added == ["Units."]
    assert len(second.removed) == 9
    assert second.untranslated == 1


def test_update_without_change_leaves_the_file_alone(sources, locale_dir):
    texts = catalogues.extract(sources)
    catalogues.update("vi", texts)
    before = catalogues.po_file("vi").stat().st_mtime_ns
    catalogues.update("vi", texts)
    assert catalogues.po_file("vi").stat().st_mtime_ns == before


def test_compile_writes_once_and_again_after_a_change(sources, locale_dir):
    catalogues.update("vi", catalogues.extract(sources))
    source = catalogues.po_file("vi")
    assert catalogues.compile_all() == [source]
    assert catalogues.compile_all() == []
    compiled = source.with_suffix(".mo")
    os.utime(compiled, ns=(source.stat().st_mtime_ns - 1,) * 2)
    assert catalogues.compile_all() == [source]
    assert [path.suffix for path in sorted(source.parent.iterdir())] == [".mo", ".po"]


def test_faults_name_every_kind():
    texts = catalogue(New="", Open="", Kept="")
    catalog = catalogue(Open="", Kept="Giữ", Gone="Đã bỏ")
    catalog.get("Kept").flags.add("fuzzy")
    assert catalogues.faults(catalog, texts) == [
        "Marked as fuzzy: 'Kept'",
        "No longer used: 'Gone'",
        "Not in the catalogue: 'New'",
        "Not translated: 'Open'",
    ]


def test_faults_see_the_context():
    texts, catalog = Catalog(locale="vi"), Catalog(locale="vi")
    texts.add("Open", context="of a door")
    catalog.add("Open", "Mở")
    assert catalogues.faults(catalog, texts) == [
        "No longer used: 'Open'",
        "Not in the catalogue: 'Open'",
    ]


@pytest.mark.parametrize(
    ("source", "translated", "same"),
    [
        ("%(count)d pages of %(site)s", "%(site)s có %(count)d trang", True),
        ("%(count)d pages of %(site)s", "%(count)d trang", False),
        ("%(count)d pages", "%(number)d trang", False),
        ("{count} pages", "{count} trang", True),
        ("{count:.1f} pages", "{count} trang", True),
        ("{count} pages", "{dem} trang", False),
        ("No pages", "Không có %(count)d trang", False),
        ("%s of %s", "%s trên %s", True),
        ("%s of %s", "%s", False),
        ("100%% of %(site)s", "100%% của %(site)s", True),
        (("One page", "%(count)d pages"), ("%(count)d trang",), True),
        (("One page", "%(count)d pages"), ("Một trang",), False),
        (("One page", "%(count)d pages"), ("Một trang", "%(count)d trang"), True),
    ],
)
def test_placeholders_of_translations(source, translated, same):
    assert catalogues.same_placeholders(Message(source, translated)) is same


def test_wrong_placeholder_is_a_fault():
    texts = catalogue(**{"%(a)s here": ""})
    catalog = catalogue(**{"%(a)s here": "%(b)s ở đây"})
    assert catalogues.faults(catalog, texts) == [
        "Other placeholders than the source text: '%(a)s here'"
    ]


def test_check_command_fails_and_says_what_to_do(sources, locale_dir, capsys):
    catalogues.update("vi", catalogues.extract(sources))
    with pytest.raises(CommandError, match="messages update"):
        call_command("messages", "check")
    lines = capsys.readouterr().out.splitlines()
    assert 'vi: No longer used: "It\'s here"' in lines


def test_update_command_tells_what_changed(locale_dir, capsys):
    path = catalogues.po_file("vi")
    path.parent.mkdir(parents=True)
    path.write_bytes(catalogues.as_po(Catalog(locale="vi")))
    call_command("messages", "update")
    total = sum(1 for message in catalogues.extract() if message.id)
    assert (
        capsys.readouterr().out == f"vi: {total} added, 0 removed, {total} without a translation\n"
    )
