"""Letters in every form that files bring: decomposed, invisible, of old fonts, wrongly named."""

import unicodedata

from consultation.reading.tests.corpus.builder import (
    Package,
    document_xml,
    lines,
    paragraph,
    run,
    style,
    styles,
    word_file,
)
from consultation.reading.tests.corpus.expectations import Document, titled, worded
from consultation.reading.tests.corpus.old_fonts import to_tcvn3, to_vni

TEXT = """
    Chương I. Những quy định chung
    Điều 1. Phạm vi điều chỉnh
    Quyết định này quy định mức hỗ trợ người dân bị ảnh hưởng bởi thiên tai trên địa bàn tỉnh.
    Điều 2. Đối tượng áp dụng
    1. Người lao động thuộc hộ nghèo, hộ cận nghèo ở vùng đặc biệt khó khăn.
    2. Cơ quan, đơn vị được giao nhiệm vụ chi trả, gồm:
    a) Ủy ban nhân dân cấp xã;
    b) Quỹ phòng, chống thiên tai;
    đ) Những tổ chức khác do Chủ tịch quyết định.
"""
READ = (
    titled("chuong-i", "Những quy định chung"),
    titled(
        "dieu-1",
        "Phạm vi điều chỉnh",
        "Quyết định này quy định mức hỗ trợ người dân bị ảnh hưởng bởi thiên tai trên địa bàn "
        "tỉnh.",
        within="chuong-i",
    ),
    titled("dieu-2", "Đối tượng áp dụng", within="chuong-i"),
    worded(
        "dieu-2.khoan-1", "Người lao động thuộc hộ nghèo, hộ cận nghèo ở vùng đặc biệt khó khăn."
    ),
    worded("dieu-2.khoan-2", "Cơ quan, đơn vị được giao nhiệm vụ chi trả, gồm:"),
    worded("dieu-2.khoan-2.diem-a", "Ủy ban nhân dân cấp xã;"),
    worded("dieu-2.khoan-2.diem-b", "Quỹ phòng, chống thiên tai;"),
    worded("dieu-2.khoan-2.diem-dd", "Những tổ chức khác do Chủ tịch quyết định.", number="đ"),
)
ZERO_WIDTH = ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u200e"]
#: Capitals with a tone are not in TCVN3, so that the same text is written without them.
TCVN3_TEXT = TEXT.replace("Ủy ban", "Uỷ ban")
TCVN3_READ = tuple(
    type(one)(
        one.kind,
        one.number,
        one.heading,
        one.text.replace("Ủy ban", "Uỷ ban"),
        one.parent,
        one.address,
    )
    for one in READ
)


def _sprinkled(text: str) -> str:
    """Invisible characters between the letters, also inside "Điều" and numbers."""
    return "".join(
        letter + (ZERO_WIDTH[index % len(ZERO_WIDTH)] if letter not in "\n " else "")
        for index, letter in enumerate(text)
    )


def _half_composed(text: str) -> str:
    """As Windows-1258 keyboards write: vowels whole, tones as characters of their own."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    halves = []
    for letter in unicodedata.normalize("NFC", text):
        marks = [mark for mark in unicodedata.normalize("NFD", letter) if mark in tones]
        rest = "".join(m for m in unicodedata.normalize("NFD", letter) if m not in tones)
        halves.append(unicodedata.normalize("NFC", rest) + "".join(marks))
    return "".join(halves)


def _in_font(text: str, font: str, size: str = "28") -> bytes:
    """Paragraphs whose style is named after a font and whose runs name it."""
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/><w:sz w:val="{size}"/>'
    named = styles(style("VnTime", name=font, runs=fonts))
    body = [
        paragraph(run(line.strip(), fonts), style="VnTime")
        for line in text.splitlines()
        if line.strip()
    ]
    return word_file(body, styles=named)


def one_article_of_tcvn3() -> bytes:
    """An article pasted from an old file into a text of Unicode."""
    pasted = to_tcvn3("1. Người lao động thuộc hộ nghèo, hộ cận nghèo ở vùng đặc biệt khó khăn.")
    body = [line.strip() for line in TEXT.splitlines() if line.strip()]
    return word_file([pasted if line.startswith("1. Người") else line for line in body])


FOREIGN = """
    Điều 1. Tên gọi
    1. Café Société Générale, Müller và Åström được giữ nguyên; § 5, ® và ª là ký hiệu.
    2. Nhiệt độ 25 °C ± 2, diện tích 5 m², ½ số hộ, “Ñandú”.
"""
FOREIGN_READ = (
    titled("dieu-1", "Tên gọi"),
    worded(
        "dieu-1.khoan-1",
        "Café Société Générale, Müller và Åström được giữ nguyên; § 5, ® và ª là ký hiệu.",
    ),
    worded("dieu-1.khoan-2", "Nhiệt độ 25 °C ± 2, diện tích 5 m², ½ số hộ, “Ñandú”."),
)


def of_utf_16() -> bytes:
    """XML may be UTF-16 as well; a reader that looks for bytes of ASCII reads nothing."""
    text = document_xml(lines(TEXT)).replace("UTF-8", "UTF-16")
    return Package(text.encode("utf-16")).data()


DOCUMENTS = (
    Document(
        "encoding-decomposed",
        lambda: word_file(lines(unicodedata.normalize("NFD", TEXT))),
        READ,
    ),
    Document("encoding-half-composed", lambda: word_file(lines(_half_composed(TEXT))), READ),
    Document("encoding-pasted-decomposed", lambda: unicodedata.normalize("NFD", TEXT), READ),
    Document("encoding-zero-width", lambda: word_file(lines(_sprinkled(TEXT))), READ),
    Document("encoding-icelandic-eth", lambda: word_file(lines(TEXT.replace("Đ", "\u00d0"))), READ),
    Document(
        "encoding-tcvn3-in-its-font",
        lambda: _in_font(to_tcvn3(TCVN3_TEXT), ".VnTime"),
        TCVN3_READ,
        warnings=None,
    ),
    Document(
        "encoding-tcvn3-in-a-font-of-unicode",
        lambda: _in_font(to_tcvn3(TCVN3_TEXT), "Times New Roman"),
        TCVN3_READ,
        warnings=None,
    ),
    Document(
        "encoding-vni-in-its-font", lambda: _in_font(to_vni(TEXT), "VNI-Times"), READ, warnings=None
    ),
    Document(
        "encoding-vni-in-a-font-of-unicode",
        lambda: _in_font(to_vni(TEXT), "Arial"),
        READ,
        warnings=None,
    ),
    Document("encoding-unicode-in-a-style-of-tcvn3", lambda: _in_font(TEXT, ".VnTime"), READ),
    Document("encoding-unicode-in-a-style-of-vni", lambda: _in_font(TEXT, "VNI-Times"), READ),
    Document("encoding-one-article-of-tcvn3", one_article_of_tcvn3, READ, warnings=None),
    Document("encoding-pasted-tcvn3", lambda: to_tcvn3(TCVN3_TEXT), TCVN3_READ, warnings=None),
    Document("encoding-foreign-names", lambda: _in_font(FOREIGN, ".VnTime"), FOREIGN_READ),
    Document("encoding-utf-16", of_utf_16, READ),
)
