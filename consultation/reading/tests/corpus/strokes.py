"""Numbers with a stroke or a full stop as offices type them, dates and fractions beside them."""

from consultation.reading.tests.corpus.builder import centred, lines, word_file
from consultation.reading.tests.corpus.expectations import Document, titled, worded

STROKES = """
    Điều 1. Mức thu
    1/ Mức thu áp dụng từ
    1/5/2021 đến ngày 01/7/2022, bằng
    1/2 mức thu cũ, tính theo
    đ/kg và/hoặc
    đ/c trưởng ban quyết định:
    a/ Hộ gia đình;
    b/Tổ chức;
    c/ Cá nhân
    v/v kinh doanh;
    d/ Hộ nghèo.
    2/ Thu theo tháng:
    a/đợt một;
    b/đợt hai.
    3/Không thu vào
    24/12 hằng năm, 2/ngày.
"""
STROKES_READ = (
    titled("dieu-1", "Mức thu"),
    worded(
        "dieu-1.khoan-1",
        "Mức thu áp dụng từ\n1/5/2021 đến ngày 01/7/2022, bằng\n1/2 mức thu cũ, tính theo\n"
        "đ/kg và/hoặc\nđ/c trưởng ban quyết định:",
    ),
    worded("dieu-1.khoan-1.diem-a", "Hộ gia đình;"),
    worded("dieu-1.khoan-1.diem-b", "Tổ chức;"),
    worded("dieu-1.khoan-1.diem-c", "Cá nhân\nv/v kinh doanh;"),
    worded("dieu-1.khoan-1.diem-d", "Hộ nghèo."),
    worded("dieu-1.khoan-2", "Thu theo tháng:"),
    worded("dieu-1.khoan-2.diem-a", "đợt một;"),
    worded("dieu-1.khoan-2.diem-b", "đợt hai."),
    worded("dieu-1.khoan-3", "Không thu vào\n24/12 hằng năm, 2/ngày."),
)

DOTTED = """
    Điều 1. Hồ sơ
    1. Hồ sơ gồm:
    a. Đơn;
    b. Bản vẽ;
    x. nhân với số lượng;
    c.Giấy tờ khác.
    2. Nộp tại xã:
    a. Trực tiếp;
    b. Qua mạng.
"""
DOTTED_READ = (
    titled("dieu-1", "Hồ sơ"),
    worded("dieu-1.khoan-1", "Hồ sơ gồm:"),
    worded("dieu-1.khoan-1.diem-a", "Đơn;"),
    worded("dieu-1.khoan-1.diem-b", "Bản vẽ;\nx. nhân với số lượng;"),
    worded("dieu-1.khoan-1.diem-c", "Giấy tờ khác."),
    worded("dieu-1.khoan-2", "Nộp tại xã:"),
    worded("dieu-1.khoan-2.diem-a", "Trực tiếp;"),
    worded("dieu-1.khoan-2.diem-b", "Qua mạng."),
)

LEVELS = """
    A/ ĐÁNH GIÁ
    I/ KẾT QUẢ
    1/ Về chợ
    a/ Đã làm
    b/ Chưa làm
    2/ Về thu
    B/ NHIỆM VỤ
"""
LEVELS_READ = (
    titled("phan-a", "ĐÁNH GIÁ", number="A"),
    titled("phan-a.muc-i", "KẾT QUẢ"),
    worded("phan-a.muc-i.khoan-1", "Về chợ"),
    worded("phan-a.muc-i.khoan-1.diem-a", "Đã làm"),
    worded("phan-a.muc-i.khoan-1.diem-b", "Chưa làm"),
    worded("phan-a.muc-i.khoan-2", "Về thu"),
    titled("phan-b", "NHIỆM VỤ", number="B"),
)

LISTS = (
    "1. Chợ hạng một",
    "I. CHỢ HẠNG MỘT",
    "A. CHỢ HẠNG MỘT",
    "a) Chợ hạng một",
    "1/ Chợ hạng một",
    "1.1. Chợ hạng một",
    "(1) Chợ hạng một",
    "Điều 1. Chợ hạng một",
    "Chương I. CHỢ HẠNG MỘT",
)


def _annex(first: str, title: str = "") -> Document:
    """An annex whose first line is numbered, below its title or without one."""
    name = f"strokes-annex-{'titled' if title else 'untitled'}-{first.partition(' C')[0]}"
    body = [*lines("Điều 1. Mức thu\nTheo Phụ lục."), centred("PHỤ LỤC I")]
    titles = [centred(title)] if title else []
    text = [centred(first), *lines("2. Chợ hạng hai")]
    return Document(
        name,
        lambda: word_file([*body, *titles, *text]),
        (
            titled("dieu-1", "Mức thu", "Theo Phụ lục."),
            titled("phu-luc-i", title, f"{first}\n2. Chợ hạng hai"),
        ),
    )


DOCUMENTS = (
    Document("strokes-clauses-and-points", lambda: word_file(lines(STROKES)), STROKES_READ),
    Document("strokes-points-with-full-stops", lambda: word_file(lines(DOTTED)), DOTTED_READ),
    Document("strokes-levels-of-a-plan", lambda: LEVELS, LEVELS_READ),
    *(_annex(first) for first in LISTS),
    *(_annex(first, "DANH MỤC CHỢ") for first in LISTS),
)
