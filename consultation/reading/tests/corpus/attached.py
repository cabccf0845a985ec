"""Decisions with attached regulations, annexes and forms; plans and directives without Điều."""

from consultation.reading.tests.corpus.builder import (
    CENTRED,
    PAGE_BREAK,
    Level,
    abstract,
    bold,
    centred,
    lines,
    listed,
    numbering,
    paragraph,
    row,
    table,
    word_file,
)
from consultation.reading.tests.corpus.expectations import Document, titled, worded
from consultation.reading.tests.corpus.furniture import SIGNATURE_LINES, letterhead, signature

DECISION = """
    Điều 1. Ban hành kèm theo Quyết định này Quy định về quản lý chợ trên địa bàn tỉnh.
    Điều 2. Quyết định này có hiệu lực từ ngày 15 tháng 4 năm 2026.
    Điều 3. Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc các Sở chịu trách nhiệm thi hành./.
"""
DECISION_READ = (
    worded(
        "dieu-1",
        "Ban hành kèm theo Quyết định này Quy định về quản lý chợ trên địa bàn tỉnh.",
    ),
    worded("dieu-2", "Quyết định này có hiệu lực từ ngày 15 tháng 4 năm 2026."),
    worded(
        "dieu-3",
        "Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc các Sở chịu trách nhiệm thi hành./.",
    ),
)
REGULATION = """
    Chương I
    QUY ĐỊNH CHUNG
    Điều 1. Phạm vi điều chỉnh
    Quy định này quy định về quản lý chợ.
    Điều 2. Đối tượng áp dụng
    1. Thương nhân kinh doanh tại chợ.
    2. Ban quản lý chợ.
    Chương II
    TỔ CHỨC THỰC HIỆN
    Điều 3. Trách nhiệm của Sở Công Thương
    Chủ trì kiểm tra.
"""
NOTE = "(Ban hành kèm theo Quyết định số /2026/QĐ-UBND ngày tháng năm 2026)"


def _regulation_read(kind: str) -> tuple:
    first, second = f"{kind}.chuong-i", f"{kind}.chuong-ii"
    return (
        titled(first, "QUY ĐỊNH CHUNG"),
        titled(
            f"{kind}.dieu-1",
            "Phạm vi điều chỉnh",
            "Quy định này quy định về quản lý chợ.",
            within=first,
        ),
        titled(f"{kind}.dieu-2", "Đối tượng áp dụng", within=first),
        worded(f"{kind}.dieu-2.khoan-1", "Thương nhân kinh doanh tại chợ."),
        worded(f"{kind}.dieu-2.khoan-2", "Ban quản lý chợ."),
        titled(second, "TỔ CHỨC THỰC HIỆN"),
        titled(
            f"{kind}.dieu-3", "Trách nhiệm của Sở Công Thương", "Chủ trì kiểm tra.", within=second
        ),
    )


def _opening() -> list:
    return [
        letterhead(),
        centred(bold("QUYẾT ĐỊNH")),
        centred(bold("Ban hành Quy định về quản lý chợ trên địa bàn tỉnh Bắc Ninh")),
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
        "Theo đề nghị của Giám đốc Sở Công Thương.",
        centred(bold("QUYẾT ĐỊNH:")),
        *lines(DECISION),
    ]


def decision_with_regulation() -> bytes:
    return word_file(
        [
            *_opening(),
            signature(),
            paragraph(PAGE_BREAK),
            letterhead(),
            centred(bold("QUY ĐỊNH")),
            centred(bold("Về quản lý chợ trên địa bàn tỉnh Bắc Ninh")),
            centred(NOTE),
            *lines(REGULATION),
        ]
    )


def decision_with_rules_unsigned() -> bytes:
    """A draft has no signature yet: only the second letterhead parts the two texts."""
    return word_file(
        [
            *_opening(),
            letterhead(),
            centred(bold("QUY CHẾ")),
            centred(bold("Phối hợp quản lý chợ trên địa bàn tỉnh Bắc Ninh")),
            centred(NOTE),
            *lines(REGULATION),
            *SIGNATURE_LINES,
        ]
    )


REGULATION_READ = (
    *DECISION_READ,
    titled("quy-dinh", "QUY ĐỊNH Về quản lý chợ trên địa bàn tỉnh Bắc Ninh", NOTE, number=""),
    *_regulation_read("quy-dinh"),
)
RULES_READ = (
    *DECISION_READ,
    titled("quy-che", "QUY CHẾ Phối hợp quản lý chợ trên địa bàn tỉnh Bắc Ninh", NOTE, number=""),
    *_regulation_read("quy-che"),
)

