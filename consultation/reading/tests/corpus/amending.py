"""Texts that amend others: the articles that they quote are words of the quoting clause."""

from consultation.reading.tests.corpus.builder import (
    Level,
    abstract,
    lines,
    listed,
    numbering,
    paragraph,
    row,
    table,
    word_file,
)
from consultation.reading.tests.corpus.expectations import Document, titled, worded

DECREE = """
    NGHỊ ĐỊNH
    Sửa đổi, bổ sung một số điều của Nghị định số 09/2019/NĐ-CP
    Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 09/2019/NĐ-CP
    1. Sửa đổi khoản 2 Điều 5 như sau:
    “2. Báo cáo định kỳ gồm:
    a) Báo cáo tháng;
    b) Báo cáo năm.”.
    2. Bổ sung Điều 5a vào sau Điều 5 như sau:
    “Điều 5a. Báo cáo đột xuất
    1. Báo cáo đột xuất được lập khi có “sự cố nghiêm trọng” xảy ra.
    2. Thời hạn là 24 giờ.
    Điều 5b. Gửi báo cáo
    Báo cáo được gửi qua Trục liên thông văn bản quốc gia.”
    3. Thay cụm từ “cấp huyện” bằng cụm từ “cấp xã” tại Điều 7, Điều 8.
    Điều 2. Hiệu lực thi hành
    Nghị định này có hiệu lực từ ngày 01 tháng 7 năm 2026.
"""
DECREE_READ = (
    titled("dieu-1", "Sửa đổi, bổ sung một số điều của Nghị định số 09/2019/NĐ-CP"),
    worded(
        "dieu-1.khoan-1",
        "Sửa đổi khoản 2 Điều 5 như sau:\n“2. Báo cáo định kỳ gồm:\na) Báo cáo tháng;\n"
        "b) Báo cáo năm.”.",
    ),
    worded(
        "dieu-1.khoan-2",
        "Bổ sung Điều 5a vào sau Điều 5 như sau:\n“Điều 5a. Báo cáo đột xuất\n"
        "1. Báo cáo đột xuất được lập khi có “sự cố nghiêm trọng” xảy ra.\n"
        "2. Thời hạn là 24 giờ.\nĐiều 5b. Gửi báo cáo\n"
        "Báo cáo được gửi qua Trục liên thông văn bản quốc gia.”",
    ),
    worded("dieu-1.khoan-3", "Thay cụm từ “cấp huyện” bằng cụm từ “cấp xã” tại Điều 7, Điều 8."),
    titled("dieu-2", "Hiệu lực thi hành", "Nghị định này có hiệu lực từ ngày 01 tháng 7 năm 2026."),
)


def _with_quotes(text: str, opening: str, closing: str) -> str:
    return text.replace("“", opening).replace("”", closing)


def _straight_read() -> tuple:
    return tuple(
        type(one)(
            one.kind,
            one.number,
            one.heading,
            _with_quotes(one.text, '"', '"'),
            one.parent,
            one.address,
        )
        for one in DECREE_READ
    )


POINTS = """
    Điều 1. Sửa đổi Thông tư số 05/2020/TT-BTP
    1. Sửa đổi Điều 3 như sau:
    a) Sửa đổi khoản 1 như sau:
    “1. Hồ sơ gồm bản chính.
    a) Bản chính có dấu;”
    b) Bãi bỏ khoản 2.
    2. Bãi bỏ Chương II.
"""
POINTS_READ = (
    titled("dieu-1", "Sửa đổi Thông tư số 05/2020/TT-BTP"),
    worded("dieu-1.khoan-1", "Sửa đổi Điều 3 như sau:"),
    worded(
        "dieu-1.khoan-1.diem-a",
        "Sửa đổi khoản 1 như sau:\n“1. Hồ sơ gồm bản chính.\na) Bản chính có dấu;”",
    ),
    worded("dieu-1.khoan-1.diem-b", "Bãi bỏ khoản 2."),
    worded("dieu-1.khoan-2", "Bãi bỏ Chương II."),
)

