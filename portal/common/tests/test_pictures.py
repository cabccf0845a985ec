"""Pictures as pages show them: formats, widths, what stands in, and no work while one waits."""

import re
from io import BytesIO
from types import SimpleNamespace

import pytest
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.template import Context, Template
from PIL import Image

from portal.common.pictures import attach_pictures, pictures_by_id, sources_of
from portal.media.models import PortalImage, PortalRendition
from portal.media.renditions import UnlistedSizeError, specs_of
from portal.media.services import make_renditions

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_rendition_cache():
    """Numbers of pictures come again after a rollback; their renditions do not."""
    caches["renditions"].clear()


@pytest.fixture
def make_picture():
    def make(width: int = 1000, height: int = 700) -> PortalImage:
        content = BytesIO()
        Image.new("RGB", (width, height), "#a33").save(content, "JPEG")
        file = ContentFile(content.getvalue(), name="cau.jpg")
        return PortalImage.objects.create(title="Cầu", file=file)

    return make


def shown(picture, size: str, more: str = "") -> str:
    tag = f'{{% load common_tags %}}{{% picture image "{size}" text {more} %}}'
    return Template(tag).render(Context({"image": picture, "text": 'Cầu "mới"'}))


def test_avif_stands_before_webp_in_two_widths(make_picture):
    picture = make_picture()
    make_renditions(picture, ["list"])
    html = shown(picture, "list")
    assert re.findall(r"(\d+)w", html) == ["240", "480", "240", "480"]
    assert html.index("image/avif") < html.index("<img")
    assert re.search(r'<img src="[^"]+240x160[^"]+\.webp"', html)
    assert 'width="480" height="320"' in html
    assert 'alt="Cầu &quot;mới&quot;"' in html
    assert html.count('sizes="') == 2


def test_only_the_first_picture_is_fetched_at_once(make_picture):
    picture = make_picture()
    make_renditions(picture, ["lead"])
    assert 'loading="lazy"' in shown(picture, "lead")
    first = shown(picture, "lead", "first=True")
    assert "loading=" not in first
    assert 'fetchpriority="high"' in first


def test_a_small_original_is_listed_in_one_width(make_picture):
    picture = make_picture(300, 200)
    make_renditions(picture, ["page"])
    html = shown(picture, "page")
    assert re.findall(r"(\d+)w", html) == ["300", "300"]


def test_showing_makes_nothing(make_picture):
    picture = make_picture()
    assert shown(picture, "page") == ""
    assert shown(None, "page") == ""
    assert not PortalRendition.objects.exists()


def test_what_exists_stands_in_for_what_is_missing(make_picture):
    picture = make_picture()
    picture.get_rendition("max-165x165")
    html = shown(picture, "page")
    assert "max-165x165" in html
    assert "<source" not in html


def test_a_format_that_is_missing_is_left_out(make_picture):
    picture = make_picture()
    make_renditions(picture, ["page"])
    picture.renditions.filter(filter_spec__endswith="avif").delete()
    assert "<source" not in shown(pictures_by_id([picture.pk])[picture.pk], "page")


def test_the_original_never_stands_in(make_picture):
    picture = make_picture()
    picture.get_rendition("original")
    assert shown(picture, "page") == ""


def test_the_file_cut_for_the_present_focus_is_shown(make_picture):
    picture = make_picture()
    make_renditions(picture, ["thumb"])
    old = {
        file.url
        for file in sources_of(pictures_by_id([picture.pk], ["thumb"])[picture.pk], "thumb").plain
    }
    picture.focal_point_x = picture.focal_point_y = 90
    picture.focal_point_width = picture.focal_point_height = 40
    picture.save()
    stale = pictures_by_id([picture.pk], ["thumb"])[picture.pk]
    assert {file.url for file in sources_of(stale, "thumb").plain} == old
    make_renditions(picture, ["thumb"])
    fresh = pictures_by_id([picture.pk], ["thumb"])[picture.pk]
    assert {file.url for file in sources_of(fresh, "thumb").plain}.isdisjoint(old)


def test_an_unknown_size_is_refused(make_picture):
    with pytest.raises(UnlistedSizeError):
        sources_of(make_picture(), "poster")


def test_all_pictures_of_a_page_are_read_in_one_statement(make_picture, django_assert_num_queries):
    pictures = [make_picture() for _ in range(3)]
    for picture in pictures:
        make_renditions(picture, ["list", "share"])
    with django_assert_num_queries(1):
        found = pictures_by_id([picture.pk for picture in pictures], ["list", "share"])
        assert all(shown(image, "list") and image.title == "Cầu" for image in found.values())
    assert set(found) == {picture.pk for picture in pictures}
    assert set(found[pictures[0].pk].shown_files) == set(specs_of("list", "share"))


def test_pictures_without_files_cost_one_statement_more(make_picture, django_assert_num_queries):
    pictures = [make_picture() for _ in range(3)]
    pictures[0].get_rendition("max-165x165")
    with django_assert_num_queries(2):
        found = pictures_by_id([picture.pk for picture in pictures])
        assert [bool(shown(found[picture.pk], "page")) for picture in pictures] == [
            True,
            False,
            False,
        ]


def test_objects_get_their_pictures_all_at_once(make_picture, django_assert_num_queries):
    picture = make_picture()
    make_renditions(picture, ["list"])
    articles = [
        SimpleNamespace(picture_id=picture.pk, picture=None),
        SimpleNamespace(picture_id=None, picture=None),
    ]
    with django_assert_num_queries(1):
        attach_pictures(articles)
        assert shown(articles[0].picture, "list")
    assert articles[1].picture is None


def test_no_pictures_cost_no_statement(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert pictures_by_id([None, 0]) == {}
