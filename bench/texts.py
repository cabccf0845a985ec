"""The text and the picture that compared pages have in common."""

from io import BytesIO

from PIL import Image

ARTICLES = 500
LEAD = "Hội nghị thống nhất các nhiệm vụ trọng tâm của quý, giao rõ đơn vị chủ trì và thời hạn."
PARAGRAPHS = [
    "Sáng nay, hội nghị đã nghe báo cáo kết quả thực hiện nhiệm vụ trong quý và thảo luận về "
    f"những việc còn chậm, nguyên nhân và cách khắc phục ở từng đơn vị, phần {number}. Các đại "
    "biểu đề nghị công khai tiến độ trên cổng thông tin để người dân theo dõi và góp ý."
    for number in range(1, 9)
]


def title(number: int) -> str:
    """The title of one of the articles."""
    return f"Hội nghị triển khai nhiệm vụ cải cách hành chính lần thứ {number}"


def picture() -> BytesIO:
    """A picture of 1600 × 1000 points."""
    stream = BytesIO()
    image = Image.linear_gradient("L").resize((1600, 1000)).convert("RGB")
    image.save(stream, "JPEG")
    stream.seek(0)
    return stream
