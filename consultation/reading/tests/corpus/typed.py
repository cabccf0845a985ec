"""Numbers typed by hand, with every mark and space that typists put after them."""

from consultation.reading.tests.corpus.builder import (
    SOFT_BREAK,
    TAB,
    bold,
    centred,
    lines,
    paragraph,
    run,
    word_file,
)
from consultation.reading.tests.corpus.expectations import Document, titled, worded

LAW = """
    CHÍNH PHỦ
    NGHỊ ĐỊNH
    Quy định về quản lý chất thải rắn sinh hoạt
    Căn cứ Luật Bảo vệ môi trường ngày 17 tháng 11 năm 2020;
    Theo đề nghị của Bộ trưởng Bộ Tài nguyên và Môi trường;
    Chính phủ ban hành Nghị định quy định về quản lý chất thải rắn sinh hoạt.
    Chương I
    QUY ĐỊNH CHUNG
    Điều 1. Phạm vi điều chỉnh
    Nghị định này quy định việc phân loại, thu gom, vận chuyển và xử lý chất thải rắn sinh hoạt.
    Điều 2. Đối tượng áp dụng
    1. Hộ gia đình, cá nhân phát sinh chất thải rắn sinh hoạt.
    2. Cơ quan, tổ chức sau đây:
    a) Cơ sở thu gom, vận chuyển;
    b) Cơ sở xử lý;
    đ) Ủy ban nhân dân các cấp.
    Chương II
    THU GOM VÀ XỬ LÝ
    Mục 1
    THU GOM
    Điều 3. Điểm tập kết
    Ủy ban nhân dân cấp xã xác định điểm tập kết.
    Việc xác định điểm tập kết phải lấy ý kiến cộng đồng dân cư.
    Mục 2. XỬ LÝ
    Tiểu mục 1
    CÔNG NGHỆ
    Điều 4. Lựa chọn công nghệ
    a) Công nghệ phù hợp quy hoạch;
    b) Công nghệ tiết kiệm năng lượng.
    Tiểu mục 2
    CHI PHÍ
    Điều 5. Giá dịch vụ
    Giá dịch vụ do Ủy ban nhân dân cấp tỉnh quy định.
"""
LAW_READ = (
    titled("chuong-i", "QUY ĐỊNH CHUNG"),
    titled(
        "dieu-1",
        "Phạm vi điều chỉnh",
        "Nghị định này quy định việc phân loại, thu gom, vận chuyển và xử lý chất thải rắn "
        "sinh hoạt.",
        within="chuong-i",
    ),
    titled("dieu-2", "Đối tượng áp dụng", within="chuong-i"),
    worded("dieu-2.khoan-1", "Hộ gia đình, cá nhân phát sinh chất thải rắn sinh hoạt."),
    worded("dieu-2.khoan-2", "Cơ quan, tổ chức sau đây:"),
    worded("dieu-2.khoan-2.diem-a", "Cơ sở thu gom, vận chuyển;"),
    worded("dieu-2.khoan-2.diem-b", "Cơ sở xử lý;"),
    worded("dieu-2.khoan-2.diem-dd", "Ủy ban nhân dân các cấp.", number="đ"),
    titled("chuong-ii", "THU GOM VÀ XỬ LÝ"),
    titled("chuong-ii.muc-1", "THU GOM"),
    titled(
        "dieu-3",
        "Điểm tập kết",
        "Ủy ban nhân dân cấp xã xác định điểm tập kết.\n"
        "Việc xác định điểm tập kết phải lấy ý kiến cộng đồng dân cư.",
        within="chuong-ii.muc-1",
    ),
    titled("chuong-ii.muc-2", "XỬ LÝ"),
    titled("chuong-ii.muc-2.tieu-muc-1", "CÔNG NGHỆ"),
    titled("dieu-4", "Lựa chọn công nghệ", within="chuong-ii.muc-2.tieu-muc-1"),
    worded("dieu-4.diem-a", "Công nghệ phù hợp quy hoạch;"),
    worded("dieu-4.diem-b", "Công nghệ tiết kiệm năng lượng."),
    titled("chuong-ii.muc-2.tieu-muc-2", "CHI PHÍ"),
    titled(
        "dieu-5",
        "Giá dịch vụ",
        "Giá dịch vụ do Ủy ban nhân dân cấp tỉnh quy định.",
        within="chuong-ii.muc-2.tieu-muc-2",
    ),
)

