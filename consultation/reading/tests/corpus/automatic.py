"""Numbers that Word counts: they are nowhere in the text and follow Word's own rules."""

from consultation.reading.tests.corpus.builder import (
    Level,
    abstract,
    bold,
    centred,
    listed,
    numbering,
    paragraph,
    style,
    styles,
    word_file,
)
from consultation.reading.tests.corpus.expectations import Document, titled, worded

ARTICLE = Level("Điều %1.")
CLAUSE = Level("%2.")
POINT = Level("%3)", "lowerLetter")
LEGAL = abstract(0, ARTICLE, CLAUSE, POINT)


def article(text: str, listing: int = 1):
    return paragraph(bold(text), number=(listing, 0))


def clause(text: str, listing: int = 1):
    return paragraph(text, number=(listing, 1))


def point(text: str, listing: int = 1):
    return paragraph(text, number=(listing, 2))


def one_list() -> bytes:
    """Clauses and points begin again under each article and clause without being told."""
    body = [
        article("Nguyên tắc"),
        clause("Công khai, minh bạch."),
        clause("Bảo đảm:"),
        point("Kịp thời;"),
        point("Chính xác."),
        clause("Bình đẳng:"),
        point("Giữa các tổ chức."),
        article("Kinh phí"),
        clause("Từ ngân sách nhà nước."),
    ]
    return word_file(body, numbering=numbering(LEGAL, listed(1, 0)))


ONE_LIST_READ = (
    titled("dieu-1", "Nguyên tắc"),
    worded("dieu-1.khoan-1", "Công khai, minh bạch."),
    worded("dieu-1.khoan-2", "Bảo đảm:"),
    worded("dieu-1.khoan-2.diem-a", "Kịp thời;"),
    worded("dieu-1.khoan-2.diem-b", "Chính xác."),
    worded("dieu-1.khoan-3", "Bình đẳng:"),
    worded("dieu-1.khoan-3.diem-a", "Giữa các tổ chức."),
    titled("dieu-2", "Kinh phí"),
    worded("dieu-2.khoan-1", "Từ ngân sách nhà nước."),
)


def style_inheritance() -> bytes:
    """The list stands in a style that the paragraph's style is based on, two steps up."""
    defined = styles(
        style("Normal"),
        style("Dieu", based_on="Normal", number=(1, 0)),
        style("DieuDam", based_on="Dieu", runs="<w:b/>"),
        style("DieuDuThao", based_on="DieuDam", runs="<w:i/>"),
        style("Khoan", based_on="Normal", number=(1, 1)),
    )
    body = [
        paragraph("Nguyên tắc", style="DieuDuThao"),
        paragraph("Công khai.", style="Khoan"),
        paragraph("Minh bạch.", style="Khoan"),
        paragraph("Kinh phí", style="DieuDam"),
        paragraph("Từ ngân sách.", style="Khoan"),
    ]
    return word_file(body, styles=defined, numbering=numbering(LEGAL, listed(1, 0)))


INHERITED_READ = (
    titled("dieu-1", "Nguyên tắc"),
    worded("dieu-1.khoan-1", "Công khai."),
    worded("dieu-1.khoan-2", "Minh bạch."),
    titled("dieu-2", "Kinh phí"),
    worded("dieu-2.khoan-1", "Từ ngân sách."),
)


def level_linked_to_style() -> bytes:
    """A style names the list only; the level is the one whose `w:pStyle` names the style."""
    linked = abstract(
        0,
        Level("Điều %1.", more='<w:pStyle w:val="Dieu"/>'),
        Level("%2.", more='<w:pStyle w:val="Khoan"/>'),
    )
    bare = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    defined = styles(
        *(
            f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/>{bare}</w:style>'
            for name in ("Dieu", "Khoan")
        )
    )
    body = [
        paragraph("Nguyên tắc", style="Dieu"),
        paragraph("Công khai.", style="Khoan"),
        paragraph("Minh bạch.", style="Khoan"),
        paragraph("Kinh phí", style="Dieu"),
        paragraph("Từ ngân sách.", style="Khoan"),
    ]
    return word_file(body, styles=defined, numbering=numbering(linked, listed(1, 0)))


def switched_off() -> bytes:
    """`numId` 0 switches a style's numbering off: in a paragraph, and in a style based on it."""
    defined = styles(
        style("Dieu", number=(1, 0)),
        style("Khoan", number=(1, 1)),
        style("KhoanTiep", based_on="Khoan", number=(0, 0)),
    )
    body = [
        paragraph("Nguyên tắc", style="Dieu"),
        paragraph("Công khai.", style="Khoan"),
        paragraph("Việc công khai thực hiện trên cổng.", style="Khoan", number=(0, 0)),
        paragraph("Minh bạch.", style="Khoan"),
        paragraph("Việc minh bạch được giám sát.", style="KhoanTiep"),
        paragraph("Bình đẳng.", style="Khoan"),
    ]
    return word_file(body, styles=defined, numbering=numbering(LEGAL, listed(1, 0)))


