"""Writes Vietnamese as the fonts of before Unicode stored it: one byte (TCVN3) or two (VNI)."""

import unicodedata

#: TCVN 5712:1993 third set, lower case; its capitals with a tone need a font of capitals.
_TCVN3_BASES = "ăâêôơưđ"
_TCVN3_BASE_BYTES = "\xa8\xa9\xaa\xab\xac\xad\xae"
_TCVN3_TONES = "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
_TCVN3_TONE_BYTES = (
    "\xb5\xb6\xb7\xb8\xb9\xbb\xbc\xbd\xbe\xc6\xc7\xc8\xc9\xca\xcb\xcc\xce\xcf\xd0\xd1"
    "\xd2\xd3\xd4\xd5\xd6\xd7\xd8\xdc\xdd\xde\xdf\xe1\xe2\xe3\xe4\xe5\xe6\xe7\xe8\xe9"
    "\xea\xeb\xec\xed\xee\xef\xf1\xf2\xf3\xf4\xf5\xf6\xf7\xf8\xf9\xfa\xfb\xfc\xfd\xfe"
)
_TCVN3_CAPITALS = dict(zip("ĂÂÊÔƠƯĐ", "\xa1\xa2\xa3\xa4\xa5\xa6\xa7", strict=True))
TCVN3 = {
    **dict(zip(_TCVN3_BASES, _TCVN3_BASE_BYTES, strict=True)),
    **dict(zip(_TCVN3_TONES, _TCVN3_TONE_BYTES, strict=True)),
    **_TCVN3_CAPITALS,
}

_PLAIN_TONES = {"\u0300": "ø", "\u0301": "ù", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
_CIRCUMFLEX = {"": "â", "\u0300": "à", "\u0301": "á", "\u0309": "å", "\u0303": "ã", "\u0323": "ä"}
_BREVE = {"": "ê", "\u0300": "è", "\u0301": "é", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë"}
_VNI_WHOLE = {"ì": "ì", "í": "í", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î", "đ": "ñ"}
_HORN, _HAT, _BOWL = "\u031b", "\u0302", "\u0306"


def to_tcvn3(text: str) -> str:
    """The characters that a Word file holds for `text` set in a font such as .VnTime."""
    return "".join(TCVN3.get(letter, letter) for letter in unicodedata.normalize("NFC", text))


def to_vni(text: str) -> str:
    """The characters that a Word file holds for `text` set in a font such as VNI-Times."""
    return "".join(_vni_letter(letter) for letter in unicodedata.normalize("NFC", text))


def _vni_letter(letter: str) -> str:
    small = letter.lower()
    written = _VNI_WHOLE.get(small) or _vni_composed(small)
    return written.upper() if letter != small else written


def _vni_composed(letter: str) -> str:
    base, *marks = unicodedata.normalize("NFD", letter)
    tone = next((mark for mark in marks if mark in _PLAIN_TONES), "")
    if _HAT in marks:
        return base + _CIRCUMFLEX[tone]
    if _BOWL in marks:
        return base + _BREVE[tone]
    if _HORN in marks:
        base = {"o": "ô", "u": "ö"}[base]
    return base + _PLAIN_TONES.get(tone, "")
