"""Only listed sizes are ever made, and they are made before a reader asks for them."""

import re
from io import BytesIO
from pathlib import Path

import pytest
import wagtail.images
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db.models import Max
from django.template import Context, Template
from PIL import AvifImagePlugin, Image
from wagtail.images.formats import get_image_formats
from wagtail.images.models import Filter

from portal.media import encoding
from portal.media.models import PortalImage, PortalRendition
from portal.media.renditions import (
    LISTED_SPECS,
    PAGE_SIZES,
    RenditionsMissingError,
    UnlistedSizeError,
    size_of,
    specs_of,
)
from portal.media.services import make_renditions
from portal.media.tasks import make_renditions_of
from portal.media.tests.conftest import picture_bytes

UNLISTED = "width-3001"


@pytest.fixture
def large_picture(db):
    """A picture that is wider than every size."""
    content = ContentFile(picture_bytes(size=(1300, 900)), name="lon.jpg")
    return PortalImage.objects.create(title="Lớn", file=content)


@pytest.mark.parametrize("size", PAGE_SIZES)
def test_every_named_size_can_be_made(picture, size):
    for spec in specs_of(size):
        rendition = picture.get_rendition(spec)
        expected = spec.rsplit("format-", 1)[1].replace("jpeg", "jpg")
        assert rendition.file.name.endswith(f".{expected}")
        assert len(rendition.file.name) <= 100


def test_an_unknown_name_lists_the_known_ones():
    with pytest.raises(UnlistedSizeError, match="thumb, list"):
        size_of("poster")


def test_the_best_format_comes_first_and_widths_grow():
    assert size_of("list").all_specs == (
        "fill-240x160|format-avif",
        "fill-480x320|format-avif",
        "fill-240x160|format-webp",
        "fill-480x320|format-webp",
    )


def test_making_renditions_twice_makes_nothing_twice(large_picture):
    wanted = set(specs_of("list", "page"))
    assert make_renditions(large_picture, ["list", "page"]) == len(wanted)
    assert make_renditions(large_picture, ["list", "page"]) == 0
    assert set(large_picture.renditions.values_list("filter_spec", flat=True)) == wanted
    assert large_picture.renditions.aggregate(Max("width"))["width__max"] == 960


def test_a_new_focal_point_asks_for_new_files(large_picture):
    make_renditions(large_picture, ["thumb", "page"])
    large_picture.focal_point_x = large_picture.focal_point_y = 100
    large_picture.focal_point_width = large_picture.focal_point_height = 50
    large_picture.save()
    # What is cut follows the focus; what is only made narrower stays as it is.
    assert make_renditions(large_picture, ["thumb", "page"]) == len(specs_of("thumb"))


def test_the_task_passes_over_what_is_gone(picture):
    make_renditions_of.func([999_999, picture.pk], ["emblem"])
    assert picture.renditions.count() == 1


@pytest.fixture(params=["lost", "spoilt"])
def bad_picture(request, large_picture):
    """A picture whose original is gone, or holds something else; it comes before all others."""
    storage, name = large_picture.file.storage, large_picture.file.name
    storage.delete(name)
    if request.param == "spoilt":
        storage.save(name, ContentFile(b"\xff\xd8 no picture"))
    return large_picture


def test_the_task_makes_the_others_and_tells_of_a_bad_picture(bad_picture, picture, caplog):
    with pytest.raises(RenditionsMissingError, match=rf"\b{bad_picture.pk}\b"):
        make_renditions_of.func([bad_picture.pk, picture.pk], ["emblem"])
    assert picture.renditions.count() == 1
    assert not bad_picture.renditions.exists()
    assert f"picture {bad_picture.pk} could not be made" in caplog.text


def test_the_command_makes_the_others_and_tells_of_a_bad_picture(bad_picture, picture, capsys):
    with pytest.raises(CommandError, match=rf"of 1 pictures could not be made: {bad_picture.pk}\."):
        call_command("make_renditions", "emblem")
    assert capsys.readouterr().out == "1 files made.\n"
    assert picture.renditions.count() == 1


def test_avif_is_encoded_quickly_unless_told_otherwise(monkeypatch):
    speeds = []
    monkeypatch.setattr(
        AvifImagePlugin, "_save", lambda image, *rest: speeds.append(image.encoderinfo["speed"])
    )
    for options in ({}, {"speed": 4}):
        Image.new("RGB", (8, 8)).save(BytesIO(), "AVIF", **options)
    assert speeds == [encoding.SPEED, 4]


@pytest.mark.parametrize(
    "wanted", [UNLISTED, Filter(UNLISTED), specs_of("list")[0] + "|bgcolor-fff"]
)
def test_an_unlisted_size_is_refused(picture, wanted):
    for make in (picture.get_rendition, picture.get_renditions):
        with pytest.raises(UnlistedSizeError):
            make(wanted)
    assert not PortalRendition.objects.exists()


def test_no_way_leads_around_the_list(picture):
    for make in (picture.create_rendition, picture.create_renditions):
        with pytest.raises(UnlistedSizeError):
            make(Filter(UNLISTED))


def test_a_template_with_an_unlisted_size_fails_at_once(picture):
    template = Template("{% load wagtailimages_tags %}{% image picture width-3001 %}")
    with pytest.raises(UnlistedSizeError):
        template.render(Context({"picture": picture}))


def test_all_sizes_of_the_administration_are_listed():
    folder = Path(wagtail.images.__file__).parent / "templates"
    used = set()
    for template in folder.rglob("*.html"):
        used |= set(re.findall(r"{% image \S+ ([a-z]+(?:-[\dx]+)?)[ %]", template.read_text()))
    used |= {image_format.filter_spec for image_format in get_image_formats()}
    assert used
    assert used <= LISTED_SPECS