CHAPTER = """
    Điều 1. Bổ sung Chương IIa vào sau Chương II
    “Chương IIa
    BÁO CÁO ĐIỆN TỬ
    Mục 1. GỬI BÁO CÁO
    Điều 9a. Hình thức
    Báo cáo được gửi trực tuyến.”.
    Điều 2. Thi hành
    1. Bộ trưởng các Bộ thi hành Nghị định này.
    2. Bộ Tư pháp theo dõi.
"""
CHAPTER_READ = (
    titled(
        "dieu-1",
        "Bổ sung Chương IIa vào sau Chương II",
        "“Chương IIa\nBÁO CÁO ĐIỆN TỬ\nMục 1. GỬI BÁO CÁO\nĐiều 9a. Hình thức\n"
        "Báo cáo được gửi trực tuyến.”.",
    ),
    titled("dieu-2", "Thi hành"),
    worded("dieu-2.khoan-1", "Bộ trưởng các Bộ thi hành Nghị định này."),
    worded("dieu-2.khoan-2", "Bộ Tư pháp theo dõi."),
)

SAME_LINE = """
    Điều 1. Sửa đổi Quyết định số 12/2022/QĐ-UBND
    1. Khoản 3 Điều 4 được sửa đổi như sau: “3. Mức hỗ trợ là 2.000.000 đồng:
    a) Trả một lần;
    b) Trả qua tài khoản.”.
    2. Bãi bỏ Điều 6.
"""
SAME_LINE_READ = (
    titled("dieu-1", "Sửa đổi Quyết định số 12/2022/QĐ-UBND"),
    worded(
        "dieu-1.khoan-1",
        "Khoản 3 Điều 4 được sửa đổi như sau: “3. Mức hỗ trợ là 2.000.000 đồng:\n"
        "a) Trả một lần;\nb) Trả qua tài khoản.”.",
    ),
    worded("dieu-1.khoan-2", "Bãi bỏ Điều 6."),
)

UNCLOSED_AT_THE_END = """
    Điều 1. Hiệu lực thi hành
    Quyết định này có hiệu lực từ ngày ký.
    Điều 2. Sửa đổi Quyết định số 12/2022/QĐ-UBND
    Khoản 3 Điều 4 được sửa đổi như sau:
    “Mức hỗ trợ là 2.000.000 đồng.
"""
UNCLOSED_READ = (
    titled("dieu-1", "Hiệu lực thi hành", "Quyết định này có hiệu lực từ ngày ký."),
    titled(
        "dieu-2",
        "Sửa đổi Quyết định số 12/2022/QĐ-UBND",
        "Khoản 3 Điều 4 được sửa đổi như sau:\n“Mức hỗ trợ là 2.000.000 đồng.",
    ),
)
UNCLOSED_IN_THE_MIDDLE = """
    Điều 1. Sửa đổi Quyết định số 12/2022/QĐ-UBND
    1. Khoản 3 Điều 4 được sửa đổi như sau:
    “3. Mức hỗ trợ là 2.000.000 đồng.
    2. Bãi bỏ Điều 6.
    Điều 2. Hiệu lực thi hành
    Quyết định này có hiệu lực từ ngày ký.
"""


def counted_quotation() -> bytes:
    """The quoted clauses are counted by Word; the quotation keeps the numbers that Word shows."""
    lists = numbering(
        abstract(0, Level("%1.")), abstract(1, Level("%1.")), listed(1, 0), listed(2, 1)
    )
    body = [
        "Điều 1. Sửa đổi, bổ sung Quy chế làm việc",
        paragraph("Bổ sung Điều 3a như sau:", number=(1, 0)),
        "“Điều 3a. Họp trực tuyến",
        paragraph("Họp qua mạng chuyên dùng.", number=(2, 0)),
        paragraph("Biên bản được ký số.”.", number=(2, 0)),
        paragraph("Bãi bỏ Điều 9.", number=(1, 0)),
    ]
    return word_file(body, numbering=lists)


COUNTED_READ = (
    titled("dieu-1", "Sửa đổi, bổ sung Quy chế làm việc"),
    worded(
        "dieu-1.khoan-1",
        "Bổ sung Điều 3a như sau:\n“Điều 3a. Họp trực tuyến\n1. Họp qua mạng chuyên dùng.\n"
        "2. Biên bản được ký số.”.",
    ),
    worded("dieu-1.khoan-2", "Bãi bỏ Điều 9."),
)


def quoted_table() -> bytes:
    """A quotation that holds a table is closed in the table's last cell."""
    return word_file(
        [
            "Điều 1. Sửa đổi Bảng giá",
            "1. Bảng giá được sửa đổi như sau:",
            "“Bảng giá nước sạch",
            table(row("Bậc", "Giá"), row("1. Sinh hoạt", "7.000 đồng”.")),
            "2. Bãi bỏ Điều 3.",
        ]
    )


