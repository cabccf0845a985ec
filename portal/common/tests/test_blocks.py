"""The blocks of a body: what they refuse and what they show."""

import json

import pytest
from django.core.exceptions import ValidationError
from wagtail.admin.forms.models import formfield_for_dbfield
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.fields import RichTextField
from wagtail.images.tests.utils import get_test_image_file
from wagtail.rich_text import RichText

from portal.common.blocks import BodyBlock, LinkItemBlock, ParagraphBlock, PictureBlock
from portal.common.fields import LONGEST_RICH_TEXT
from portal.media.models import PortalImage
from portal.media.services import make_renditions

pytestmark = pytest.mark.django_db


@pytest.fixture
def image() -> PortalImage:
    picture = PortalImage.objects.create(title="Cầu", credit="BNP", file=get_test_image_file())
    make_renditions(picture)
    return picture


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
    assert f'<{level} id="muc-bdat">&lt;b&gt;Đất</{level}>' in html


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


def stored_with(kind: str, text: str, image: PortalImage) -> object:
    """A block of the body as it is stored, with the text in one of its places."""
    table = {"columns": [{"type": "text", "heading": "Xã"}], "caption": ""}
    places = {
        "heading": {"text": text, "level": "h2"},
        "paragraph": f"<p>{text}</p>",
        "quote": {"text": text, "speaker": ""},
        "notice": {"kind": "info", "text": f"<p>{text}</p>"},
        "table": {**table, "rows": [{"values": [text]}]},
        "table heading": {
            "columns": [{"type": "text", "heading": text}],
            "rows": [],
            "caption": "",
        },
        "table caption": {**table, "rows": [], "caption": text},
        "table rich text": {
            "columns": [{"type": "rich_text", "heading": "Xã"}],
            "rows": [{"values": [f"<p>{text}</p>"]}],
            "caption": "",
        },
    }
    if kind == "picture":
        return picture(image, alt_text=text)
    return places[kind]


TEXT_PLACES = [
    "heading",
    "paragraph",
    "quote",
    "notice",
    "table",
    "table heading",
    "table caption",
    "table rich text",
    "picture",
]
MARK = "\u0301"


def cleaned(kind: str, text: str, image) -> str:
    """What is stored of a body with this text once it was checked."""
    block = BodyBlock()
    stored = {"type": kind.split()[0], "value": stored_with(kind, text, image)}
    return json.dumps(block.get_prep_value(block.clean(block.to_python([stored]))))


@pytest.mark.parametrize("kind", TEXT_PLACES)
@pytest.mark.parametrize("marks", [10, 100_000])
def test_no_text_of_a_body_carries_a_heap_of_marks(kind, marks, image):
    with pytest.raises(ValidationError):
        cleaned(kind, "a" + MARK * marks, image)


@pytest.mark.parametrize("kind", TEXT_PLACES)
def test_text_of_a_body_is_composed_and_shows_what_it_says(kind, image):
    stored = cleaned(kind, "Lua" + MARK + "\u202e\u00a0mới", image)
    assert json.dumps("Luá mới")[1:-1] in stored


def test_cleaning_leaves_links_and_line_breaks_of_formatted_text():
    text = '<p data-block-key="a">Xem <a linktype="page" id="3">đây</a><br/>và <b>kia</b></p>'
    assert ParagraphBlock().clean(RichText(text)).source == text


@pytest.mark.parametrize(("more", "fits"), [(0, True), (1, False)])
def test_formatted_text_has_a_longest_length(more, fits):
    block = ParagraphBlock()
    text = RichText("a" * (LONGEST_RICH_TEXT + more))
    if fits:
        assert block.clean(text) == text
    else:
        with pytest.raises(ValidationError):
            block.clean(text)


def test_rich_text_fields_of_models_are_cleaned_too():
    field = formfield_for_dbfield(RichTextField(features=["bold"], max_length=100))
    with pytest.raises(ValidationError):
        field.to_python("<p>a" + MARK * 10 + "</p>")
    assert isinstance(field.widget, DraftailRichTextArea)
