"""The drawn pictures."""

from io import BytesIO

import pytest
from PIL import Image

from portal.demo.pictures import SCENES, picture, scene_of


@pytest.mark.parametrize("number", range(len(SCENES)))
def test_a_picture_is_light_and_always_the_same(number):
    first = picture(number)
    picture.cache_clear()
    assert picture(number) == first
    assert len(first) <= 60_000
    image = Image.open(BytesIO(first))
    assert (image.format, image.size) == ("JPEG", (1200, 675))


def test_numbers_beyond_the_last_begin_again():
    assert scene_of(len(SCENES)) is SCENES[0]
    assert len({scene.title for scene in SCENES}) == len(SCENES)
    assert all(scene.alternative for scene in SCENES)
