"""What was found is marked; the text stays the text."""

import pytest

from portal.common.highlights import parts_of

TEXT = "Bầu cử: ngày hội của cử tri"


def found(text: str, *words: str) -> list[str]:
    return [part.text for part in parts_of(text, words) if part.is_found]


@pytest.mark.parametrize("words", [("bau", "cu"), ("BẦU", "CỬ"), ("bầu", "cử")])
def test_diacritics_and_case_do_not_matter(words):
    assert found(TEXT, *words) == ["Bầu", "cử", "cử"]


def test_whole_words_only():
    assert found("cửa sông", "cu") == []
    assert found("đất đai", "dat") == ["đất"]


@pytest.mark.parametrize("text", [TEXT, "", "cử", "<b>cử</b> & cử", "  cử  "])
def test_the_parts_are_the_whole_text(text):
    assert "".join(part.text for part in parts_of(text, ["cử"])) == text
