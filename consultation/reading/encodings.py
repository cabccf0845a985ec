"""Text of fonts from before Unicode: found by its bytes, never by the name of a font or style.

TCVN3 (TCVN 5712:1993, fonts ".Vn…") stores a letter in one byte, VNI (fonts "VNI-…") in one or
two. Word keeps these bytes as the Latin letters of the same value, so that "Điều" stands in the
file as "§iÒu" or "Ñieàu". Each paragraph is read in every way; that in which its words are
Vietnamese syllables is taken.
"""

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from consultation.reading.paragraphs import CAPITALS_BEGIN, CAPITALS_END
from consultation.reading.refusals import refusal


class Encoding(StrEnum):
    """How the letters of a paragraph are stored."""

    UNICODE = "Unicode"
    TCVN3 = "TCVN3"
    VNI = "VNI"


_TCVN3_BYTES = (
    "\xa1\xa2\xa3\xa4\xa5\xa6\xa7\xa8\xa9\xaa\xab\xac\xad\xae"
    "\xb5\xb6\xb7\xb8\xb9\xbb\xbc\xbd\xbe\xc6\xc7\xc8\xc9\xca\xcb\xcc\xce\xcf\xd0\xd1"
    "\xd2\xd3\xd4\xd5\xd6\xd7\xd8\xdc\xdd\xde\xdf\xe1\xe2\xe3\xe4\xe5\xe6\xe7\xe8\xe9"
    "\xea\xeb\xec\xed\xee\xef\xf1\xf2\xf3\xf4\xf5\xf6\xf7\xf8\xf9\xfa\xfb\xfc\xfd\xfe"
)
_TCVN3_LETTERS = "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
_TCVN3 = str.maketrans(_TCVN3_BYTES, _TCVN3_LETTERS)

_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
_HAT, _BOWL = "\u0302", "\u0306"
#: The second byte of a letter of VNI: the marks that it puts on the vowel before it.
_VNI_MARKS = {
    "ø": _GRAVE, "ù": _ACUTE, "û": _HOOK, "õ": _TILDE, "ï": _DOT,
    "â": _HAT, "à": _HAT + _GRAVE, "á": _HAT + _ACUTE, "å": _HAT + _HOOK, "ã": _HAT + _TILDE,
    "ä": _HAT + _DOT,
    "ê": _BOWL, "è": _BOWL + _GRAVE, "é": _BOWL + _ACUTE, "ú": _BOWL + _HOOK,
    "ü": _BOWL + _TILDE, "ë": _BOWL + _DOT,
}  # fmt: skip
_VNI_WHOLE = {
    "ô": "ơ", "ö": "ư", "ì": "ì", "í": "í", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ",
}  # fmt: skip
_VNI_PAIR = re.compile(
    f"([aeouyôö])([{''.join(_VNI_MARKS)}])|([{''.join(_VNI_WHOLE)}])", re.IGNORECASE
)

# A word of an old encoding has plain letters, too: signs such as ½ and ± stand alone.
_OLD_LETTER = re.compile("[\xa1-\xff]")
_PLAIN_LETTER = re.compile("[A-Za-z]")
# Letters that no old encoding produces: a paragraph that has one is Unicode.
_UNICODE_LETTER = re.compile("[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1"
                             "\u01af\u01b0\u0300-\u0323\u1ea0-\u1ef9]")  # fmt: skip
_WORD = re.compile(r"[^\s.,;:!?()\[\]{}/“”\"'‘’…0-9\-–+%*=<>|\ue000\ue001]+")
_CAPITALS = re.compile(f"{CAPITALS_BEGIN}([^{CAPITALS_END}]*){CAPITALS_END}")
_CAPITAL_MARKS = re.compile(f"[{CAPITALS_BEGIN}{CAPITALS_END}]")

_ONSET = "(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnprstvx])?"
_NUCLEI = (
    "a|ai|ao|au|ay|ă|â|âu|ây|e|eo|ê|êu|i|ia|iê|iêu|iu|o|oa|oai|oao|oay|oă|oe|oeo|oi|oo|ô|ôi|ơ|ơi|"
    "u|ua|uâ|uây|uê|ui|uô|uôi|uơ|uy|uya|uyê|uyu|ư|ưa|ưi|ươ|ươi|ươu|ưu|y|yê|yêu"
)
_CODA = "(?:ch|ng|nh|[cmnpt])?"
_SYLLABLE = re.compile(f"{_ONSET}(?:{_NUCLEI}){_CODA}")
_TONES = re.compile(f"[{_GRAVE}{_ACUTE}{_HOOK}{_TILDE}{_DOT}]")
_STOPPED = re.compile("(?:ch|[cpt])$")
_LONGEST_SYLLABLE = 7
#: A text of which more words than this share are Vietnamese in no encoding is refused.
_LARGEST_UNREADABLE_SHARE = 0.5
_FEWEST_UNREADABLE_WORDS = 20


def decode(text: str, encoding: Encoding) -> str:
    """Text as Unicode.

    Args:
        text: as it stands in the file.
        encoding: how it is stored.
    """
    if encoding is Encoding.TCVN3:
        return text.translate(_TCVN3)
    if encoding is Encoding.VNI:
        return _VNI_PAIR.sub(_vni_letter, text)
    return text


