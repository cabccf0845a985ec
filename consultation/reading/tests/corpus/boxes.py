"""Text in boxes, written once or twice, and other documents that are put in as a whole."""

from consultation.reading.tests.corpus.builder import (
    Xml,
    control,
    footnote_mark,
    footnotes,
    paragraph,
    row,
    table,
    word_file,
)
from consultation.reading.tests.corpus.expectations import Document, titled, worded

DRAWING, SHAPE = "w:drawing", "w:pict"


def box(*blocks: str) -> str:
    """The inside of a drawing or shape: a text box of blocks."""
    inside = "".join(one if isinstance(one, Xml) else paragraph(one) for one in blocks)
    return f"<w:txbxContent>{inside}</w:txbxContent>"


def drawn(element: str, *boxes: str) -> Xml:
    """A run with a drawing (`w:drawing`) or shape (`w:pict`) of boxes."""
    return Xml(f"<w:r><{element}>{''.join(boxes)}</{element}></w:r>")


def twice(first: str, second: str) -> Xml:
    """The same written for new programs and for old ones."""
    return Xml(
        f'<mc:AlternateContent><mc:Choice Requires="wps">{first}</mc:Choice>'
        f"<mc:Fallback>{second}</mc:Fallback></mc:AlternateContent>"
    )


def _between(*parts: str, **more: str) -> bytes:
    """A paragraph with a box between two clauses."""
    clauses = ("Điều 1. Mức thu", paragraph("1. Mức thu như sau:", *parts), "2. Thu theo tháng.")
    return word_file(clauses, **more)


def _read(*in_the_clause: str) -> tuple:
    return (
        titled("dieu-1", "Mức thu"),
        worded("dieu-1.khoan-1", "\n".join(["Mức thu như sau:", *in_the_clause])),
        worded("dieu-1.khoan-2", "Thu theo tháng."),
    )


def group() -> bytes:
    """Several boxes in one drawing."""
    return _between(drawn(DRAWING, box("Hộ: 20.000 đồng"), box("Chợ: 50.000 đồng")))


def old_shape() -> bytes:
    """A shape of VML alone, and an automatic mark in a content control inside of it."""
    return _between(drawn(SHAPE, box(control("Hộ: 20.000 đồng"), "Chợ: 50.000 đồng")))


def table_in_a_box() -> bytes:
    rows = table(row("Hộ", "20.000 đồng"), row("Chợ", table(row("50.000 đồng", "một tháng"))))
    return _between(drawn(DRAWING, box(rows)))


def boxes_in_a_box() -> bytes:
    inner = drawn(SHAPE, box("Chợ: 50.000 đồng"))
    return _between(drawn(DRAWING, box(paragraph("Hộ: 20.000 đồng", inner), "Trạm: không thu")))


def written_twice_inside() -> bytes:
    """The two ways stand inside one drawing, as groups have them."""
    both = twice(
        f"<w:r><w:drawing>{box('Hộ: 20.000 đồng')}</w:drawing></w:r>",
        f"<w:r><w:pict>{box('Hộ: 20.000 đồng')}</w:pict></w:r>",
    )
    return _between(drawn(DRAWING, both))


def only_the_old_way_has_words() -> bytes:
    shape = drawn(SHAPE, box("Hộ: 20.000 đồng"))
    return _between(Xml(twice("<w:r><w:drawing/></w:r>", shape)))


def only_the_old_way_has_paragraphs() -> bytes:
    """Around whole paragraphs: the new way is empty, or both have them."""
    rate, price = paragraph("Hộ: 20.000 đồng"), paragraph("Chợ: 50.000 đồng")
    return word_file(
        ["Điều 1. Mức thu", "1. Mức thu như sau:", twice("", rate), twice(price, price)]
        + ["2. Thu theo tháng."]
    )


def note_with_a_box() -> bytes:
    """A box in a footnote, written twice."""
    shape = twice(drawn(DRAWING, box("Theo năm.")), drawn(SHAPE, box("Theo năm.")))
    part = footnotes({2: "Chưa gồm thuế."}).replace(
        "Chưa gồm thuế.</w:t></w:r>", f"Chưa gồm thuế.</w:t></w:r>{shape}"
    )
    return _between(footnote_mark(2), footnotes=part)


def article_in_a_box() -> bytes:
    return _between(drawn(DRAWING, box("Điều 5. Miễn phí", "Hộ nghèo được miễn.")))


def inserted_document() -> bytes:
    """A file that is put in as a whole stands in a part of its own."""
    chunk = Xml('<w:altChunk r:id="rId9"/>')
    return word_file(["Điều 1. Mức thu", "1. Mức thu như sau:", chunk, "2. Thu theo tháng."])


def nothing_but_an_inserted_document() -> bytes:
    return word_file([Xml('<w:altChunk r:id="rId9"/>')])


RATES = ("Hộ: 20.000 đồng", "Chợ: 50.000 đồng")

DOCUMENTS = (
    Document("boxes-of-a-group", group, _read(*RATES)),
    Document("boxes-of-an-old-shape", old_shape, _read(*RATES)),
    Document(
        "boxes-table",
        table_in_a_box,
        _read("Hộ | 20.000 đồng", "Chợ", "50.000 đồng | một tháng"),
    ),
    Document(
        "boxes-in-a-box",
        boxes_in_a_box,
        _read("Hộ: 20.000 đồng", "Chợ: 50.000 đồng", "Trạm: không thu"),
    ),
    Document("boxes-written-twice-inside", written_twice_inside, _read(RATES[0])),
    Document("boxes-in-the-old-way-only", only_the_old_way_has_words, _read(RATES[0])),
    Document("boxes-paragraphs-in-the-old-way", only_the_old_way_has_paragraphs, _read(*RATES)),
    Document(
        "boxes-in-a-footnote",
        note_with_a_box,
        (
            titled("dieu-1", "Mức thu"),
            worded("dieu-1.khoan-1", "Mức thu như sau:[1]\n[1] Chưa gồm thuế. Theo năm."),
            worded("dieu-1.khoan-2", "Thu theo tháng."),
        ),
    ),
    Document(
        "boxes-with-an-article",
        article_in_a_box,
        _read("Điều 5. Miễn phí", "Hộ nghèo được miễn."),
        warnings=("Điều 5. Miễn phí",),
    ),
    Document("boxes-inserted-document", inserted_document, _read(), warnings=("Word",)),
    Document(
        "boxes-nothing-but-an-inserted-document",
        nothing_but_an_inserted_document,
        (),
        warnings=("Word", ""),
    ),
)
