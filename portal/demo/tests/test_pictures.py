"""The drawn pictures."""

from io import BytesIO

import pytest
from PIL import Image

from portal.demo.pictures import SCENES, picture, scene_for
from portal.demo.pictures.scenes import MOTIFS


@pytest.mark.parametrize("key", sorted(SCENES))
def test_a_picture_is_light_and_wide(key):
    data = picture(key)
    assert len(data) <= 120_000
    image = Image.open(BytesIO(data))
    assert (image.format, image.size) == ("JPEG", (1280, 720))
    assert len(image.convert("P", palette=Image.Palette.ADAPTIVE, colors=64).getcolors()) > 8


def test_a_picture_is_always_the_same():
    first = picture("song-jade")
    picture.cache_clear()
    assert picture("song-jade") == first


def test_there_are_a_few_dozen_and_no_two_are_alike():
    assert 36 <= len(SCENES) <= 60
    assert len({picture(key) for key in SCENES}) == len(SCENES)
    for name in ("title", "alternative", "alternative_en"):
        said = {getattr(scene, name) for scene in SCENES.values()}
        assert all(len(words) > 5 for words in said)
    assert len({scene.title for scene in SCENES.values()}) == len(SCENES)


def test_a_seed_always_gives_the_same_scene_and_seeds_give_all_of_them():
    for motif in MOTIFS:
        found = {scene_for(motif, str(seed)).key for seed in range(60)}
        assert found == {key for key, scene in SCENES.items() if scene.motif == motif}
        assert scene_for(motif, "xa/1") is scene_for(motif, "xa/1")
    with pytest.raises(KeyError):
        scene_for("khong-co", "1")
