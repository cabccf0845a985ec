"""The scenes: a motif in one of the palettes, with its name and description."""

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from portal.demo.pictures import country, town
from portal.demo.pictures.canvas import Canvas, Palette


def _colour(code: str) -> tuple[int, int, int]:
    return tuple(int(code[place : place + 2], 16) for place in (0, 2, 4))


def _palette(codes: str) -> Palette:
    return Palette(*(_colour(code) for code in codes.split()))


# Sky, horizon, sun, far, middle, near, accent; and how the light is spoken of.
PALETTES = {
    "brick": (_palette("f0dfc0 f8ecd6 d9772b c98a4b 96161c 5e2419 b3282d"), "buổi chiều"),
    "jade": (_palette("d6e6dc f3f1df e6a94a 7fae9a 2c7a68 17453f c2542f"), "buổi sáng"),
    "indigo": (_palette("c3cbe6 f6e6dc e8a06c 8b8fc0 3d5590 272a52 c65a52"), "lúc hoàng hôn"),
    "ochre": (_palette("f3e3b6 fbf3dc cf6b2c d2b45f a5741a 5d3f12 9c3b24"), "mùa gặt"),
    "rose": (_palette("f2d5cc fbece0 d8594a d79a8b 93485a 4e2238 c23b3f"), "lúc bình minh"),
    "sky": (_palette("bcdcec f1f6f0 f2be4a 8fb9cf 2f7496 1b3f57 d2693c"), "ngày nắng"),
    "spring": (_palette("d5e8d6 f7f6dd eba23e a9c47f 4f8f45 24502c c65038"), "mùa xuân"),
    "lilac": (_palette("e0d3e8 fbeee8 e58f7f c0a0c8 7d5590 432f56 bd4f7c"), "sớm mai"),
}


@dataclass(frozen=True)
class Motif:
    """What a picture shows.

    Attributes:
        title: what it is called in the collection.
        shows: what it shows, for those who cannot see it; the light is added.
        shows_en: the same in English, without the light.
        draw: draws it.
        palettes: in which colours.
    """

    title: str
    shows: str
    shows_en: str
    draw: Callable[[Canvas], None]
    palettes: tuple[str, ...]


MOTIFS = {
    "doi": Motif(
        "Đồi núi", "các lớp đồi nối nhau dưới mặt trời", "hills behind hills under the sun", country.hills, ("brick", "jade", "indigo")
    ),
    "song": Motif(
        "Dòng sông", "hai chiếc thuyền nan trên dòng sông lặng", "two sampans on a quiet river", country.river,
        ("jade", "rose", "sky"),
    ),
    "ruong": Motif(
        "Ruộng lúa", "ruộng lúa với những luống thẳng chạy về chân trời", "rice fields with rows running to the horizon", country.paddies,
        ("spring", "ochre", "sky"),
    ),
    "sen": Motif("Đầm sen", "hoa sen nở trên mặt đầm", "lotus flowers on a pond", country.lotus, ("lilac", "jade", "rose")),
    "dieu": Motif("Thả diều", "những cánh diều trên triền đê", "kites above a river dyke", country.kites, ("sky", "spring")),
    "dinh": Motif(
        "Mái đình", "mái đình làng cong vút", "the curved roofs of a communal house", town.communal_house, ("brick", "ochre", "indigo")
    ),
    "quan-ho": Motif(
        "Nón quai thao", "ba chiếc nón quai thao của liền chị Quan họ", "three palm hats of Quan ho singers", town.hats,
        ("brick", "lilac", "jade"),
    ),
    "cau": Motif("Cây cầu", "cây cầu dây văng bắc qua sông", "a cable-stayed bridge across a river", town.bridge, ("sky", "indigo")),
    "nha-may": Motif(
        "Nhà máy", "dãy nhà xưởng mái răng cưa sau hàng cây", "factory halls with saw-tooth roofs behind trees", town.factory, ("sky", "ochre")
    ),
    "truong": Motif(
        "Sân trường", "ngôi trường với cột cờ và hàng cây", "a school with a flagpole and trees", town.school, ("spring", "sky", "ochre")
    ),
    "pho": Motif(
        "Phố cây xanh", "con phố có hai hàng cây", "a street between two rows of trees", town.street, ("spring", "rose", "jade")
    ),
    "den": Motif(
        "Đèn lồng", "những dây đèn lồng trên mái nhà", "strings of lanterns above a roof", town.lanterns, ("indigo", "brick")
    ),
    "hom-phieu": Motif(
        "Hòm phiếu", "hòm phiếu bầu cử màu đỏ và lá phiếu", "a red ballot box and a ballot paper", town.ballot_box, ("jade", "ochre", "sky")
    ),
    "may": Motif("Họa tiết mây", "họa tiết mây xếp lớp", "a pattern of clouds in layers", town.clouds, ("sky", "brick", "jade")),
    "tram-y-te": Motif(
        "Trạm y tế", "trạm y tế giữa hàng cây", "a health station among trees", town.health_station, ("jade", "sky", "lilac")
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Scene:
    """One picture.

    Attributes:
        key: names it among the others; a part of the names of its files.
        title: what it is called in the collection.
        alternative: what it shows, for those who cannot see it.
        alternative_en: the same in English.
    """

    key: str
    title: str
    alternative: str
    alternative_en: str
    motif: str
    palette: str


def _scenes() -> dict[str, Scene]:
    found = {}
    for key, motif in MOTIFS.items():
        for name in motif.palettes:
            light = PALETTES[name][1]
            scene = Scene(
                f"{key}-{name}", f"{motif.title} {light}", f"Tranh vẽ {motif.shows}, {light}",
                f"Drawing: {motif.shows_en}",
                key, name,
            )  # fmt: skip
            found[scene.key] = scene
    return found


SCENES: dict[str, Scene] = _scenes()


def scene_for(motif: str, seed: str) -> Scene:
    """The scene of a motif whose turn it is; the same for the same seed.

    Raises:
        KeyError: there is no such motif.
    """
    palettes = MOTIFS[motif].palettes
    chosen = palettes[zlib.crc32(seed.encode()) % len(palettes)]
    return SCENES[f"{motif}-{chosen}"]


@cache
def picture(key: str) -> bytes:
    """The picture of a scene as JPEG, at most 120 kB."""
    scene = SCENES[key]
    canvas = Canvas(PALETTES[scene.palette][0], zlib.crc32(key.encode()))
    MOTIFS[scene.motif].draw(canvas)
    return canvas.jpeg()