SWITCHED_OFF_READ = (
    titled("dieu-1", "Nguyên tắc"),
    worded("dieu-1.khoan-1", "Công khai.\nViệc công khai thực hiện trên cổng."),
    worded("dieu-1.khoan-2", "Minh bạch.\nViệc minh bạch được giám sát."),
    worded("dieu-1.khoan-3", "Bình đẳng."),
)


def articles_go_on_in_the_next_chapter() -> bytes:
    """`lvlRestart` 0: articles are not counted anew under each chapter; `isLgl`: not in Roman."""
    levels = abstract(
        0,
        Level("Chương %1", "upperRoman"),
        Level("Điều %2.", "upperRoman", more='<w:lvlRestart w:val="0"/><w:isLgl/>'),
        Level("%3."),
    )
    body = [
        paragraph("QUY ĐỊNH CHUNG", number=(1, 0), more='<w:jc w:val="center"/>'),
        paragraph("Phạm vi", number=(1, 1)),
        paragraph("Quy định về phí.", number=(1, 2)),
        paragraph("Đối tượng", number=(1, 1)),
        paragraph("Tổ chức.", number=(1, 2)),
        paragraph("Cá nhân.", number=(1, 2)),
        paragraph("TỔ CHỨC THỰC HIỆN", number=(1, 0), more='<w:jc w:val="center"/>'),
        paragraph("Hiệu lực", number=(1, 1)),
        paragraph("Từ ngày ký.", number=(1, 2)),
    ]
    return word_file(body, numbering=numbering(levels, listed(1, 0)))


CHAPTERS_READ = (
    titled("chuong-i", "QUY ĐỊNH CHUNG"),
    titled("dieu-1", "Phạm vi", within="chuong-i"),
    worded("dieu-1.khoan-1", "Quy định về phí."),
    titled("dieu-2", "Đối tượng", within="chuong-i"),
    worded("dieu-2.khoan-1", "Tổ chức."),
    worded("dieu-2.khoan-2", "Cá nhân."),
    titled("chuong-ii", "TỔ CHỨC THỰC HIỆN"),
    titled("dieu-3", "Hiệu lực", within="chuong-ii"),
    worded("dieu-3.khoan-1", "Từ ngày ký."),
)


def chapter_number_alone() -> bytes:
    """ "Chương I" is an empty numbered paragraph; its heading is the next one."""
    chapters = abstract(0, Level("Chương %1", "upperRoman"))
    lists = numbering(chapters, abstract(1, Level("Điều %1.")), listed(1, 0), listed(2, 1))
    body = [
        paragraph(number=(1, 0)),
        centred(bold("QUY ĐỊNH CHUNG")),
        article("Phạm vi", 2),
        "Quy định về phí.",
        paragraph(number=(1, 0)),
        centred(bold("TỔ CHỨC THỰC HIỆN")),
        article("Hiệu lực", 2),
        "Từ ngày ký.",
    ]
    return word_file(body, numbering=lists)


CHAPTER_ALONE_READ = (
    titled("chuong-i", "QUY ĐỊNH CHUNG"),
    titled("dieu-1", "Phạm vi", "Quy định về phí.", within="chuong-i"),
    titled("chuong-ii", "TỔ CHỨC THỰC HIỆN"),
    titled("dieu-2", "Hiệu lực", "Từ ngày ký.", within="chuong-ii"),
)


def typed_letter() -> bytes:
    """Word counts a b c d e; offices type điểm đ between d and e, without automatic number."""
    body = [
        article("Hồ sơ"),
        clause("Hồ sơ gồm:"),
        point("Đơn;"),
        point("Bản vẽ;"),
        point("Thuyết minh;"),
        point("Dự toán;"),
        paragraph("đ) Cam kết;"),
        point("Tài liệu khác."),
        clause("Số lượng: 01 bộ."),
        point("Bản giấy;"),
        point("Hoặc bản điện tử."),
    ]
    return word_file(body, numbering=numbering(LEGAL, listed(1, 0)))


TYPED_LETTER_READ = (
    titled("dieu-1", "Hồ sơ"),
    worded("dieu-1.khoan-1", "Hồ sơ gồm:"),
    worded("dieu-1.khoan-1.diem-a", "Đơn;"),
    worded("dieu-1.khoan-1.diem-b", "Bản vẽ;"),
    worded("dieu-1.khoan-1.diem-c", "Thuyết minh;"),
    worded("dieu-1.khoan-1.diem-d", "Dự toán;"),
    worded("dieu-1.khoan-1.diem-dd", "Cam kết;", number="đ"),
    worded("dieu-1.khoan-1.diem-e", "Tài liệu khác."),
    worded("dieu-1.khoan-2", "Số lượng: 01 bộ."),
    worded("dieu-1.khoan-2.diem-a", "Bản giấy;"),
    worded("dieu-1.khoan-2.diem-b", "Hoặc bản điện tử."),
)


