"""Only listed sizes are ever made."""

import re
from pathlib import Path

import pytest
import wagtail.images
from django.template import Context, Template
from wagtail.images.formats import get_image_formats
from wagtail.images.models import Filter

from portal.media.models import PortalRendition
from portal.media.renditions import LISTED_SPECS, SIZES, UnlistedSizeError, spec_of

UNLISTED = "width-3001"


@pytest.mark.parametrize("size", SIZES)
def test_every_named_size_can_be_made(picture, size):
    rendition = picture.get_rendition(spec_of(size))
    expected = spec_of(size).rsplit("format-", 1)[1].replace("jpeg", "jpg")
    assert rendition.file.name.endswith(f".{expected}")
    assert len(rendition.file.name) <= 100


def test_an_unknown_name_lists_the_known_ones():
    with pytest.raises(UnlistedSizeError, match="thumb, list"):
        spec_of("poster")


@pytest.mark.parametrize("wanted", [UNLISTED, Filter(UNLISTED), SIZES["list"] + "|bgcolor-fff"])
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
