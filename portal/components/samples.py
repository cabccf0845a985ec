"""What the catalogue shows: believable texts, and pictures and files of the portal itself."""

from typing import Any

from wagtail.blocks import StreamValue
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection

from portal.common.blocks import BodyBlock

PICTURES = 3
_PARAGRAPH = (
    "<p>Ủy ban nhân dân xã niêm yết danh sách cử tri tại trụ sở và nhà văn hóa các thôn. Cử tri "
    "kiểm tra <b>họ tên, ngày sinh</b> và <i>nơi thường trú</i>; nếu thấy sai sót, báo cho "
    '<a href="https://example.org/">tổ bầu cử</a>.</p>'
    "<ul><li>Mang theo giấy tờ tùy thân.</li><li>Giờ làm việc: từ 7 giờ 30 đến 17 giờ.</li></ul>"
    "<ol><li>Xem danh sách.</li><li>Báo sai sót bằng văn bản.</li></ol>"
)
_TABLE = {
    "columns": [
        {"type": "text", "heading": "Khu vực bỏ phiếu"},
        {"type": "text", "heading": "Địa điểm"},
        {"type": "rich_text", "heading": "Ghi chú"},
    ],
    "rows": [
        {"values": ["Số 1", "Nhà văn hóa thôn Đại Thượng", "<p>Mở cửa từ <b>7 giờ</b></p>"]},
        {"values": ["Số 2", "Trường Tiểu học Đại Đồng", "<p>Lối vào cho xe lăn ở cổng sau</p>"]},
    ],
    "caption": "Khu vực bỏ phiếu",
}


def body_of(collection: Collection | None) -> StreamValue:
    """A body with every block, in each of its states.

    Args:
        collection: where the portal's pictures and files lie; blocks that need one are left out
            where there is none.
    """
    blocks = [*_texts(), *_pictures(collection), *_files(collection)]
    block = BodyBlock()
    return block.to_python([{"type": kind, "value": value} for kind, value in blocks])


def _texts() -> list[tuple[str, Any]]:
    links = [{"page": None, "url": "https://chinhphu.vn/", "title": "Cổng Thông tin Chính phủ"}]
    return [
        ("heading", {"text": "Đề mục trong bài", "level": "h2"}),
        ("paragraph", _PARAGRAPH),
        ("heading", {"text": "Đề mục nhỏ", "level": "h3"}),
        ("quote", {"text": "Dân biết, dân bàn, dân làm, dân kiểm tra.", "speaker": "Phương châm"}),
        ("quote", {"text": "Lời trích không nêu người nói.", "speaker": ""}),
        ("table", _TABLE),
        ("notice", {"kind": "info", "text": "<p>Trụ sở làm việc cả sáng thứ Bảy.</p>"}),
        ("notice", {"kind": "warning", "text": "<p>Đường tỉnh 276 ngập, hãy đi đường vòng.</p>"}),
        ("links", {"heading": "", "links": _items(links)}),
        ("links", {"heading": "Xem thêm", "links": _items(links)}),
    ]


def _pictures(collection: Collection | None) -> list[tuple[str, Any]]:
    images = get_image_model().objects.filter(collection=collection).order_by("pk")
    keys = images.values_list("pk", flat=True)[:PICTURES]
    shown = [_picture(key, place) for place, key in enumerate(keys, start=1)]
    if not shown:
        return []
    plain = {**shown[0], "caption": ""}
    return [("picture", shown[0]), ("picture", plain), ("gallery", _items(shown))]


def _picture(key: int, place: int) -> dict:
    image = {"image": key, "decorative": False, "alt_text": f"Ảnh mẫu số {place}"}
    return {"image": image, "caption": f"Chú thích của ảnh số {place}"}


def _files(collection: Collection | None) -> list[tuple[str, Any]]:
    documents = get_document_model().objects.filter(collection=collection).order_by("pk")
    files = _items([{"document": document.pk, "title": ""} for document in documents[:2]])
    return [("files", {"heading": "Tệp đính kèm", "files": files})] if files else []


def _items(values: list[dict]) -> list[dict]:
    return [
        {"type": "item", "id": str(place), "value": value} for place, value in enumerate(values)
    ]
