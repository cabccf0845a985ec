"""What Word puts around and into a text: what is left out, and what must be kept."""

from consultation.reading.tests.corpus.builder import (
    TAB,
    Xml,
    bold,
    centred,
    control,
    field_of,
    footnote_mark,
    footnotes,
    lines,
    paragraph,
    row,
    run,
    style,
    styles,
    table,
    word_file,
    wrapped,
)
from consultation.reading.tests.corpus.expectations import Document, titled, worded
from consultation.reading.tests.corpus.furniture import SIGNATURE_LINES, letterhead, signature

TEXT = """
    Chương I
    QUY ĐỊNH CHUNG
    Điều 1. Phạm vi
    Quy định về chợ.
    Điều 2. Đối tượng
    1. Tổ chức.
    2. Cá nhân.
"""
READ = (
    titled("chuong-i", "QUY ĐỊNH CHUNG"),
    titled("dieu-1", "Phạm vi", "Quy định về chợ.", within="chuong-i"),
    titled("dieu-2", "Đối tượng", within="chuong-i"),
    worded("dieu-2.khoan-1", "Tổ chức."),
    worded("dieu-2.khoan-2", "Cá nhân."),
)
CONTENTS = ["Chương I QUY ĐỊNH CHUNG", "Điều 1. Phạm vi", "Điều 2. Đối tượng"]
HIDDEN = "<w:vanish/>"


def _entries(style_name: str = "TOC1") -> list[Xml]:
    return [
        paragraph(wrapped("w:hyperlink", entry, TAB, str(page)), style=style_name)
        for page, entry in enumerate(CONTENTS, start=1)
    ]


def contents_in_a_control() -> bytes:
    """Word's own table of contents: a content control of its gallery."""
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    contents = control(paragraph("MỤC LỤC"), *_entries("Normal"), properties=gallery)
    return word_file([contents, *lines(TEXT)])


def contents_by_style() -> bytes:
    """Styles whose identifiers are translated: only the name says that they are of contents."""
    named = styles(style("Mclc1", name="toc 1"))
    return word_file([centred("MỤC LỤC"), *_entries("Mclc1"), *lines(TEXT)], styles=named)