TABLE_READ = (
    titled("dieu-1", "Sửa đổi Bảng giá"),
    worded(
        "dieu-1.khoan-1",
        "Bảng giá được sửa đổi như sau:\n“Bảng giá nước sạch\nBậc | Giá\n"
        "1. Sinh hoạt | 7.000 đồng”.",
    ),
    worded("dieu-1.khoan-2", "Bãi bỏ Điều 3."),
)

ANNEX = """
    Điều 1. Sửa đổi Thông tư số 05/2020/TT-BTP
    1. Thay thế Phụ lục I như sau:
    “Phụ lục I
    DANH MỤC HỒ SƠ
    Điều kiện: có hồ sơ gốc.
    Mẫu số 01
    ĐƠN ĐỀ NGHỊ”.
    2. Bổ sung điểm a1 vào sau điểm a khoản 2 Điều 7 như sau:
    “a1) Bản điện tử;”.
    Điều 2. Hiệu lực thi hành
    Thông tư này có hiệu lực từ ngày ký.
"""
ANNEX_READ = (
    titled("dieu-1", "Sửa đổi Thông tư số 05/2020/TT-BTP"),
    worded(
        "dieu-1.khoan-1",
        "Thay thế Phụ lục I như sau:\n“Phụ lục I\nDANH MỤC HỒ SƠ\n"
        "Điều kiện: có hồ sơ gốc.\nMẫu số 01\nĐƠN ĐỀ NGHỊ”.",
    ),
    worded(
        "dieu-1.khoan-2",
        "Bổ sung điểm a1 vào sau điểm a khoản 2 Điều 7 như sau:\n“a1) Bản điện tử;”.",
    ),
    titled("dieu-2", "Hiệu lực thi hành", "Thông tư này có hiệu lực từ ngày ký."),
)

CONSOLIDATED = """
    Chương II
    BÁO CÁO
    Điều 9. Báo cáo
    1. Nội dung báo cáo:
    a) Kết quả;
    a1) Bản điện tử;
    b) Kiến nghị.
    Chương IIa
    BÁO CÁO ĐIỆN TỬ
    Điều 9a. Hình thức
    Gửi trực tuyến.
    Điều 10. Thời hạn
    Ngày 15 hằng tháng.
"""
CONSOLIDATED_READ = (
    titled("chuong-ii", "BÁO CÁO"),
    titled("dieu-9", "Báo cáo", within="chuong-ii"),
    worded("dieu-9.khoan-1", "Nội dung báo cáo:"),
    worded("dieu-9.khoan-1.diem-a", "Kết quả;"),
    worded("dieu-9.khoan-1.diem-a1", "Bản điện tử;"),
    worded("dieu-9.khoan-1.diem-b", "Kiến nghị."),
    titled("chuong-iia", "BÁO CÁO ĐIỆN TỬ", number="IIa"),
    titled("dieu-9a", "Hình thức", "Gửi trực tuyến.", within="chuong-iia"),
    titled("dieu-10", "Thời hạn", "Ngày 15 hằng tháng.", within="chuong-iia"),
)

DOCUMENTS = (
    Document("amending-quoted-annex", lambda: word_file(lines(ANNEX)), ANNEX_READ),
    Document(
        "amending-consolidated",
        lambda: word_file(lines(CONSOLIDATED)),
        CONSOLIDATED_READ,
        warnings=None,
    ),
    Document("amending-decree", lambda: word_file(lines(DECREE)), DECREE_READ),
    Document("amending-pasted", lambda: DECREE, DECREE_READ),
    Document(
        "amending-straight-quotes",
        lambda: word_file(lines(_with_quotes(DECREE, '"', '"'))),
        _straight_read(),
    ),
    Document("amending-in-points", lambda: word_file(lines(POINTS)), POINTS_READ),
    Document("amending-whole-chapter", lambda: word_file(lines(CHAPTER)), CHAPTER_READ),
    Document("amending-on-the-same-line", lambda: word_file(lines(SAME_LINE)), SAME_LINE_READ),
    Document(
        "amending-quotation-open-at-the-end",
        lambda: word_file(lines(UNCLOSED_AT_THE_END)),
        UNCLOSED_READ,
        warnings=("",),
    ),
    Document("amending-counted-quotation", counted_quotation, COUNTED_READ),
    Document("amending-quoted-table", quoted_table, TABLE_READ),
    Document(
        "amending-quotation-open-in-the-middle",
        lambda: word_file(lines(UNCLOSED_IN_THE_MIDDLE)),
        warned=True,
        warnings=None,
    ),
)