SHORT = """
    Điều 1. Phạm vi
    Quy định về chợ.
    Điều 2. Hiệu lực
    Từ ngày ký.
"""
SHORT_READ = (
    titled("dieu-1", "Phạm vi", "Quy định về chợ."),
    titled("dieu-2", "Hiệu lực", "Từ ngày ký."),
)


def annexes() -> bytes:
    return word_file(
        [
            *lines(SHORT),
            signature(),
            centred(bold("Phụ lục I")),
            centred(bold("DANH MỤC CHỢ")),
            table(row("STT", "Tên chợ"), row("1", "Chợ Nhớn"), row("2", "Chợ Giầu")),
            centred(bold("Mẫu số 01")),
            centred(bold("ĐƠN ĐỀ NGHỊ")),
            "Kính gửi: Ủy ban nhân dân xã.",
            "Tên tôi là: ........",
            centred(bold("Mẫu số 02")),
            centred(bold("BIÊN BẢN KIỂM TRA")),
            "Hôm nay, ngày … tháng … năm …",
            centred(bold("PHỤ LỤC II. BẢNG GIÁ")),
            "Giá tính theo tháng.",
        ]
    )


ANNEXES_READ = (
    *SHORT_READ,
    titled("phu-luc-i", "DANH MỤC CHỢ", "STT | Tên chợ\n1 | Chợ Nhớn\n2 | Chợ Giầu"),
    titled(
        "phu-luc-i.mau-01", "ĐƠN ĐỀ NGHỊ", "Kính gửi: Ủy ban nhân dân xã.\nTên tôi là: ........"
    ),
    titled("phu-luc-i.mau-02", "BIÊN BẢN KIỂM TRA", "Hôm nay, ngày … tháng … năm …"),
    titled("phu-luc-ii", "BẢNG GIÁ", "Giá tính theo tháng."),
)


def annex_without_number() -> bytes:
    return word_file(
        [
            *lines(SHORT),
            *SIGNATURE_LINES,
            centred(bold("PHỤ LỤC")),
            centred(bold("DANH MỤC THỦ TỤC HÀNH CHÍNH")),
            table(row("STT", "Thủ tục"), row("1", "Cấp giấy phép")),
        ]
    )


UNNUMBERED_READ = (
    *SHORT_READ,
    titled("phu-luc", "DANH MỤC THỦ TỤC HÀNH CHÍNH", "STT | Thủ tục\n1 | Cấp giấy phép"),
)

PLAN = """
    KẾ HOẠCH
    Chuyển đổi số năm 2026
    Thực hiện Nghị quyết số 57-NQ/TW, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:
    I. MỤC ĐÍCH, YÊU CẦU
    1. Mục đích
    a) Nâng cao chất lượng dịch vụ công;
    b) Giảm thời gian giải quyết.
    2. Yêu cầu
    Bám sát chỉ đạo của cấp trên.
    II. NHIỆM VỤ
    1. Hạ tầng số
    Phủ sóng 5G tại 100% xã.
    Điều kiện: có nguồn điện ổn định.
    2. Kinh phí
    5.000.000.000 đồng từ ngân sách tỉnh.
    III. TỔ CHỨC THỰC HIỆN
    Các Sở, ban, ngành chủ động thực hiện.
    Trên đây là Kế hoạch chuyển đổi số năm 2026./.
"""
PLAN_READ = (
    titled("muc-i", "MỤC ĐÍCH, YÊU CẦU"),
    worded("muc-i.khoan-1", "Mục đích"),
    worded("muc-i.khoan-1.diem-a", "Nâng cao chất lượng dịch vụ công;"),
    worded("muc-i.khoan-1.diem-b", "Giảm thời gian giải quyết."),
    worded("muc-i.khoan-2", "Yêu cầu\nBám sát chỉ đạo của cấp trên."),
    titled("muc-ii", "NHIỆM VỤ"),
    worded(
        "muc-ii.khoan-1",
        "Hạ tầng số\nPhủ sóng 5G tại 100% xã.\nĐiều kiện: có nguồn điện ổn định.",
    ),
    worded("muc-ii.khoan-2", "Kinh phí\n5.000.000.000 đồng từ ngân sách tỉnh."),
    titled(
        "muc-iii",
        "TỔ CHỨC THỰC HIỆN",
        "Các Sở, ban, ngành chủ động thực hiện.\nTrên đây là Kế hoạch chuyển đổi số năm 2026./.",
    ),
)