def contents_of_a_field() -> bytes:
    """A field TOC over several paragraphs without styles of contents."""
    begin = Xml(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" \\h '
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = Xml('<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    first, *others = CONTENTS
    return word_file(
        [
            paragraph(begin, first, TAB, "1"),
            *(paragraph(entry, TAB, field_of("PAGEREF _Toc1 \\h", "2")) for entry in others),
            paragraph(end),
            *lines(TEXT),
        ]
    )


def contents_in_the_middle() -> bytes:
    """Contents after the decision's articles, before the regulation."""
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    return word_file(
        [*lines(TEXT), control("MỤC LỤC", *_entries("Normal"), properties=gallery), signature()]
    )


def letterhead_and_signature() -> bytes:
    return word_file([letterhead(), centred("QUYẾT ĐỊNH:"), *lines(TEXT), signature()])


def signature_in_paragraphs() -> bytes:
    return word_file([*lines(TEXT), *SIGNATURE_LINES])


def headers_and_footers() -> bytes:
    """Header and footer are parts of their own; a draft's header often repeats an article."""
    part = f"<w:hdr {{}}>{paragraph('Điều 9. Dự thảo lần 2')}</w:hdr>"
    header = part.format('xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"')
    return word_file(lines(TEXT), header=header, footer=header.replace("w:hdr", "w:ftr"))


def hidden_text() -> bytes:
    """Hidden: a whole article, words in a sentence, by a run's style and by a paragraph's style."""
    named = styles(
        style("An", kind="character", runs=HIDDEN), style("GhiChu", runs=HIDDEN), style("Khoan")
    )
    mark = f"<w:rPr>{HIDDEN}</w:rPr>"
    return word_file(
        [
            "Chương I",
            "QUY ĐỊNH CHUNG",
            paragraph("Điều 1. Phạm", run(" và ghi chú", HIDDEN), " vi"),
            paragraph("Quy định", run(" tạm", '<w:rStyle w:val="An"/>'), " về chợ."),
            paragraph(run("Điều 9. Đã bỏ", HIDDEN), more=mark),
            paragraph("Ghi chú của người soạn.", style="GhiChu"),
            paragraph("Điều 2. ", run("Đối tượng", '<w:vanish w:val="0"/>')),
            paragraph("1. Tổ chức.", style="Khoan"),
            paragraph(run("2", HIDDEN), "2. Cá nhân."),
        ],
        styles=named,
    )


def content_controls() -> bytes:
    """Controls around paragraphs, inside each other, around words and around a table's row."""
    return word_file(
        [
            "Chương I",
            "QUY ĐỊNH CHUNG",
            control(
                control("Điều 1. Phạm vi"), paragraph("Quy định ", control(run("về chợ")), ".")
            ),
            control(paragraph("Điều 2. ", control(run("Đối tượng"))), "1. Tổ chức."),
            "2. Cá nhân.",
        ]
    )


def smart_tags_and_fields() -> bytes:
    """Smart tags, links, both forms of fields, a bookmark, a comment's mark, a proofing mark."""
    simple = wrapped("w:fldSimple", "chợ", attributes='w:instr=" DOCPROPERTY Ten "')
    nested = wrapped("w:smartTag", wrapped("w:smartTag", "Đối"), attributes='w:element="place"')
    marks = Xml(
        '<w:bookmarkStart w:id="0" w:name="a"/><w:proofErr w:type="spellStart"/>'
        '<w:commentRangeStart w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
        '<w:bookmarkEnd w:id="0"/>'
    )
    return word_file(
        [
            paragraph(wrapped("w:smartTag", "Chương I", attributes='w:element="x"')),
            "QUY ĐỊNH CHUNG",
            paragraph("Điều ", field_of("SEQ Dieu", "1"), ". Phạm vi"),
            paragraph("Quy định về ", simple, marks, "."),
            paragraph("Điều 2. ", nested, wrapped("w:hyperlink", " tượng")),
            paragraph("1. ", field_of("IF 1 = 1", "Tổ chức"), "."),
            "2. Cá nhân.",
        ]
    )


def tables_in_the_text() -> bytes:
    """A table belongs to the clause before it; numbers in its cells are no clauses."""
    return word_file(
        [
            "Điều 1. Mức thu",
            "1. Mức thu phí như sau:",
            table(
                row("STT", "Đối tượng", "Mức thu"),
                row("1.", ["Hộ gia đình", "tại xã"], "20.000 đồng"),
                row("2.", "a) Tổ chức", "Điều 5. không thu"),
            ),
            "Mức thu trên đã gồm thuế.",
            "2. Phí nộp hằng tháng.",
        ]
    )


TABLES_READ = (
    titled("dieu-1", "Mức thu"),
    worded(
        "dieu-1.khoan-1",
        "Mức thu phí như sau:\nSTT | Đối tượng | Mức thu\n1. | Hộ gia đình tại xã | 20.000 đồng\n"
        "2. | a) Tổ chức | Điều 5. không thu\nMức thu trên đã gồm thuế.",
    ),
    worded("dieu-1.khoan-2", "Phí nộp hằng tháng."),
)


def notes() -> bytes:
    """Footnotes count by their order in the text, not by their identifiers."""
    return word_file(
        [
            paragraph("Điều 1. Phạm vi", footnote_mark(7)),
            "Nghị định này quy định về chợ.",
            "Điều 2. Phân hạng",
            paragraph("1. Chợ hạng 1", footnote_mark(3), " có trên 400 điểm kinh doanh:"),
            paragraph("a) Tại đô thị;"),
            paragraph("2. Chợ hạng 2", footnote_mark(4), " và hạng 3", footnote_mark(5), "."),
            "Việc phân hạng công bố hằng năm.",
        ],
        footnotes=footnotes(
            {
                3: "Điều 5. Nghị định số 02/2003/NĐ-CP.",
                4: "Từ 200 điểm.",
                5: "Dưới 200 điểm.",
                7: "Khoản này được sửa đổi năm 2024.",
            }
        ),
    )


NOTES_READ = (
    titled(
        "dieu-1",
        "Phạm vi[1]",
        "Nghị định này quy định về chợ.\n[1] Khoản này được sửa đổi năm 2024.",
    ),
    titled("dieu-2", "Phân hạng"),
    worded(
        "dieu-2.khoan-1",
        "Chợ hạng 1[2] có trên 400 điểm kinh doanh:\n[2] Điều 5. Nghị định số 02/2003/NĐ-CP.",
    ),
    worded("dieu-2.khoan-1.diem-a", "Tại đô thị;"),
    worded(
        "dieu-2.khoan-2",
        "Chợ hạng 2[3] và hạng 3[4].\nViệc phân hạng công bố hằng năm.\n[3] Từ 200 điểm.\n"
        "[4] Dưới 200 điểm.",
    ),
)


def alternate_content() -> bytes:
    """A box is written twice, for new and for old programs; its text comes before all articles."""
    box = f"<w:txbxContent>{paragraph('DỰ THẢO')}</w:txbxContent>"
    drawn = Xml(
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    return word_file([paragraph(drawn, "QUYẾT ĐỊNH"), *lines(TEXT)])


def articles_in_a_table() -> bytes:
    """Some offices lay the whole text out in a one-cell table; it is still the text."""
    return word_file([table(row(lines(TEXT)))])


def empty_paragraphs() -> bytes:
    """Empty paragraphs are spacing, also between a chapter's number and its heading."""
    body = []
    for line in lines(TEXT):
        body += [line, paragraph(), paragraph(" \u00a0")]
    return word_file(body)


def bold_chapter_same_paragraph() -> bytes:
    return word_file([paragraph(bold("Chương I. "), bold("QUY ĐỊNH CHUNG")), *lines(TEXT)[2:]])


def centred_headings() -> bytes:
    """Headings in small letters are known by being centred: by themselves or by their style."""
    named = styles(
        '<w:style w:type="paragraph" w:styleId="Giua"><w:name w:val="Giữa"/><w:pPr>'
        '<w:jc w:val="center"/></w:pPr></w:style>',
        style("GiuaDam", based_on="Giua", runs="<w:b/>"),
    )
    return word_file(
        [
            centred(bold("Chương I")),
            centred(bold("Quy định chung")),
            "Điều 1. Phạm vi",
            "Quy định về chợ.",
            paragraph("Chương II", style="GiuaDam"),
            paragraph("Tổ chức thực hiện", style="GiuaDam"),
            "Điều 2. Hiệu lực",
            "Từ ngày ký.",
        ],
        styles=named,
    )


CENTRED_READ = (
    titled("chuong-i", "Quy định chung"),
    titled("dieu-1", "Phạm vi", "Quy định về chợ.", within="chuong-i"),
    titled("chuong-ii", "Tổ chức thực hiện"),
    titled("dieu-2", "Hiệu lực", "Từ ngày ký.", within="chuong-ii"),
)


def table_about_receipt() -> bytes:
    """A table of the text that speaks of where files are received is no signature."""
    return word_file(
        [
            "Điều 1. Trình tự",
            "1. Các bước:",
            table(row("Bước", "Nơi nhận hồ sơ"), row("Một", "Bộ phận Một cửa")),
            "2. Thời hạn là 05 ngày.",
        ]
    )


RECEIPT_READ = (
    titled("dieu-1", "Trình tự"),
    worded("dieu-1.khoan-1", "Các bước:\nBước | Nơi nhận hồ sơ\nMột | Bộ phận Một cửa"),
    worded("dieu-1.khoan-2", "Thời hạn là 05 ngày."),
)


def other_elements() -> bytes:
    """Elements that few files have: custom XML, a carriage return, a hyphen at a line's end."""
    wrapper = Xml(f'<w:customXml w:element="dieu">{paragraph("Điều 1. Phạm vi")}</w:customXml>')
    hyphen = Xml("<w:r><w:softHyphen/></w:r>")
    carriage = Xml("<w:r><w:cr/></w:r>")
    return word_file(
        [
            "Chương I",
            "QUY ĐỊNH CHUNG",
            wrapper,
            paragraph("Quy đ", hyphen, "ịnh về chợ."),
            paragraph("Điều 2. Đối", carriage, "tượng"),
            paragraph("1. Tổ chức.", carriage, "2. Cá nhân."),
        ]
    )


DOCUMENTS = (
    Document("layout-centred-headings", centred_headings, CENTRED_READ),
    Document("layout-table-about-receipt", table_about_receipt, RECEIPT_READ),
    Document("layout-other-elements", other_elements, READ),
    Document("layout-contents-in-a-control", contents_in_a_control, READ),
    Document("layout-contents-by-style", contents_by_style, READ),
    Document("layout-contents-of-a-field", contents_of_a_field, READ),
    Document("layout-contents-in-the-middle", contents_in_the_middle, READ),
    Document("layout-letterhead-and-signature", letterhead_and_signature, READ),
    Document("layout-signature-in-paragraphs", signature_in_paragraphs, READ),
    Document("layout-headers-and-footers", headers_and_footers, READ),
    Document("layout-hidden-text", hidden_text, READ),
    Document("layout-content-controls", content_controls, READ),
    Document("layout-smart-tags-and-fields", smart_tags_and_fields, READ),
    Document("layout-tables-in-the-text", tables_in_the_text, TABLES_READ),
    Document("layout-footnotes", notes, NOTES_READ),
    Document("layout-alternate-content", alternate_content, READ),
    Document("layout-articles-in-a-table", articles_in_a_table, READ),
    Document("layout-empty-paragraphs", empty_paragraphs, READ),
    Document("layout-chapter-in-one-paragraph", bold_chapter_same_paragraph, READ),
)