MARKS = [
    ("space", "Điều 1. ", "1. ", "a) "),
    ("no-break-space", "Điều\u00a01.\u00a0", "1.\u00a0", "a)\u00a0"),
    ("tab-character", "Điều 1.\t", "1.\t", "a)\t"),
    ("colon", "Điều 1: ", "1. ", "a) "),
    ("dot-and-dash", "Điều 1.- ", "1.- ", "a) "),
    ("capitals", "ĐIỀU 1. ", "1. ", "a) "),
    ("no-space-after-the-dot", "Điều 1.", "1.", "a)"),
    ("several-spaces", "  Điều   1 .   ", " 1.   ", "\t a)   "),
    ("thin-spaces", "Điều\u20091.\u2003", "1.\u2002", "a)\u2009"),
]
MARKED_READ = (
    titled("dieu-1", "Hồ sơ đề nghị"),
    worded("dieu-1.khoan-1", "Hồ sơ gồm:"),
    worded("dieu-1.khoan-1.diem-a", "Đơn đề nghị theo mẫu."),
)


def _marked(name: str, article: str, clause: str, point: str) -> Document:
    body = [article + "Hồ sơ đề nghị", clause + "Hồ sơ gồm:", point + "Đơn đề nghị theo mẫu."]
    return Document(f"typed-{name}", lambda: word_file(body), MARKED_READ)


def split_runs() -> bytes:
    """Word splits runs where somebody corrected a letter or where the spelling checker stopped."""
    return word_file(
        [
            paragraph(
                bold("Đi"), bold("ề"), bold("u 1"), run("."), run(" Hồ"), bold(" sơ đề nghị")
            ),
            paragraph(run("1"), bold("."), run(" H"), bold("ồ sơ gồm:")),
            paragraph(bold("a"), run(") Đơn đề ng"), bold("hị theo mẫu.")),
        ]
    )


def tab_elements() -> bytes:
    return word_file(
        [
            paragraph(bold("Điều 1."), TAB, bold("Hồ sơ đề nghị")),
            paragraph(TAB, "1.", TAB, "Hồ sơ gồm:"),
            paragraph(TAB, TAB, "a)", TAB, "Đơn đề nghị theo mẫu."),
        ]
    )


INSERTED = """
    Điều 5. Thời hạn giải quyết
    1. Thời hạn là 10 ngày làm việc.
    2. Trường hợp phức tạp, thời hạn được kéo dài.
    2a. Việc kéo dài phải thông báo bằng văn bản.
    2b. Thông báo nêu rõ lý do.
    3. Quá thời hạn mà không giải quyết thì phải xin lỗi.
    Điều 5a. Lệ phí
    Lệ phí thực hiện theo quy định của pháp luật.
    Điều 6. Trả kết quả
    Kết quả được trả tại Trung tâm Phục vụ hành chính công.
"""
INSERTED_READ = (
    titled("dieu-5", "Thời hạn giải quyết"),
    worded("dieu-5.khoan-1", "Thời hạn là 10 ngày làm việc."),
    worded("dieu-5.khoan-2", "Trường hợp phức tạp, thời hạn được kéo dài."),
    worded("dieu-5.khoan-2a", "Việc kéo dài phải thông báo bằng văn bản."),
    worded("dieu-5.khoan-2b", "Thông báo nêu rõ lý do."),
    worded("dieu-5.khoan-3", "Quá thời hạn mà không giải quyết thì phải xin lỗi."),
    titled("dieu-5a", "Lệ phí", "Lệ phí thực hiện theo quy định của pháp luật."),
    titled("dieu-6", "Trả kết quả", "Kết quả được trả tại Trung tâm Phục vụ hành chính công."),
)