def _vni_letter(match: re.Match) -> str:
    if match[3]:
        return _cased(_VNI_WHOLE[match[3].lower()], match[3])
    base = _VNI_WHOLE.get(match[1].lower(), match[1].lower())
    composed = unicodedata.normalize("NFC", base + _VNI_MARKS[match[2].lower()])
    return _cased(composed, match[1])


def _cased(letter: str, like: str) -> str:
    return letter.upper() if like.isupper() else letter


def is_syllable(word: str) -> bool:
    """Whether a word could be Vietnamese: its onset, rhyme and tone go together."""
    if len(word) > _LONGEST_SYLLABLE or not word.isalpha():
        return False
    decomposed = unicodedata.normalize("NFD", word.lower())
    plain, tones = _TONES.subn("", decomposed)
    plain = unicodedata.normalize("NFC", plain)
    if tones > 1 or not _SYLLABLE.fullmatch(plain):
        return False
    # Before c, ch, p and t only the tones sắc and nặng are spoken.
    return not _STOPPED.search(plain) or bool(re.search(f"[{_ACUTE}{_DOT}]", decomposed))


def _is_spelled_alike(word: str) -> bool:
    """Mixed case inside a word is a sign that it was read in the wrong encoding."""
    return word in (word.lower(), word.upper(), word[:1].upper() + word[1:].lower())


class _Evidence(NamedTuple):
    """What the words of a paragraph tell of its encoding.

    Attributes:
        decided: the encoding that explains them best; None where several do as well.
        words: how many words have letters that an old encoding could have made.
        unreadable: how many of these are Vietnamese in no encoding.
    """

    decided: Encoding | None
    words: int
    unreadable: int


# Shared by all paragraphs that tell no more: a document has hundreds of thousands of them.
_UNICODE_FOUND = _Evidence(Encoding.UNICODE, 0, 0)
_NOTHING_FOUND = _Evidence(None, 0, 0)


def _examine(text: str) -> _Evidence:
    if _UNICODE_LETTER.search(text):
        return _UNICODE_FOUND
    if not _OLD_LETTER.search(text):
        return _NOTHING_FOUND
    words = [word for word in _WORD.findall(text) if _is_mixed(word)]
    if not words:
        return _NOTHING_FOUND
    counts = {
        encoding: sum(_is_vietnamese(decode(word, encoding)) for word in words)
        for encoding in Encoding
    }
    best = max(counts.values())
    winners = [encoding for encoding, count in counts.items() if count == best]
    decided = winners[0] if best and len(winners) == 1 else None
    return _Evidence(decided, len(words), len(words) - best)


def _is_mixed(word: str) -> bool:
    return bool(_OLD_LETTER.search(word) and _PLAIN_LETTER.search(word))


def _is_vietnamese(word: str) -> bool:
    return is_syllable(word) and _is_spelled_alike(word)


def find_encodings(texts: Iterable[str]) -> list[Encoding]:
    """The encoding of each paragraph of a document.

    Where its words do not tell, a paragraph is of the encoding of those decided before and
    after it, if they agree, and otherwise Unicode.

    Raises:
        DraftUnreadable: most words are Vietnamese in none of the encodings known here.
    """
    evidence = [_examine(text) for text in texts]
    _refuse_unreadable(evidence)
    decided = [one.decided for one in evidence]
    before = _carried(decided)
    after = _carried(decided[::-1])[::-1]
    return [
        _settled(own, one, following, found.words)
        for own, one, following, found in zip(decided, before, after, evidence, strict=True)
    ]


def _settled(
    own: Encoding | None, before: Encoding | None, after: Encoding | None, words: int
) -> Encoding:
    if own is not None:
        return own
    neighbour = before or after
    agree = neighbour is not None and {before, after} <= {neighbour, None}
    return neighbour if agree and words else Encoding.UNICODE


def _carried(decided: list[Encoding | None]) -> list[Encoding | None]:
    """The last decision before each place."""
    carried: list[Encoding | None] = []
    last = None
    for one in decided:
        carried.append(last)
        last = one or last
    return carried


def _refuse_unreadable(evidence: list[_Evidence]) -> None:
    words = sum(one.words for one in evidence)
    unreadable = sum(one.unreadable for one in evidence)
    if unreadable >= max(_FEWEST_UNREADABLE_WORDS, _LARGEST_UNREADABLE_SHARE * words):
        raise refusal("old-font")


def converted(text: str, encoding: Encoding) -> str:
    """Text as Unicode, with the capitals that only the font of TCVN3 showed."""
    if CAPITALS_BEGIN not in text:
        return decode(text, encoding)
    if encoding is not Encoding.TCVN3:
        return decode(_CAPITAL_MARKS.sub("", text), encoding)
    joined = text.replace(CAPITALS_END + CAPITALS_BEGIN, "")
    shown = _CAPITALS.sub(lambda match: decode(match[1], encoding).upper(), joined)
    return decode(_CAPITAL_MARKS.sub("", shown), encoding)
