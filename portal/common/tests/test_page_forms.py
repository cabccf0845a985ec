"""While a title is typed, its address is what the server would make of it."""

import json
import re
import unicodedata

import pytest

from portal.common.page_forms import VietnameseSlugInput
from portal.common.text import slugify


def typed(title: str) -> str:
    """What the browser makes of a title with the formatters that the field carries."""
    field = VietnameseSlugInput()
    for (pattern, *_flags), plain in json.loads(field.attrs["data-w-slug-formatters-value"]):
        title = re.sub(pattern, plain, title)
    return re.sub(r"[-\s]+", "-", re.sub(r"[^-\w\s]", "", title.lower(), flags=re.ASCII)).strip("-")


@pytest.mark.parametrize(
    "title",
    [
        "Đường đi",
        "ĐƯỜNG ĐI",
        "Ủy ban nhân dân xã Đại Đồng",
        "Kế hoạch ứng dụng công nghệ số",
        "Quyết nghị, quỹ đất; bãi bỏ - 2021",
        "aàáảãạăằắẳẵặâầấẩẫậ eèéẻẽẹêềếểễệ iìíỉĩị oòóỏõọôồốổỗộơờớởỡợ uùúủũụưừứửữự yỳýỷỹỵ",
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_browser_and_server_make_the_same_slug(title, form):
    assert typed(unicodedata.normalize(form, title)) == slugify(title)