PARTS = """
    Phần thứ nhất
    QUY ĐỊNH CHUNG
    Chương I
    NHỮNG NGUYÊN TẮC
    Điều 1. Nguyên tắc bình đẳng
    Mọi tổ chức, cá nhân đều bình đẳng.
    Phần thứ hai
    QUYỀN VÀ NGHĨA VỤ
    Chương II
    QUYỀN
    Điều 2. Quyền tiếp cận thông tin
    Công dân có quyền tiếp cận thông tin.
    PHẦN THỨ BA. ĐIỀU KHOẢN THI HÀNH
    Điều 3. Hiệu lực thi hành
    Luật này có hiệu lực từ ngày 01 tháng 01 năm 2027.
"""
PARTS_READ = (
    titled("phan-1", "QUY ĐỊNH CHUNG", number="thứ nhất"),
    titled("phan-1.chuong-i", "NHỮNG NGUYÊN TẮC"),
    titled(
        "dieu-1",
        "Nguyên tắc bình đẳng",
        "Mọi tổ chức, cá nhân đều bình đẳng.",
        within="phan-1.chuong-i",
    ),
    titled("phan-2", "QUYỀN VÀ NGHĨA VỤ", number="thứ hai"),
    titled("phan-2.chuong-ii", "QUYỀN"),
    titled(
        "dieu-2",
        "Quyền tiếp cận thông tin",
        "Công dân có quyền tiếp cận thông tin.",
        within="phan-2.chuong-ii",
    ),
    titled("phan-3", "ĐIỀU KHOẢN THI HÀNH", number="THỨ BA"),
    titled(
        "dieu-3",
        "Hiệu lực thi hành",
        "Luật này có hiệu lực từ ngày 01 tháng 01 năm 2027.",
        within="phan-3",
    ),
)


def roman_chapters() -> bytes:
    """Chapters up to where Roman numbers are tricky; a heading in two centred paragraphs."""
    numbers = [
        "I",
        "II",
        "III",
        "IV",
        "V",
        "VI",
        "VII",
        "VIII",
        "IX",
        "X",
        "XI",
        "XII",
        "XIII",
        "XIV",
    ]
    body = []
    for index, number in enumerate(numbers, start=1):
        body += [
            centred(bold(f"Chương {number}")),
            centred(bold("QUYỀN VÀ NGHĨA VỤ")),
            centred(bold(f"CỦA NHÓM THỨ {index}")),
            paragraph(f"Điều {index}. Quyền của nhóm {index}"),
            paragraph("Được cung cấp thông tin."),
        ]
    return word_file(body)


def _roman_read():
    numbers = [
        "i",
        "ii",
        "iii",
        "iv",
        "v",
        "vi",
        "vii",
        "viii",
        "ix",
        "x",
        "xi",
        "xii",
        "xiii",
        "xiv",
    ]
    for index, number in enumerate(numbers, start=1):
        holder = f"chuong-{number}"
        yield titled(holder, f"QUYỀN VÀ NGHĨA VỤ CỦA NHÓM THỨ {index}")
        yield titled(
            f"dieu-{index}", f"Quyền của nhóm {index}", "Được cung cấp thông tin.", within=holder
        )


def soft_breaks() -> bytes:
    """A soft line break joins a heading, and begins a provision before a number."""
    return word_file(
        [
            centred("Chương I", SOFT_BREAK, "QUY ĐỊNH CHUNG"),
            paragraph("Điều 1. Quyền và nghĩa vụ", SOFT_BREAK, "của tổ chức, cá nhân"),
            paragraph(
                "1. Tổ chức có quyền:",
                SOFT_BREAK,
                "a) Được cung cấp thông tin;",
                SOFT_BREAK,
                "b) Được góp ý.",
                SOFT_BREAK,
                "2. Cá nhân có nghĩa vụ chấp hành.",
            ),
            paragraph(
                "Điều 2.", SOFT_BREAK, "Giải thích từ ngữ", SOFT_BREAK, "1. Rác là chất thải."
            ),
        ]
    )


SOFT_BREAKS_READ = (
    titled("chuong-i", "QUY ĐỊNH CHUNG"),
    titled("dieu-1", "Quyền và nghĩa vụ của tổ chức, cá nhân", within="chuong-i"),
    worded("dieu-1.khoan-1", "Tổ chức có quyền:"),
    worded("dieu-1.khoan-1.diem-a", "Được cung cấp thông tin;"),
    worded("dieu-1.khoan-1.diem-b", "Được góp ý."),
    worded("dieu-1.khoan-2", "Cá nhân có nghĩa vụ chấp hành."),
    titled("dieu-2", "Giải thích từ ngữ", within="chuong-i"),
    worded("dieu-2.khoan-1", "Rác là chất thải."),
)

SENTENCES = """
    Điều 1. Ban hành kèm theo Quyết định này Bảng giá nước sạch.
    Điều 2. Quyết định này có hiệu lực từ ngày 15 tháng 4 năm 2026 và thay thế Quyết định số 7/2021.
    Điều 3. Chánh Văn phòng Ủy ban nhân dân tỉnh chịu trách nhiệm thi hành Quyết định này./.
"""
SENTENCES_READ = (
    worded("dieu-1", "Ban hành kèm theo Quyết định này Bảng giá nước sạch."),
    worded(
        "dieu-2",
        "Quyết định này có hiệu lực từ ngày 15 tháng 4 năm 2026 và thay thế Quyết định số 7/2021.",
    ),
    worded(
        "dieu-3",
        "Chánh Văn phòng Ủy ban nhân dân tỉnh chịu trách nhiệm thi hành Quyết định này./.",
    ),
)

