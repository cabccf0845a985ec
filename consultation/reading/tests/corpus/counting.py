"""Word's finer rules of counting: overrides, shared counters, restarts, borrowed definitions."""

from consultation.reading.tests.corpus.automatic import CLAUSE, LEGAL, article, clause, point
from consultation.reading.tests.corpus.builder import (
    Level,
    Xml,
    abstract,
    centred,
    listed,
    numbering,
    paragraph,
    styles,
    word_file,
)
from consultation.reading.tests.corpus.expectations import Document, titled, worded


def start_override() -> bytes:
    """Every article's clauses are a list of their own that restarts at a number of its own."""
    clauses = abstract(0, Level("%1."))
    lists = numbering(
        clauses, listed(1, 0), listed(2, 0, level_0=1), listed(3, 0, level_0=4), listed(4, 0)
    )
    body = [
        "Điều 1. Nguyên tắc",
        paragraph("Công khai.", number=(1, 0)),
        paragraph("Minh bạch.", number=(1, 0)),
        "Điều 2. Kinh phí",
        paragraph("Từ ngân sách.", number=(2, 0)),
        paragraph("Từ xã hội hóa.", number=(2, 0)),
        "Điều 3. Tổ chức thực hiện (tiếp theo khoản 3)",
        paragraph("Sở Tài chính.", number=(3, 0)),
        paragraph("Sở Tư pháp.", number=(3, 0)),
    ]
    return word_file(body, numbering=lists)


START_OVERRIDE_READ = (
    titled("dieu-1", "Nguyên tắc"),
    worded("dieu-1.khoan-1", "Công khai."),
    worded("dieu-1.khoan-2", "Minh bạch."),
    titled("dieu-2", "Kinh phí"),
    worded("dieu-2.khoan-1", "Từ ngân sách."),
    worded("dieu-2.khoan-2", "Từ xã hội hóa."),
    titled("dieu-3", "Tổ chức thực hiện (tiếp theo khoản 3)"),
    worded("dieu-3.khoan-4", "Sở Tài chính."),
    worded("dieu-3.khoan-5", "Sở Tư pháp."),
)


def override_once() -> bytes:
    """An override restarts at the list's first paragraph only; coming back to the list counts on."""
    lists = numbering(LEGAL, listed(1, 0), listed(2, 0, level_0=10))
    body = [
        article("Một"),
        paragraph("Nội dung một."),
        article("Mười", 2),
        paragraph("Nội dung mười."),
        article("Mười một", 1),
        paragraph("Nội dung mười một."),
        article("Mười hai", 2),
        paragraph("Nội dung mười hai."),
    ]
    return word_file(body, numbering=lists)


OVERRIDE_ONCE_READ = (
    titled("dieu-1", "Một", "Nội dung một."),
    titled("dieu-10", "Mười", "Nội dung mười."),
    titled("dieu-11", "Mười một", "Nội dung mười một."),
    titled("dieu-12", "Mười hai", "Nội dung mười hai."),
)


def shared_counters() -> bytes:
    """Two lists of one definition count together; a list of another definition counts alone."""
    lists = numbering(LEGAL, abstract(7, Level("%1.")), listed(1, 0), listed(2, 0), listed(3, 7))
    body = [
        article("Nguyên tắc", 1),
        paragraph("Công khai.", number=(3, 0)),
        article("Kinh phí", 2),
        paragraph("Kinh phí do ngân sách bảo đảm."),
        article("Hiệu lực", 1),
        clause("Từ ngày ký.", 2),
        clause("Trừ khoản 1.", 1),
    ]
    return word_file(body, numbering=lists)


SHARED_READ = (
    titled("dieu-1", "Nguyên tắc"),
    worded("dieu-1.khoan-1", "Công khai."),
    titled("dieu-2", "Kinh phí", "Kinh phí do ngân sách bảo đảm."),
    titled("dieu-3", "Hiệu lực"),
    worded("dieu-3.khoan-1", "Từ ngày ký."),
    worded("dieu-3.khoan-2", "Trừ khoản 1."),
)


