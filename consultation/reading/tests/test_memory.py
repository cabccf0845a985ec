"""Fifty megabytes of XML are read, or refused, within 300 MB."""

import subprocess
import sys
from pathlib import Path

import pytest

from consultation.reading.tests.corpus.builder import Package, document_xml

MEGABYTE = 1024 * 1024
PROGRAM = """
import re, sys
from pathlib import Path
import django
django.setup()
from consultation.reading.services import read_docx
from consultation.reading.tree import DraftUnreadable
try:
    with open(sys.argv[1], "rb") as stream:
        print(len(read_docx(stream).provisions))
except DraftUnreadable as error:
    print(error.code)
# The most of this program alone: what getrusage tells begins with that of the one it came from.
print(int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024)
"""


def paragraph(text: str) -> str:
    properties = (
        '<w:pPr><w:spacing w:before="120" w:after="120"/><w:jc w:val="both"/></w:pPr>'
        f"<w:r><w:rPr>{'<w:lang w:val=&quot;vi-VN&quot;/>'.replace('&quot;', chr(34)) * 20}</w:rPr>"
    )
    return f"<w:p>{properties}<w:t>{text}</w:t></w:r></w:p>"


def write(path: Path, block: str) -> None:
    """Fifty megabytes of a block, around which a document stands."""
    before, after = document_xml([]).split("<w:sectPr/>")
    times = 50 * MEGABYTE // len(block.encode())
    path.write_bytes(Package(before + block * times + after).data())


@pytest.mark.server
@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (paragraph("1. Nghị định này quy định việc phân loại, thu gom và xử lý."), None),
        ("<w:p/>", "too-large"),
        ("<x/>", "too-large"),
        ("<!-- - -->", "too-large"),
    ],
    ids=["text", "empty-paragraphs", "foreign-elements", "comments"],
)
def test_fifty_megabytes(tmp_path, block, expected):
    file = tmp_path / "draft.docx"
    write(file, block)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(file)], capture_output=True, text=True, check=True
    )
    result, megabytes = done.stdout.split()
    assert int(megabytes) <= 300
    assert result == expected or (expected is None and int(result) > 50_000)