GAP = """
    Điều 1. Phạm vi
    Quy định về phí.
    Điều 2. Đối tượng
    Áp dụng với tổ chức.
    Điều 4. Mức thu
    Mức thu là 2%.
"""
GAP_READ = (
    titled("dieu-1", "Phạm vi", "Quy định về phí."),
    titled("dieu-2", "Đối tượng", "Áp dụng với tổ chức."),
    titled("dieu-4", "Mức thu", "Mức thu là 2%."),
)
TWICE = GAP.replace("Điều 4", "Điều 2")
TWICE_READ = (*GAP_READ[:2], titled("dieu-2-2", "Mức thu", "Mức thu là 2%.", number="2"))
CLAUSE_TWICE = """
    Điều 1. Mức thu
    1. Mức thu đối với hộ gia đình là 20.000 đồng.
    1. Mức thu đối với tổ chức là 50.000 đồng:
    a) Thu một lần;
    a) Thu theo tháng.
"""
CLAUSE_TWICE_READ = (
    titled("dieu-1", "Mức thu"),
    worded("dieu-1.khoan-1", "Mức thu đối với hộ gia đình là 20.000 đồng."),
    worded("dieu-1.khoan-1-2", "Mức thu đối với tổ chức là 50.000 đồng:", number="1"),
    worded("dieu-1.khoan-1-2.diem-a", "Thu một lần;"),
    worded("dieu-1.khoan-1-2.diem-a-2", "Thu theo tháng.", number="a"),
)

TYPED_CONTENTS = """
    MỤC LỤC
    Điều 1. Phạm vi .......... 1
    Điều 2. Hiệu lực ......... 2
    Điều 1. Phạm vi
    Quy định về chợ.
    Điều 2. Hiệu lực
    Từ ngày ký.
"""
TYPED_CONTENTS_READ = (
    titled("dieu-1", "Phạm vi", "Quy định về chợ."),
    titled("dieu-2", "Hiệu lực", "Từ ngày ký."),
)

DOCUMENTS = (
    Document("typed-contents", lambda: word_file(lines(TYPED_CONTENTS)), TYPED_CONTENTS_READ),
    Document(
        "typed-contents-with-tabs",
        lambda: TYPED_CONTENTS.replace(" .......... ", "\t").replace(" ......... ", "\t"),
        TYPED_CONTENTS_READ,
    ),
    *(
        _marked(name, article, "1. ", point)
        for name, article, point in [
            ("dash", "Điều 1 – ", "a) "),
            ("letter-with-a-dot", "Điều 1. ", "a. "),
        ]
    ),
    Document("typed-whole-law", lambda: word_file(lines(LAW)), LAW_READ),
    Document("pasted-whole-law", lambda: LAW, LAW_READ),
    Document("pasted-with-carriage-returns", lambda: LAW.replace("\n", "\r\n"), LAW_READ),
    *(_marked(*marks) for marks in MARKS),
    Document("typed-split-bold-runs", split_runs, MARKED_READ),
    Document("typed-tab-elements", tab_elements, MARKED_READ),
    Document("typed-inserted-5a-2a", lambda: word_file(lines(INSERTED)), INSERTED_READ),
    Document("typed-parts", lambda: word_file(lines(PARTS)), PARTS_READ),
    Document("typed-roman-chapters", roman_chapters, tuple(_roman_read())),
    Document("typed-soft-breaks", soft_breaks, SOFT_BREAKS_READ),
    Document(
        "typed-articles-of-one-sentence",
        lambda: word_file(lines(SENTENCES)),
        SENTENCES_READ,
    ),
    Document("typed-gap", lambda: word_file(lines(GAP)), GAP_READ, warnings=("3",)),
    Document("typed-article-twice", lambda: word_file(lines(TWICE)), TWICE_READ, warnings=("2",)),
    Document(
        "typed-clause-and-point-twice",
        lambda: word_file(lines(CLAUSE_TWICE)),
        CLAUSE_TWICE_READ,
        warnings=("1", "a"),
    ),
)