def points_go_on_under_the_next_clause() -> bytes:
    """`lvlRestart` 1: points begin anew under an article only, not under each clause."""
    levels = abstract(
        0,
        Level("Điều %1."),
        CLAUSE,
        Level("%3)", "lowerLetter", more='<w:lvlRestart w:val="1"/>'),
    )
    body = [
        article("Hồ sơ"),
        clause("Bắt buộc:"),
        point("Đơn;"),
        point("Bản vẽ."),
        clause("Tùy chọn:"),
        point("Thuyết minh."),
        article("Kết quả"),
        clause("Gồm:"),
        point("Giấy phép."),
    ]
    return word_file(body, numbering=numbering(levels, listed(1, 0)))


POINTS_GO_ON_READ = (
    titled("dieu-1", "Hồ sơ"),
    worded("dieu-1.khoan-1", "Bắt buộc:"),
    worded("dieu-1.khoan-1.diem-a", "Đơn;"),
    worded("dieu-1.khoan-1.diem-b", "Bản vẽ."),
    worded("dieu-1.khoan-2", "Tùy chọn:"),
    worded("dieu-1.khoan-2.diem-c", "Thuyết minh."),
    titled("dieu-2", "Kết quả"),
    worded("dieu-2.khoan-1", "Gồm:"),
    worded("dieu-2.khoan-1.diem-a", "Giấy phép."),
)


def level_overridden() -> bytes:
    """A list writes a level of its definition anew: other words and another start."""
    override = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:lvl w:ilvl="0"><w:start w:val="5"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="Điều %1."/></w:lvl></w:lvlOverride></w:num>'
    )
    body = [
        paragraph("Hồ sơ", number=(2, 0)),
        "Hồ sơ gồm đơn và bản vẽ.",
        paragraph("Thời hạn", number=(2, 0)),
        "Thời hạn là 20 ngày.",
    ]
    return word_file(body, numbering=numbering(abstract(0, Level("%1.")), override))


LEVEL_OVERRIDDEN_READ = (
    titled("dieu-5", "Hồ sơ", "Hồ sơ gồm đơn và bản vẽ."),
    titled("dieu-6", "Thời hạn", "Thời hạn là 20 ngày."),
)


def list_style() -> bytes:
    """A definition that only points to a list style, whose own list has the levels."""
    pointing = '<w:abstractNum w:abstractNumId="3"><w:numStyleLink w:val="VanBan"/></w:abstractNum>'
    real = LEGAL.replace("<w:lvl ", '<w:styleLink w:val="VanBan"/><w:lvl ', 1)
    named = styles(
        '<w:style w:type="numbering" w:styleId="VanBan"><w:name w:val="Van ban"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = [
        article("Hồ sơ", 2),
        clause("Đơn đề nghị.", 2),
        clause("Bản vẽ:", 2),
        point("Mặt bằng.", 2),
    ]
    lists = numbering(real, pointing, listed(1, 0), listed(2, 3))
    return word_file(body, styles=named, numbering=lists)


LIST_STYLE_READ = (
    titled("dieu-1", "Hồ sơ"),
    worded("dieu-1.khoan-1", "Đơn đề nghị."),
    worded("dieu-1.khoan-2", "Bản vẽ:"),
    worded("dieu-1.khoan-2.diem-a", "Mặt bằng."),
)


def levels_without_label() -> bytes:
    """A level with an empty text, or of format "none", shows nothing: its paragraph is text."""
    quiet = abstract(4, Level(""), Level("", "none"))
    body = [
        article("Hồ sơ"),
        clause("Đơn đề nghị."),
        paragraph("Đơn lập theo mẫu.", number=(2, 0)),
        paragraph("Mẫu do Bộ ban hành.", number=(2, 1)),
        clause("Bản vẽ."),
    ]
    return word_file(body, numbering=numbering(LEGAL, quiet, listed(1, 0), listed(2, 4)))


