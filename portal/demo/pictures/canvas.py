"""A canvas on which scenes are drawn: shapes in flat colours that fade with distance."""

import math
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw

# Scenes are thought in these units; what matters stands well within, so that 3:2 cuts nothing off.
WIDTH, HEIGHT = 1600, 900
# What is stored, and how much larger it is drawn, so that edges are smooth.
STORED = (1280, 720)
ENLARGED = 2
QUALITY = 80
Colour = tuple[int, int, int]
Point = tuple[float, float]
Wave = tuple[float, float, float]
WHITE, BLACK = (255, 255, 255), (24, 22, 28)


@dataclass(frozen=True)
class Palette:
    """The colours of a picture, from the sky to what stands in front."""

    sky: Colour
    horizon: Colour
    sun: Colour
    far: Colour
    middle: Colour
    near: Colour
    accent: Colour


def between(first: Colour, second: Colour, share: float) -> Colour:
    """The colour that lies this share of the way from the first to the second."""
    return tuple(round(a + (b - a) * share) for a, b in zip(first, second, strict=True))


class Canvas:
    """A picture while it is being drawn.

    Args:
        palette: its colours.
        number: which variant; decides where things stand.
    """

    def __init__(self, palette: Palette, number: int = 0) -> None:
        self.palette = palette
        self.chance = random.Random(number)  # noqa: S311 places of trees, no secrets
        self._scale = STORED[0] * ENLARGED / WIDTH
        self._image = self._sky()
        self._draw = ImageDraw.Draw(self._image)

    def _sky(self) -> Image.Image:
        column = Image.new("RGB", (1, HEIGHT))
        for y in range(HEIGHT):
            share = min(1.0, y / HEIGHT * 1.5)
            column.putpixel((0, y), between(self.palette.sky, self.palette.horizon, share))
        return column.resize((STORED[0] * ENLARGED, STORED[1] * ENLARGED))

    def polygon(self, points: Iterable[Point], colour: Colour) -> None:
        """A filled area."""
        self._draw.polygon([(x * self._scale, y * self._scale) for x, y in points], fill=colour)

    def rectangle(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        """A filled rectangle from its upper left corner."""
        self.polygon([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], colour)

    def disc(self, x: float, y: float, radius: float, colour: Colour, flat: float = 1.0) -> None:
        """A disc around a point, or an ellipse: ``flat`` is its height by its width."""
        scale, tall = self._scale, radius * flat
        box = [(x - radius) * scale, (y - tall) * scale, (x + radius) * scale, (y + tall) * scale]
        self._draw.ellipse(box, fill=colour)

    def line(self, points: Sequence[Point], colour: Colour, width: float = 4) -> None:
        """A line through points."""
        scaled = [(x * self._scale, y * self._scale) for x, y in points]
        self._draw.line(scaled, fill=colour, width=round(width * self._scale), joint="curve")

    def arc(self, x: float, y: float, radius: float, turn: Point, colour: Colour, width: float):
        """A part of a circle between two angles in degrees."""
        scale = self._scale
        box = [(x - radius) * scale, (y - radius) * scale]
        box += [(x + radius) * scale, (y + radius) * scale]
        self._draw.arc(box, *turn, fill=colour, width=round(width * scale))

    def ground(self, height: float, waves: Sequence[Wave], colour: Colour) -> None:
        """Everything below a line of waves: amplitude, number across, and phase of each."""
        line = []
        for x in range(0, WIDTH + 1, 8):
            wave = sum(a * math.sin(math.tau * n * x / WIDTH + p) for a, n, p in waves)
            line.append((x, height + wave))
        self.polygon([*line, (WIDTH, HEIGHT), (0, HEIGHT)], colour)

    def ground_band(self, y: float, height: float, colour: Colour) -> None:
        """A level path from side to side."""
        self.rectangle(0, y, WIDTH, height, colour)

    def sun(self, x: float, y: float, radius: float = 82) -> None:
        """The sun with a pale ring."""
        colours = self.palette
        self.disc(x, y, radius * 1.55, between(colours.sun, colours.horizon, 0.82))
        self.disc(x, y, radius * 1.22, between(colours.sun, colours.horizon, 0.62))
        self.disc(x, y, radius, colours.sun)

    def hills(self, height: float, layers: int = 2, phase: float = 0.0) -> None:
        """Layers of hills that grow paler with distance."""
        colours = self.palette
        for step in range(layers):
            share = step / max(1, layers)
            colour = between(between(colours.far, colours.horizon, 0.45), colours.middle, share)
            waves = [(46 - 6 * step, 1.1 + 0.6 * step, phase + 1.9 * step), (14, 3.3, phase + step)]
            self.ground(height + 58 * step, waves, colour)

    def jpeg(self) -> bytes:
        """The finished picture."""
        stream = BytesIO()
        small = self._image.reduce(ENLARGED)
        small.save(stream, "JPEG", quality=QUALITY, optimize=True, progressive=True)
        return stream.getvalue()