def plan_counted_by_word() -> bytes:
    """The levels I, 1, a of one list, with the letterhead and the signature's table."""
    levels = abstract(0, Level("%1.", "upperRoman"), Level("%2."), Level("%3)", "lowerLetter"))
    body = [
        letterhead("/KH-UBND"),
        centred(bold("KẾ HOẠCH")),
        paragraph(bold("MỤC ĐÍCH, YÊU CẦU"), number=(1, 0)),
        paragraph("Mục đích", number=(1, 1)),
        paragraph("Nâng cao chất lượng;", number=(1, 2)),
        paragraph("Giảm thời gian.", number=(1, 2)),
        paragraph("Yêu cầu", number=(1, 1)),
        paragraph("Đúng tiến độ.", number=(1, 2)),
        paragraph(bold("TỔ CHỨC THỰC HIỆN"), number=(1, 0)),
        "Các Sở chủ động thực hiện.",
        signature(),
    ]
    return word_file(body, numbering=numbering(levels, listed(1, 0)))


COUNTED_PLAN_READ = (
    titled("muc-i", "MỤC ĐÍCH, YÊU CẦU"),
    worded("muc-i.khoan-1", "Mục đích"),
    worded("muc-i.khoan-1.diem-a", "Nâng cao chất lượng;"),
    worded("muc-i.khoan-1.diem-b", "Giảm thời gian."),
    worded("muc-i.khoan-2", "Yêu cầu"),
    worded("muc-i.khoan-2.diem-a", "Đúng tiến độ."),
    titled("muc-ii", "TỔ CHỨC THỰC HIỆN", "Các Sở chủ động thực hiện."),
)

DIRECTIVE = """
    CHỈ THỊ
    Về tăng cường phòng cháy, chữa cháy
    Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:
    1. Công an tỉnh:
    a) Tăng cường kiểm tra;
    b) Xử lý nghiêm vi phạm.
    2. Sở Xây dựng rà soát quy hoạch.
    3. Chủ tịch Ủy ban nhân dân cấp xã chịu trách nhiệm trên địa bàn./.
"""
DIRECTIVE_READ = (
    worded("khoan-1", "Công an tỉnh:"),
    worded("khoan-1.diem-a", "Tăng cường kiểm tra;"),
    worded("khoan-1.diem-b", "Xử lý nghiêm vi phạm."),
    worded("khoan-2", "Sở Xây dựng rà soát quy hoạch."),
    worded("khoan-3", "Chủ tịch Ủy ban nhân dân cấp xã chịu trách nhiệm trên địa bàn./."),
)


def counted_articles_twice() -> bytes:
    """The decision's and the regulation's articles are counted by two lists."""
    lists = numbering(
        abstract(0, Level("Điều %1.")), abstract(1, Level("Điều %1.")), listed(1, 0), listed(2, 1)
    )
    body = [
        letterhead(),
        centred("QUYẾT ĐỊNH:"),
        paragraph("Ban hành kèm theo Quyết định này Quy chế làm việc.", number=(1, 0)),
        paragraph("Quyết định này có hiệu lực từ ngày ký.", number=(1, 0)),
        signature(),
        paragraph(bold("QUY CHẾ LÀM VIỆC"), more=CENTRED),
        paragraph("Nguyên tắc", number=(2, 0)),
        "Tập trung dân chủ.",
        paragraph("Chế độ họp", number=(2, 0)),
        "Mỗi tháng một lần.",
    ]
    return word_file(body, numbering=lists)


COUNTED_TWICE_READ = (
    worded("dieu-1", "Ban hành kèm theo Quyết định này Quy chế làm việc."),
    worded("dieu-2", "Quyết định này có hiệu lực từ ngày ký."),
    titled("quy-che", "QUY CHẾ LÀM VIỆC", number=""),
    titled("quy-che.dieu-1", "Nguyên tắc", "Tập trung dân chủ."),
    titled("quy-che.dieu-2", "Chế độ họp", "Mỗi tháng một lần."),
)

DOCUMENTS = (
    Document("attached-regulation", decision_with_regulation, REGULATION_READ),
    Document("attached-rules-unsigned", decision_with_rules_unsigned, RULES_READ),
    Document("attached-counted-articles-twice", counted_articles_twice, COUNTED_TWICE_READ),
    Document("attached-annexes-and-forms", annexes, ANNEXES_READ),
    Document("attached-annex-without-number", annex_without_number, UNNUMBERED_READ),
    Document("plan-typed", lambda: word_file(lines(PLAN)), PLAN_READ),
    Document("plan-pasted", lambda: PLAN, PLAN_READ),
    Document("plan-counted-by-word", plan_counted_by_word, COUNTED_PLAN_READ),
    Document("directive", lambda: word_file(lines(DIRECTIVE)), DIRECTIVE_READ),
)
