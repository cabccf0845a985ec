"""Pictures of the demonstration: calm landscapes drawn from a few curves.

Drawn and not photographed, so that nobody's rights or face are in them; the same number always
gives the same picture.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1200, 675
# Drawn larger and made smaller, so that edges are smooth.
SCALE = 2
QUALITY = 82
Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Scene:
    """One picture.

    Attributes:
        title: what it is called in the collection.
        alternative: what it shows, for those who cannot see it.
        sky: colours at the top and at the horizon.
        draw: puts the land onto the sky.
    """

    title: str
    alternative: str
    sky: tuple[Colour, Colour]
    draw: Callable[[ImageDraw.ImageDraw], None]


@cache
def picture(number: int) -> bytes:
    """The picture of this number as JPEG, at most 60 kB."""
    scene = scene_of(number)
    canvas = _gradient(*scene.sky)
    scene.draw(ImageDraw.Draw(canvas))
    small = canvas.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    stream = BytesIO()
    small.save(stream, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return stream.getvalue()


def scene_of(number: int) -> Scene:
    """The scene of this number; numbers beyond the last begin again."""
    return SCENES[number % len(SCENES)]


def _gradient(top: Colour, bottom: Colour) -> Image.Image:
    column = Image.new("RGB", (1, HEIGHT * SCALE))
    for y in range(column.height):
        column.putpixel((0, y), _between(top, bottom, min(1.0, y / column.height * 1.4)))
    return column.resize((WIDTH * SCALE, HEIGHT * SCALE))


def _between(first: Colour, second: Colour, share: float) -> Colour:
    return tuple(round(a + (b - a) * share) for a, b in zip(first, second, strict=True))


def _points(height: float, waves: list[tuple[float, float, float]]) -> list[tuple[float, float]]:
    """A line across the picture: waves of amplitude, number and phase around a height."""
    line = []
    for x in range(0, WIDTH * SCALE + 1, 8):
        across = x / (WIDTH * SCALE)
        wave = sum(a * math.sin(math.tau * (n * across) + phase) for a, n, phase in waves)
        line.append((x, (height + wave) * HEIGHT * SCALE))
    return line


def _ground(draw: ImageDraw.ImageDraw, colour: Colour, height: float, waves: list) -> None:
    corners = [(WIDTH * SCALE, HEIGHT * SCALE), (0, HEIGHT * SCALE)]
    draw.polygon([*_points(height, waves), *corners], fill=colour)


def _disc(draw: ImageDraw.ImageDraw, colour: Colour, x: float, y: float, radius: float) -> None:
    x, y, radius = x * WIDTH * SCALE, y * HEIGHT * SCALE, radius * HEIGHT * SCALE
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)


def _hills(sun: Colour, far: Colour, near: Colour, phase: float) -> Callable:
    def draw(canvas: ImageDraw.ImageDraw) -> None:
        _disc(canvas, sun, 0.72, 0.34, 0.09)
        for step in range(5):
            share = step / 4
            waves = [
                (0.06 - 0.008 * step, 1.1 + 0.5 * step, phase + step * 1.7),
                (0.018, 3.2 + step, phase * 2 + step),
            ]
            _ground(canvas, _between(far, near, share), 0.52 + 0.1 * step, waves)

    return draw


def _fields(far: Colour, near: Colour, furrow: Colour, phase: float) -> Callable:
    def draw(canvas: ImageDraw.ImageDraw) -> None:
        _ground(canvas, far, 0.46, [(0.03, 1.3, phase), (0.012, 3.7, phase)])
        _ground(canvas, near, 0.55, [(0.008, 0.8, phase)])
        meeting = (0.5 + 0.2 * math.sin(phase)) * WIDTH * SCALE
        for number in range(-26, 27):
            foot = meeting + number * WIDTH * SCALE * 0.09
            head = meeting + number * WIDTH * SCALE * 0.018
            line = [(head, 0.57 * HEIGHT * SCALE), (foot, HEIGHT * SCALE)]
            canvas.line(line, fill=_between(near, furrow, 0.8), width=10)

    return draw


def _river(bank: Colour, water: Colour, shine: Colour, phase: float) -> Callable:
    def draw(canvas: ImageDraw.ImageDraw) -> None:
        _ground(canvas, _between(bank, (255, 255, 255), 0.35), 0.46, [(0.03, 1.7, phase)])
        _ground(canvas, bank, 0.52, [(0.012, 1.1, phase + 1), (0.006, 5, phase)])
        _ground(canvas, water, 0.6, [(0.006, 0.6, phase)])
        for number in range(22):
            height = 0.64 + 0.016 * number
            centre = 0.5 + 0.34 * math.sin(number * 2.4 + phase)
            half = 0.06 + 0.008 * number
            line = [
                ((centre - half) * WIDTH * SCALE, height * HEIGHT * SCALE),
                ((centre + half) * WIDTH * SCALE, height * HEIGHT * SCALE),
            ]
            canvas.line(line, fill=_between(water, shine, 0.25 + 0.02 * number), width=5)
        _ground(canvas, _between(bank, (0, 0, 0), 0.25), 0.96, [(0.02, 1.4, phase)])

    return draw


def _waves(dark: Colour, light: Colour, phase: float) -> Callable:
    def draw(canvas: ImageDraw.ImageDraw) -> None:
        for row in range(9):
            colour = _between(light, dark, row / 8)
            for place in range(-1, 13):
                x = (place + (0.5 if row % 2 else 0)) / 11
                _disc(canvas, colour, x, 0.42 + 0.085 * row, 0.11)
                _disc(canvas, _between(colour, (255, 255, 255), 0.25), x, 0.42 + 0.085 * row, 0.075)
                _disc(canvas, colour, x, 0.42 + 0.085 * row, 0.045)
        _disc(
            canvas, _between(light, (255, 255, 255), 0.6), 0.5 + 0.2 * math.sin(phase), 0.18, 0.07
        )

    return draw


SCENES = (
    Scene(
        "Đồi núi lúc bình minh",
        "Tranh vẽ các lớp đồi xanh dưới mặt trời buổi sáng",
        ((148, 187, 214), (250, 226, 190)),
        _hills((255, 242, 214), (152, 184, 178), (38, 84, 74), 0.4),
    ),
    Scene(
        "Ruộng lúa xuân",
        "Tranh vẽ ruộng lúa xanh với những luống thẳng chạy về phía chân trời",
        ((152, 204, 226), (232, 244, 236)),
        _fields((104, 154, 128), (120, 176, 84), (86, 142, 62), 0.9),
    ),
    Scene(
        "Dòng sông",
        "Tranh vẽ dòng sông lặng với hai bờ xanh",
        ((170, 206, 226), (243, 238, 220)),
        _river((72, 124, 96), (96, 150, 176), (226, 240, 244), 0.2),
    ),
    Scene(
        "Sóng nước",
        "Họa tiết sóng nước xếp lớp màu xanh lam",
        ((232, 240, 244), (206, 226, 236)),
        _waves((24, 78, 118), (142, 190, 212), 0.7),
    ),
    Scene(
        "Đồi núi buổi chiều",
        "Tranh vẽ các lớp đồi tím dưới bầu trời buổi chiều",
        ((110, 116, 168), (246, 196, 164)),
        _hills((255, 226, 180), (170, 132, 158), (62, 48, 86), 2.1),
    ),
    Scene(
        "Cánh đồng mùa gặt",
        "Tranh vẽ cánh đồng lúa chín vàng đến tận chân trời",
        ((176, 212, 230), (252, 240, 208)),
        _fields((132, 150, 104), (222, 184, 92), (184, 142, 58), 2.6),
    ),
    Scene(
        "Bến sông buổi sớm",
        "Tranh vẽ bến sông trong sương sớm",
        ((206, 214, 216), (246, 234, 222)),
        _river((112, 130, 108), (152, 174, 178), (250, 246, 238), 1.8),
    ),
    Scene(
        "Mây ngũ sắc",
        "Họa tiết mây xếp lớp màu đỏ gạch và vàng kem",
        ((252, 244, 228), (248, 230, 204)),
        _waves((158, 62, 44), (236, 190, 142), 2.4),
    ),
)
