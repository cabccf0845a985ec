"""What readers on a cheap telephone pay for a page: bytes and requests, seen by Chromium."""

import gzip

import pytest
from django.conf import settings

from portal.common.testing.payload import KILOBYTE, is_picture, visit
from portal.demo.testing.addresses import KINDS

# The database of the tests is not asked; where it was made, the small demonstration starts from it.
pytestmark = [pytest.mark.browser, pytest.mark.django_db]

WINDOWS = [(360, 740), (1280, 900)]
# On a telephone two secondary stories go without their pictures.
MOST_REQUESTS = {360: 8, 1280: 10}
HOME = "home of the province"
MOST_FOR_HOME = 150
MOST_WITHOUT_PICTURES, MOST_STYLES, MOST_SCRIPTS = 60, 20, 20


@pytest.mark.parametrize(("width", "height"), WINDOWS)
def test_first_view_of_the_home_page_is_light(small_demo, chromium, width, height):
    seen = visit(chromium, small_demo.addresses[HOME], width, height)
    listed = "\n".join(f"{item.size:>8} {item.kind} {item.url}" for item in seen.fetched)
    assert seen.kilobytes(is_picture) > 0
    assert seen.kilobytes() <= MOST_FOR_HOME, listed
    assert len(seen.fetched) <= MOST_REQUESTS[width], listed


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_light_and_asks_no_other_host(small_demo, chromium, kind):
    seen = visit(chromium, small_demo.addresses[kind], *WINDOWS[0])
    assert seen.kilobytes(lambda kind: not is_picture(kind)) <= MOST_WITHOUT_PICTURES
    assert seen.kilobytes(lambda kind: kind == "stylesheet") <= MOST_STYLES
    assert seen.kilobytes(lambda kind: kind == "script") <= MOST_SCRIPTS
    assert seen.foreign() == []


def test_all_public_styles_and_scripts_are_small():
    static = settings.STATICFILES_DIRS[0]
    for pattern, most in (("css/*.css", MOST_STYLES), ("js/*.js", MOST_SCRIPTS)):
        sizes = [len(gzip.compress(path.read_bytes(), 6)) for path in static.glob(pattern)]
        assert sum(sizes) <= most * KILOBYTE, (pattern, sizes)