WITHOUT_LABEL_READ = (
    titled("dieu-1", "Hồ sơ"),
    worded("dieu-1.khoan-1", "Đơn đề nghị.\nĐơn lập theo mẫu.\nMẫu do Bộ ban hành."),
    worded("dieu-1.khoan-2", "Bản vẽ."),
)


def style_by_default() -> bytes:
    """A paragraph that names no style has the default one, and its numbering."""
    named = styles(
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = [article("Hồ sơ"), paragraph("Đơn đề nghị."), paragraph("Bản vẽ.")]
    return word_file(body, styles=named, numbering=numbering(LEGAL, listed(1, 0)))


STYLE_BY_DEFAULT_READ = (
    titled("dieu-1", "Hồ sơ"),
    worded("dieu-1.khoan-1", "Đơn đề nghị."),
    worded("dieu-1.khoan-2", "Bản vẽ."),
)


def forms_with_leading_zero() -> bytes:
    """Forms counted "Mẫu số 01" (`decimalZero`) under annexes counted in Roman numbers."""
    lists = numbering(
        abstract(0, Level("Phụ lục %1", "upperRoman"), Level("Mẫu số %2", "decimalZero")),
        listed(1, 0),
    )
    body = [
        "Điều 1. Hiệu lực",
        "Từ ngày ký.",
        paragraph(number=(1, 0)),
        centred("CÁC BIỂU MẪU"),
        paragraph(number=(1, 1)),
        centred("ĐƠN ĐỀ NGHỊ"),
        "Kính gửi: …",
        paragraph(number=(1, 1)),
        centred("BIÊN BẢN"),
        "Hôm nay, …",
    ]
    return word_file(body, numbering=lists)


FORMS_READ = (
    titled("dieu-1", "Hiệu lực", "Từ ngày ký."),
    titled("phu-luc-i", "CÁC BIỂU MẪU"),
    titled("phu-luc-i.mau-01", "ĐƠN ĐỀ NGHỊ", "Kính gửi: …"),
    titled("phu-luc-i.mau-02", "BIÊN BẢN", "Hôm nay, …"),
)


def many_articles() -> bytes:
    """Numbers of three digits: a hundred and twenty articles."""
    body: list[Xml] = []
    for index in range(1, 121):
        body += [article(f"Nội dung {index}"), clause("Một."), clause("Hai.")]
    return word_file(body, numbering=numbering(LEGAL, listed(1, 0)))


def _many_read():
    for index in range(1, 121):
        yield titled(f"dieu-{index}", f"Nội dung {index}")
        yield worded(f"dieu-{index}.khoan-1", "Một.")
        yield worded(f"dieu-{index}.khoan-2", "Hai.")


DOCUMENTS = (
    Document("automatic-start-override", start_override, START_OVERRIDE_READ, warnings=None),
    Document("automatic-override-once", override_once, OVERRIDE_ONCE_READ, warnings=None),
    Document("automatic-shared-counters", shared_counters, SHARED_READ),
    Document(
        "automatic-points-go-on",
        points_go_on_under_the_next_clause,
        POINTS_GO_ON_READ,
        warnings=None,
    ),
    Document("automatic-level-overridden", level_overridden, LEVEL_OVERRIDDEN_READ, warnings=None),
    Document("automatic-list-style", list_style, LIST_STYLE_READ),
    Document("automatic-levels-without-label", levels_without_label, WITHOUT_LABEL_READ),
    Document("automatic-style-by-default", style_by_default, STYLE_BY_DEFAULT_READ),
    Document("automatic-forms-with-leading-zero", forms_with_leading_zero, FORMS_READ),
    Document("automatic-many-articles", many_articles, tuple(_many_read())),
)