def words_in_the_list() -> bytes:
    """`lvlText` with "Khoản", a start that is not 1, and two digits."""
    levels = abstract(
        0, Level("Điều %1:", start=9), Level("Khoản %2."), Level("Điểm %3)", "lowerLetter")
    )
    body = [
        article("Mức phạt"),
        clause("Phạt tiền."),
        clause("Phạt bổ sung:"),
        point("Tước giấy phép;"),
        article("Thẩm quyền"),
        clause("Chủ tịch Ủy ban nhân dân cấp xã."),
    ]
    return word_file(body, numbering=numbering(levels, listed(1, 0)))


WORDS_READ = (
    titled("dieu-9", "Mức phạt"),
    worded("dieu-9.khoan-1", "Phạt tiền."),
    worded("dieu-9.khoan-2", "Phạt bổ sung:"),
    worded("dieu-9.khoan-2.diem-a", "Tước giấy phép;"),
    titled("dieu-10", "Thẩm quyền"),
    worded("dieu-10.khoan-1", "Chủ tịch Ủy ban nhân dân cấp xã."),
)


def bullets() -> bytes:
    """Dashes and bullets of a list are not numbers; their paragraphs belong to the clause."""
    lists = numbering(LEGAL, abstract(5, Level("-", "bullet")), listed(1, 0), listed(2, 5))
    body = [
        article("Hồ sơ"),
        clause("Hồ sơ gồm:"),
        paragraph("Đơn đề nghị;", number=(2, 0)),
        paragraph("Bản sao giấy tờ.", number=(2, 0)),
        clause("Nộp trực tuyến."),
    ]
    return word_file(body, numbering=lists)


BULLETS_READ = (
    titled("dieu-1", "Hồ sơ"),
    worded("dieu-1.khoan-1", "Hồ sơ gồm:\n- Đơn đề nghị;\n- Bản sao giấy tờ."),
    worded("dieu-1.khoan-2", "Nộp trực tuyến."),
)


def automatic_articles_typed_clauses() -> bytes:
    body = [
        article("Hồ sơ"),
        "1. Hồ sơ gồm:",
        "a) Đơn;",
        "2. Nộp trực tuyến.",
        article("Lệ phí"),
        "Không thu lệ phí.",
    ]
    return word_file(body, numbering=numbering(LEGAL, listed(1, 0)))


MIXED_READ = (
    titled("dieu-1", "Hồ sơ"),
    worded("dieu-1.khoan-1", "Hồ sơ gồm:"),
    worded("dieu-1.khoan-1.diem-a", "Đơn;"),
    worded("dieu-1.khoan-2", "Nộp trực tuyến."),
    titled("dieu-2", "Lệ phí", "Không thu lệ phí."),
)


def list_without_definition() -> bytes:
    """A paragraph that names a list which the file does not define has no number in Word."""
    return word_file(
        ["Điều 1. Hồ sơ", "1. Đơn.", paragraph("Đơn lập theo mẫu.", number=(42, 0))],
        numbering=numbering(LEGAL, listed(1, 0)),
    )


UNDEFINED_READ = (
    titled("dieu-1", "Hồ sơ"),
    worded("dieu-1.khoan-1", "Đơn.\nĐơn lập theo mẫu."),
)

DOCUMENTS = (
    Document("automatic-one-list", one_list, ONE_LIST_READ),
    Document("automatic-style-inheritance", style_inheritance, INHERITED_READ),
    Document("automatic-level-linked-to-style", level_linked_to_style, INHERITED_READ),
    Document("automatic-switched-off", switched_off, SWITCHED_OFF_READ),
    Document(
        "automatic-articles-go-on-in-next-chapter",
        articles_go_on_in_the_next_chapter,
        CHAPTERS_READ,
    ),
    Document("automatic-chapter-number-alone", chapter_number_alone, CHAPTER_ALONE_READ),
    Document("automatic-typed-letter-between", typed_letter, TYPED_LETTER_READ),
    Document("automatic-words-in-the-list", words_in_the_list, WORDS_READ),
    Document("automatic-bullets", bullets, BULLETS_READ),
    Document("automatic-articles-with-typed-clauses", automatic_articles_typed_clauses, MIXED_READ),
    Document("automatic-list-without-definition", list_without_definition, UNDEFINED_READ),
)
