"""The documentation says what the code does."""

from pathlib import Path

from django.conf import settings

from sites.access.models import Role
from sites.access.rights_table import HEADINGS, columns, rights_table
from sites.access.staff.wording import DESCRIPTIONS

DOCUMENT = Path(settings.BASE_DIR) / "docs" / "roles.md"


def test_the_document_has_the_table_of_the_code():
    text = DOCUMENT.read_text(encoding="utf-8")
    table = text.split("<!-- rights -->")[1].split("<!-- /rights -->")[0].strip()
    assert table == rights_table()


def test_the_table_leaves_nothing_out():
    assert columns() == set(HEADINGS)
    assert len(rights_table().splitlines()) == len(Role) + 2


def test_each_role_is_said_in_plain_words():
    text = DOCUMENT.read_text(encoding="utf-8")
    for role in Role:
        assert f"\n| {_english(role)} |" in text
        assert DESCRIPTIONS[role]


def _english(role: Role) -> str:
    from django.utils import translation

    with translation.override("en"):
        return str(role.label)
