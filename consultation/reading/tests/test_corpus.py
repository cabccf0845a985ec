"""Every document of the corpus is read as expected, character by character."""

import io
from dataclasses import astuple

import pytest

from consultation.reading.tests.corpus import collection
from consultation.reading.tests.corpus.expectations import Document
from consultation.reading.tree import DraftUnreadable, Reading

services = pytest.importorskip("consultation.reading.services")


def read(document: Document) -> Reading:
    content = document.content()
    if isinstance(content, str):
        return services.read_text(content)
    return services.read_docx(io.BytesIO(content), accept_changes=document.accept_changes)


def unmatched(expected: tuple[str, ...], warnings: list[str]) -> list[str]:
    """The pieces that no warning contains; each warning answers for one piece."""
    left = list(warnings)
    missing = []
    for piece in sorted(expected, key=len, reverse=True):
        found = next((warning for warning in left if piece in str(warning)), None)
        if found is None:
            missing.append(piece)
        else:
            left.remove(found)
    return missing


@pytest.mark.parametrize("document", collection.READABLE, ids=lambda document: document.name)
def test_reads_the_provisions(document: Document) -> None:
    reading = read(document)
    if document.provisions is not None:
        assert [astuple(one) for one in reading.provisions] == [
            astuple(one) for one in document.provisions
        ]
    assert reading.warnings or not document.warned
    if document.warnings is not None:
        assert len(reading.warnings) == len(document.warnings), reading.warnings
        assert unmatched(document.warnings, reading.warnings) == []


@pytest.mark.parametrize("document", collection.REFUSED, ids=lambda document: document.name)
def test_names_the_real_problem(document: Document) -> None:
    with pytest.raises(DraftUnreadable) as refusal:
        read(document)
    assert refusal.value.code in document.errors
    assert str(refusal.value).strip()


def test_there_are_enough_documents_and_no_name_twice() -> None:
    names = [document.name for document in collection.DOCUMENTS]
    assert len(names) >= 60
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("document", collection.READABLE, ids=lambda document: document.name)
def test_expected_addresses_are_unique_and_their_holders_exist(document: Document) -> None:
    addresses = [provision.address for provision in document.provisions or ()]
    assert len(set(addresses)) == len(addresses)
    assert {provision.parent for provision in document.provisions or ()} <= {"", *addresses}
