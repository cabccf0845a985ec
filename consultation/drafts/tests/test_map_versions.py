"""The command that proposes what became of each provision."""

import io
import json
from dataclasses import asdict

import pytest
from django.core.management import call_command
from django.utils import translation

from consultation.reading.tests.corpus.builder import lines, word_file
from consultation.versions.tests.documents import version

OLD = """
    Điều 1. Phạm vi điều chỉnh
    Quy định này quy định về quản lý vỉa hè trên địa bàn tỉnh.
    Điều 2. Hiệu lực thi hành
    Quyết định này có hiệu lực từ ngày 01 tháng 7 năm 2021.
"""
NEW = """
    Điều 1. Phạm vi điều chỉnh
    Quy định này quy định về quản lý vỉa hè và lòng đường trên địa bàn tỉnh.
    Điều 2. Hiệu lực thi hành
    Quyết định này có hiệu lực từ ngày 01 tháng 7 năm 2021.
"""
MAPPING = {
    "mapping": [
        {"old": ["dieu-1"], "new": ["dieu-1"], "relation": "changed"},
        {"old": ["dieu-2"], "new": ["dieu-2"], "relation": "same"},
    ]
}


@pytest.fixture
def file(tmp_path):
    def write(name: str, content: str | bytes) -> str:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return write


def as_json(text: str) -> str:
    return json.dumps({"provisions": [asdict(each) for each in version(text)], "warnings": []})


def run(*arguments: str) -> str:
    output = io.StringIO()
    with translation.override("en"):
        call_command("map_versions", *arguments, stdout=output)
    return output.getvalue()


def refused(*arguments: str) -> str:
    output = io.StringIO()
    with translation.override("en"), pytest.raises(SystemExit) as exit_status:
        call_command("map_versions", *arguments, stdout=output, stderr=output)
    assert exit_status.value.code == 2
    return output.getvalue()


def test_word_files(file):
    old, new = (
        file(f"{name}.docx", word_file(lines(text)))
        for name, text in zip("ab", (OLD, NEW), strict=True)
    )
    assert json.loads(run(old, new, "--json")) == MAPPING


def test_what_read_draft_printed(file):
    old, new = file("a.json", as_json(OLD)), file("b.json", as_json(NEW))
    assert json.loads(run(old, new, "--json")) == MAPPING


def test_people_see_what_is_not_as_it_was_and_the_sums(file):
    old, new = file("a.json", as_json(OLD)), file("b.json", as_json(NEW + "Điều 3. Khác"))
    listed = run(old, new).splitlines()
    assert [line.split() for line in listed[:2]] == [
        ["changed", "dieu-1", "→", "dieu-1"],
        ["new", "–", "→", "dieu-3"],
    ]
    assert listed[2:] == ["unchanged: 1; changed: 1; new: 1"]


def test_a_file_that_is_missing_is_named(file):
    old = file("a.json", as_json(OLD))
    error = json.loads(refused(old, "gone.docx", "--json"))["error"]
    assert error.startswith("gone.docx: The file cannot be opened")


def test_a_file_that_is_no_draft_is_named(file):
    old, new = file("a.json", as_json(OLD)), file("b.docx", b"%PDF-1.7")
    assert "b.docx: This is a PDF" in refused(old, new)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        '{"provisions": 1}',
        '{"provisions": [1]}',
        '{"provisions": [{"kind": "article"}]}',
        "[" * 100_000,
        as_json(OLD).replace('"article"', '"verse"'),
        as_json(OLD).replace('"dieu-2"', '"dieu-1"'),
        as_json(OLD).replace('"dieu-2"', "2"),
        as_json(OLD).replace('"dieu-2"', '["dieu-2"]'),
        b"\xff\xfe\x00",
    ],
)
def test_json_that_holds_no_provisions(file, content):
    old, new = file("a.json", content), file("b.json", as_json(NEW))
    assert "This JSON holds no provisions" in json.loads(refused(old, new, "--json"))["error"]
