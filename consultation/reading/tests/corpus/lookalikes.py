"""Words and figures that only look like numbers of provisions."""

from consultation.reading.tests.corpus.builder import (
    SOFT_BREAK,
    lines,
    paragraph,
    word_file,
)
from consultation.reading.tests.corpus.expectations import Document, titled, worded

#: Beginnings of paragraphs that are text of the clause above them.
TEXTS = {
    "conditions": "Điều kiện cấp giấy phép được công khai trên Cổng thông tin điện tử.",
    "conditions-capitals": "ĐIỀU KIỆN 1. Có trụ sở ổn định.",
    "treaty": "Điều ước quốc tế có quy định khác thì áp dụng quy định của điều ước.",
    "article-of-a-law": "Điều 5 Luật Đất đai năm 2024 quy định nguyên tắc sử dụng đất.",
    "articles-listed": "Điều 12, Điều 13 và Điều 14a của Nghị định số 43/2014/NĐ-CP.",
    "article-range": "Điều 5 đến Điều 9 của Quy chế này không áp dụng đối với hộ nghèo.",
    "chapter-of-a-law": "Chương IV Luật Quy hoạch được áp dụng khi lập quy hoạch.",
    "chapter-programme": "Chương trình mục tiêu quốc gia do Thủ tướng Chính phủ phê duyệt.",
    "aim": "Mục tiêu đến năm 2030 là 95% chất thải được thu gom.",
    "purpose": "Mục đích sử dụng đất được ghi trong giấy chứng nhận.",
    "section-of-an-annex": "Mục 3 Phụ lục II ban hành kèm theo Thông tư số 02/2022/TT-BTNMT.",
    "part-of-the-land": "Phần diện tích đất vượt hạn mức được tính như sau.",
    "second-part-of": "Phần thứ hai của Đề án nêu rõ nguồn lực thực hiện.",
    "software": "Phần mềm quản lý do Sở Khoa học và Công nghệ vận hành.",
    "sum": "Khoản tiền này được nộp vào ngân sách nhà nước.",
    "clause-of-an-article": "Khoản 2 Điều 5 Quy định này áp dụng từ năm 2027.",
    "car-park": "Điểm đỗ xe do Ủy ban nhân dân cấp xã bố trí.",
    "point-of-a-clause": "Điểm a khoản 1 Điều 3 Luật Giá không áp dụng đối với trường hợp này.",
    "model-data": "Mẫu số liệu được lấy hằng quý.",
    "money": "5.000.000 đồng đối với cá nhân vi phạm.",
    "money-of-millions": "1.250.000.000 đồng từ ngân sách tỉnh.",
    "date-with-dots": "1.7.2021 là ngày Luật có hiệu lực.",
    "date-with-strokes": "01/7/2021 là ngày bắt đầu thực hiện.",
    "days": "20 ngày kể từ ngày nhận đủ hồ sơ hợp lệ.",
    "hours": "24 giờ trước khi cắt nước phải thông báo.",
    "decimal": "1,5 lần mức thu quy định tại Phụ lục này.",
    "decimal-with-dot": "3.5 tỷ đồng cho giai đoạn 2026 - 2030.",
    "area": "2.500 m2 đất nông nghiệp đối với mỗi hộ.",
    "times": "2 lần trong một năm đối với cơ sở có nguy cơ cao.",
    "letters": "a, b và c là các hệ số điều chỉnh.",
    "formula": "A = B x C, trong đó B là khối lượng.",
    "regulation": "Quy định này không áp dụng đối với đất quốc phòng.",
    "rule": "Quy chế phối hợp do hai cơ quan cùng ban hành.",
    "annex-mentioned": "Phụ lục kèm theo Quyết định này được đăng trên Công báo.",
    "annex-with-number": "Phụ lục I ban hành kèm theo Nghị định này được áp dụng.",
    "form-with-number": "Mẫu số 01 ban hành kèm theo Thông tư này thay cho mẫu cũ.",
    "place-of-receipt": "Nơi nhận hồ sơ là Trung tâm Phục vụ hành chính công cấp xã.",
    "chairman": "Chủ tịch Ủy ban nhân dân cấp xã quyết định.",
    "year": "2026 là năm đầu thực hiện.",
    "percent": "15% số thu được để lại cho đơn vị.",
    "roman-figure": "II là ký hiệu của vùng thứ hai.",
    "date-with-dashes": "15-4-2026 là ngày có hiệu lực.",
    "number-of-a-document": "57-NQ/TW là nghị quyết của Bộ Chính trị.",
    "dash": "- Tổ chức trong nước;",
    "bracketed": "(1) là hệ số của vùng thứ nhất.",
}


