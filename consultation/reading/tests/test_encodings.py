"""Old encodings are found by their bytes, and nothing else is taken for one."""

import pytest

from consultation.reading.encodings import (
    Encoding,
    converted,
    decode,
    find_encodings,
    is_syllable,
)
from consultation.reading.paragraphs import CAPITALS_BEGIN, CAPITALS_END
from consultation.reading.tests.corpus.old_fonts import to_tcvn3, to_vni
from consultation.reading.tree import DraftUnreadable

LOWER = "ắằẳẵặ ấầẩẫậ ếềểễệ ốồổỗộ ớờởỡợ ứừửữự íìỉĩị ýỳỷỹỵ áàảãạ éèẻẽẹ óòỏõọ úùủũụ đăâêôơư"
SENTENCE = "Người lao động thuộc hộ nghèo được hưởng trợ cấp."


def test_every_letter_of_tcvn3_comes_back():
    assert decode(to_tcvn3(LOWER), Encoding.TCVN3) == LOWER


def test_every_letter_of_vni_comes_back_in_both_cases():
    assert decode(to_vni(LOWER), Encoding.VNI) == LOWER
    assert decode(to_vni(LOWER.upper()), Encoding.VNI) == LOWER.upper()


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (to_tcvn3(SENTENCE), Encoding.TCVN3),
        (to_vni(SENTENCE), Encoding.VNI),
        (SENTENCE, Encoding.UNICODE),
        ("Cá nhân và hộ gia đình", Encoding.UNICODE),
        ("Quá trình tham gia", Encoding.UNICODE),
        ("Café Société Générale", Encoding.UNICODE),
        ("plain words only", Encoding.UNICODE),
        ("25 °C ± 2, ½, §, ®", Encoding.UNICODE),
        (to_tcvn3("Điều 5."), Encoding.TCVN3),
        (to_vni("Điều 5."), Encoding.VNI),
    ],
)
def test_a_paragraph_alone_tells_its_encoding(text, encoding):
    assert find_encodings([text]) == [encoding]


def test_words_that_read_well_either_way_follow_those_around_them():
    doubtful = to_tcvn3("số")
    assert find_encodings([doubtful]) == [Encoding.UNICODE]
    old = to_tcvn3(SENTENCE)
    assert find_encodings([old, doubtful, old])[1] is Encoding.TCVN3
    assert find_encodings([old, doubtful, SENTENCE])[1] is Encoding.UNICODE


def test_text_of_an_unknown_encoding_is_refused():
    garbled = "C¶ngþ h§¬æ x¤Ðð h×æ°ß "
    with pytest.raises(DraftUnreadable) as refused:
        find_encodings([garbled * 10])
    assert refused.value.code == "old-font"


def test_a_few_strange_words_are_no_reason_to_refuse():
    assert find_encodings(["Müller, Åström, Ñandú"]) == [Encoding.UNICODE]


@pytest.mark.parametrize(
    "word", ["nghiêng", "Quyết", "giếng", "khuỷu", "ưu", "yêu", "thuở", "xoong", "ĐIỀU", "ngoằn"]
)
def test_syllables(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["ngjiêng", "cac", "thàt", "fộ", "zá", "nghieengg", "đ1", "", "Å"])
def test_no_syllables(word):
    assert not is_syllable(word)


def test_capitals_of_a_font_are_kept_as_they_are_seen():
    run = f"{CAPITALS_BEGIN}{to_tcvn3('quy ')}{CAPITALS_END}{CAPITALS_BEGIN}{to_tcvn3('định')}{CAPITALS_END} chung"
    assert converted(run, Encoding.TCVN3) == "QUY ĐỊNH chung"
    assert converted(f"{CAPITALS_BEGIN}quy định{CAPITALS_END}", Encoding.UNICODE) == "quy định"
