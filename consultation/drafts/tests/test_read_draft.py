"""The command prints what is read, for people and for scripts."""

import io
import json

import pytest
from django.core.management import call_command

from consultation.reading.tests.corpus import attached
from consultation.reading.tests.corpus.builder import Xml, paragraph, word_file

CHANGED = Xml('<w:ins w:id="1" w:author="A"><w:r><w:t>mới</w:t></w:r></w:ins>')


@pytest.fixture
def draft(tmp_path):
    """Writes a file and gives its name."""

    def write(content: bytes | str, name: str = "draft.docx") -> str:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return str(path)

    return write


def run(*arguments: str) -> str:
    output = io.StringIO()
    call_command("read_draft", *arguments, stdout=output)
    return output.getvalue()


def fails(*arguments: str) -> dict:
    output = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("read_draft", *arguments, "--json", stdout=output)
    assert ended.value.code == 2
    return json.loads(output.getvalue())


def test_json_has_everything_in_the_documents_order(draft):
    printed = json.loads(run(draft(attached.decision_with_regulation()), "--json"))
    assert list(printed) == ["provisions", "warnings"]
    assert list(printed["provisions"][0]) == [
        "kind", "number", "heading", "text", "parent", "address",
    ]  # fmt: skip
    assert [one["address"] for one in printed["provisions"]][:5] == [
        "dieu-1", "dieu-2", "dieu-3", "quy-dinh", "quy-dinh.chuong-i",
    ]  # fmt: skip


def test_json_without_provisions_is_json(draft):
    printed = json.loads(run(draft("Không có điều nào", "a.txt"), "--json"))
    assert printed["provisions"] == []
    assert len(printed["warnings"]) == 1


def test_tree_is_indented_by_level(draft):
    printed = run(draft("Chương I\nCHUNG\nĐiều 1. Phạm vi\n1. Một.\n1. Hai.", "a.txt")).split("\n")
    assert printed[:4] == [
        "chapter I: CHUNG  [chuong-i]",
        "  article 1: Phạm vi  [dieu-1]",
        "    clause 1  [dieu-1.khoan-1]",
        "        Một.",
    ]
    assert "dieu-1.khoan-1-2" in printed[-2]


@pytest.mark.parametrize(("choice", "text"), [("accept", "Mức thu mới."), ("reject", "Mức thu .")])
def test_tracked_changes_are_resolved_as_chosen(draft, choice, text):
    file = draft(word_file(["Điều 1. Phí", paragraph("Mức thu ", CHANGED, ".")]))
    printed = json.loads(run(file, "--json", "--changes", choice))
    assert printed["provisions"][0]["text"] == text


def test_tracked_changes_are_refused_otherwise(draft):
    file = draft(word_file(["Điều 1. Phí", paragraph("Mức thu ", CHANGED, ".")]))
    assert list(fails(file)) == ["error"]


def test_unreadable_and_missing_files_are_errors(draft):
    assert "PDF" in fails(draft(b"%PDF-1.7"))["error"]
    assert fails(draft(b"x") + ".none")["error"]


def test_without_json_the_error_is_for_people(draft):
    errors = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("read_draft", draft(b"%PDF-1.7"), stderr=errors)
    assert ended.value.code == 2
    assert "PDF" in errors.getvalue()
