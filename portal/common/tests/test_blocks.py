"""The blocks of a body: what they refuse and what they show."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.images.tests.utils import get_test_image_file

from portal.common.blocks import BodyBlock, LinkItemBlock, ParagraphBlock, PictureBlock
from portal.media.models import PortalImage

pytestmark = pytest.mark.django_db


@pytest.fixture
def image() -> PortalImage:
    return PortalImage.objects.create(title="Cầu", credit="BNP", file=get_test_image_file())


def picture(image, **described) -> dict:
    stored = {"image": image.pk, "alt_text": "", "decorative": False, **described}
    return {"image": stored, "caption": ""}


def render(*blocks: tuple[str, object]) -> str:
    block = BodyBlock()
    stored = [{"type": kind, "value": value} for kind, value in blocks]
    return block.to_python(stored).render_as_block()


@pytest.mark.parametrize("described", [{"alt_text": "Cầu mới"}, {"decorative": True}])
def test_a_picture_is_described_or_decoration(image, described):
    block = PictureBlock()
    block.clean(block.to_python(picture(image, **described)))


def test_a_picture_that_is_neither_is_refused(image):
    block = PictureBlock()
    with pytest.raises(ValidationError) as refusal:
        block.clean(block.to_python(picture(image)))
    assert "alt_text" in refusal.value.block_errors["image"].block_errors


def test_the_same_picture_keeps_a_description_of_its_own_in_each_place(image):
    html = render(
        ("picture", picture(image, alt_text="Cầu mới")),
        ("picture", picture(image, alt_text="Cầu cũ")),
    )
    assert 'alt="Cầu mới"' in html
    assert 'alt="Cầu cũ"' in html


def test_decoration_has_an_empty_description(image):
    html = render(("picture", picture(image, alt_text="lời cũ", decorative=True)))
    assert 'alt=""' in html
    assert "lời cũ" not in html


def test_a_gallery_shows_every_picture(image):
    pictures = [picture(image, alt_text=f"Ảnh {place}") for place in (1, 2)]
    html = render(("gallery", pictures))
    assert html.count("<img") == 2


def test_formatted_text_offers_no_pictures_embeds_and_raw_html():
    assert set(ParagraphBlock().features) == {"bold", "italic", "link", "document-link", "ol", "ul"}
    assert not {"raw_html", "html", "embed"} & set(BodyBlock().child_blocks)


@pytest.mark.parametrize("level", ["h2", "h3"])
def test_a_heading_stands_on_its_level_and_is_escaped(level):
    html = render(("heading", {"text": "<b>Đất", "level": level}))
    assert f"<{level}>&lt;b&gt;Đất</{level}>" in html


def test_a_table_has_headed_columns():
    table = {
        "columns": [{"type": "text", "heading": "Xã"}, {"type": "text", "heading": "Số dân"}],
        "rows": [{"values": ["Đại Đồng", "12.000"]}],
        "caption": "Dân số",
    }
    html = render(("table", table))
    assert "<caption>Dân số</caption>" in html
    assert html.count('<th scope="col">') == 2
    assert "<td>Đại Đồng</td>" in html


@pytest.mark.parametrize(
    ("link", "wrong"),
    [
        ({"url": "https://chinhphu.vn", "title": "Chính phủ"}, None),
        ({"url": "http://chinhphu.vn", "title": "Chính phủ"}, None),
        ({"url": "", "title": "Chính phủ"}, "page"),
        ({"url": "https://chinhphu.vn", "title": ""}, "title"),
        ({"url": "ftp://chinhphu.vn/x", "title": "Tệp"}, "url"),
        ({"url": "javascript:alert(1)", "title": "x"}, "url"),
    ],
)
def test_a_link_leads_to_one_place_by_a_listed_scheme(link, wrong):
    block = LinkItemBlock()
    value = block.to_python({"page": None, **link})
    if wrong is None:
        assert block.clean(value)["url"] == link["url"]
        return
    with pytest.raises(ValidationError) as refusal:
        block.clean(value)
    assert set(refusal.value.block_errors) == {wrong}


def test_quote_notice_and_files_are_shown(portal_file):
    html = render(
        ("quote", {"text": "Làm ngay", "speaker": "Chủ tịch"}),
        ("notice", {"kind": "warning", "text": "<p>Bão</p>"}),
        (
            "files",
            {
                "heading": "",
                "files": [
                    {
                        "type": "item",
                        "id": "1",
                        "value": {"document": portal_file.pk, "title": "Kế hoạch"},
                    }
                ],
            },
        ),
    )
    assert "<blockquote>" in html
    assert "notice-warning" in html
    assert f'href="{portal_file.url}"' in html
    assert "Kế hoạch" in html


@pytest.fixture
def portal_file():
    from django.core.files.base import ContentFile

    from portal.media.models import PortalDocument

    return PortalDocument.objects.create(title="Tệp", file=ContentFile(b"%PDF-1.4", "a.pdf"))