def _paragraph_document(name: str, text: str) -> Document:
    body = [
        "Điều 1. Quy định cụ thể",
        "1. Cơ quan có thẩm quyền thực hiện các nội dung sau.",
        text,
        "2. Tổ chức, cá nhân có trách nhiệm chấp hành.",
    ]
    read = (
        titled("dieu-1", "Quy định cụ thể"),
        worded("dieu-1.khoan-1", f"Cơ quan có thẩm quyền thực hiện các nội dung sau.\n{text}"),
        worded("dieu-1.khoan-2", "Tổ chức, cá nhân có trách nhiệm chấp hành."),
    )
    return Document(f"lookalike-{name}", lambda: word_file(body), read)


INSIDE = """
    Điều 1. Căn cứ tính
    1. Lập quy hoạch theo Chương IV Luật Quy hoạch, Mục 2 Chương I Nghị định số 37/2019/NĐ-CP.
    2. Mức phạt từ 5.000.000 đồng đến 10.000.000 đồng: a) là mức đối với cá nhân.
    3. Thời hạn là 20 ngày, kể từ ngày 1.7.2021. Điều 5. không áp dụng.
    Điều 2. Điều kiện hỗ trợ
    1. 5.000.000 đồng đối với hộ nghèo.
    2. 20 ngày đối với hồ sơ trực tuyến.
    3. Điều kiện khác do Hội đồng nhân dân quyết định.
"""
INSIDE_READ = (
    titled("dieu-1", "Căn cứ tính"),
    worded(
        "dieu-1.khoan-1",
        "Lập quy hoạch theo Chương IV Luật Quy hoạch, Mục 2 Chương I Nghị định số 37/2019/NĐ-CP.",
    ),
    worded(
        "dieu-1.khoan-2",
        "Mức phạt từ 5.000.000 đồng đến 10.000.000 đồng: a) là mức đối với cá nhân.",
    ),
    worded(
        "dieu-1.khoan-3",
        "Thời hạn là 20 ngày, kể từ ngày 1.7.2021. Điều 5. không áp dụng.",
    ),
    titled("dieu-2", "Điều kiện hỗ trợ"),
    worded("dieu-2.khoan-1", "5.000.000 đồng đối với hộ nghèo."),
    worded("dieu-2.khoan-2", "20 ngày đối với hồ sơ trực tuyến."),
    worded("dieu-2.khoan-3", "Điều kiện khác do Hội đồng nhân dân quyết định."),
)

CONDITIONS_AS_HEADING = """
    Chương I
    ĐIỀU KIỆN KINH DOANH
    Điều 1. Điều kiện về đất
    Có đất phù hợp quy hoạch.
    Chương II
    MỤC TIÊU VÀ PHẦN KINH PHÍ
    Điều 2. Mục tiêu
    Thu gom toàn bộ chất thải.
"""
CONDITIONS_READ = (
    titled("chuong-i", "ĐIỀU KIỆN KINH DOANH"),
    titled("dieu-1", "Điều kiện về đất", "Có đất phù hợp quy hoạch.", within="chuong-i"),
    titled("chuong-ii", "MỤC TIÊU VÀ PHẦN KINH PHÍ"),
    titled("dieu-2", "Mục tiêu", "Thu gom toàn bộ chất thải.", within="chuong-ii"),
)


def after_a_soft_break() -> bytes:
    """What follows a soft line break looks like a number, too, and is none."""
    return word_file(
        [
            paragraph("Điều 1. Mức hỗ trợ", SOFT_BREAK, "5.000.000 đồng một hộ"),
            paragraph("1. Hộ nghèo."),
            paragraph("2. Hộ cận nghèo."),
        ]
    )


AFTER_BREAK_READ = (
    titled("dieu-1", "Mức hỗ trợ 5.000.000 đồng một hộ"),
    worded("dieu-1.khoan-1", "Hộ nghèo."),
    worded("dieu-1.khoan-2", "Hộ cận nghèo."),
)

DOCUMENTS = (
    *(_paragraph_document(name, text) for name, text in TEXTS.items()),
    Document("lookalike-inside-sentences", lambda: word_file(lines(INSIDE)), INSIDE_READ),
    Document(
        "lookalike-headings", lambda: word_file(lines(CONDITIONS_AS_HEADING)), CONDITIONS_READ
    ),
    Document("lookalike-after-a-soft-break", after_a_soft_break, AFTER_BREAK_READ),
    Document("lookalike-pasted", lambda: INSIDE, INSIDE_READ),
)
