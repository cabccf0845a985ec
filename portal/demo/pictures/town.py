"""Motifs of villages, towns and work."""

import math

from portal.demo.pictures.canvas import HEIGHT, WHITE, WIDTH, Canvas, between


def communal_house(canvas: Canvas) -> None:
    """The curved roofs of a village's communal house."""
    colours = canvas.palette
    canvas.sun(canvas.chance.choice([440, 1160]), 250, 86)
    canvas.hills(520, 2, canvas.chance.uniform(0, 6))
    _roof(canvas, 800, 470, 560, between(colours.middle, colours.far, 0.35))
    _roof(canvas, 800, 590, 700, colours.accent)
    canvas.rectangle(250, 650, 1100, 130, between(colours.horizon, colours.middle, 0.3))
    for number in range(9):
        canvas.rectangle(286 + 124 * number, 640, 30, 140, colours.near)
    canvas.rectangle(200, 776, 1200, 26, between(colours.near, colours.middle, 0.4))
    canvas.rectangle(150, 800, 1300, 100, colours.near)
    canvas.polygon(
        [(690, 780), (910, 780), (960, 900), (640, 900)], between(colours.far, WHITE, 0.3)
    )


def _roof(canvas: Canvas, x: float, y: float, half: float, colour: tuple[int, int, int]) -> None:
    """A roof with a level ridge and corners that turn up."""
    eaves = [(x + half * t, y + 62 - 96 * abs(t) ** 5) for t in (n / 20 for n in range(-20, 21))]
    ridge = half * 0.62
    canvas.polygon([(x - ridge, y - 92), *eaves, (x + ridge, y - 92)], colour)
    trim = between(colour, WHITE, 0.3)
    canvas.line([(x - ridge, y - 94), (x + ridge, y - 94)], trim, 10)
    for side in (-1, 1):
        hook = [(x + side * ridge, y - 94), (x + side * (ridge + 26), y - 126)]
        canvas.line(hook, trim, 9)


def hats(canvas: Canvas) -> None:
    """Flat palm hats of quan họ singers, seen from the front."""
    colours, phase = canvas.palette, canvas.chance.uniform(0, 6)
    canvas.hills(640, 2, phase)
    canvas.ground(770, [(14, 1.2, phase)], colours.near)
    for x, y, radius in ((470, 400, 150), (1130, 390, 150), (800, 460, 210)):
        _hat(canvas, x, y, radius)


def _hat(canvas: Canvas, x: float, y: float, radius: float) -> None:
    colours = canvas.palette
    palm = between(colours.sun, WHITE, 0.55)
    for side in (-1, 1):
        foot = y + radius * 1.35
        canvas.line(
            [(x + side * radius * 0.72, y), (x + side * radius * 0.62, foot)], colours.accent, 9
        )
        canvas.disc(x + side * radius * 0.62, foot, radius * 0.09, colours.accent, 2.0)
    canvas.disc(x, y, radius, between(colours.near, palm, 0.25))
    canvas.disc(x, y, radius * 0.95, palm)
    for step in range(1, 5):
        shade = between(palm, colours.middle, 0.12 * step)
        canvas.disc(x, y, radius * (0.95 - 0.13 * step), shade)
    for angle in range(0, 360, 15):
        turn = math.radians(angle)
        tip = (x + radius * 0.93 * math.cos(turn), y + radius * 0.93 * math.sin(turn))
        canvas.line([(x, y), tip], between(palm, colours.middle, 0.35), 2)
    canvas.disc(x, y, radius * 0.32, colours.accent)
    canvas.disc(x, y, radius * 0.2, between(colours.accent, colours.sun, 0.5))


def bridge(canvas: Canvas) -> None:
    """A cable-stayed bridge across a river."""
    colours, phase = canvas.palette, canvas.chance.uniform(0, 6)
    canvas.sun(canvas.chance.choice([800, 1240]), 330, 80)
    canvas.hills(520, 2, phase)
    canvas.ground(650, [(4, 0.7, phase)], between(colours.far, colours.horizon, 0.5))
    for row in range(9):
        y, x = 690 + 22 * row, canvas.chance.uniform(100, 1300)
        canvas.line([(x, y), (x + 160, y)], between(colours.far, WHITE, 0.45), 5)
    for tower in (520, 1080):
        for step in range(1, 9):
            for side in (-1, 1):
                end = (tower + side * 33 * step, 612)
                canvas.line(
                    [(tower, 270 + 14 * step), end], between(colours.middle, WHITE, 0.25), 3
                )
        canvas.polygon(
            [(tower - 12, 250), (tower + 12, 250), (tower + 24, 700), (tower - 24, 700)],
            colours.near,
        )
    canvas.rectangle(0, 606, WIDTH, 22, colours.near)
    canvas.rectangle(0, 598, WIDTH, 6, colours.accent)
    canvas.ground(840, [(18, 1.1, phase)], colours.near)


def factory(canvas: Canvas) -> None:
    """Halls with saw-tooth roofs, trees in front."""
    colours = canvas.palette
    canvas.sun(canvas.chance.choice([380, 1200]), 260, 84)
    canvas.hills(560, 1, canvas.chance.uniform(0, 6))
    for x, top in ((360, 330), (440, 370), (1180, 350)):
        canvas.polygon([(x, top), (x + 34, top), (x + 44, 700), (x - 10, 700)], colours.middle)
        canvas.rectangle(x - 4, top + 24, 42, 14, colours.accent)
    for number in range(6):
        x = 300 + 170 * number
        tooth = [(x, 580), (x + 150, 500), (x + 150, 580)]
        canvas.polygon(tooth, between(colours.middle, colours.near, 0.3))
        canvas.polygon(
            [(x + 96, 530), (x + 150, 502), (x + 150, 530)], between(colours.sun, WHITE, 0.4)
        )
    canvas.rectangle(290, 580, 1040, 170, colours.near)
    for number in range(14):
        canvas.rectangle(320 + 72 * number, 618, 44, 34, between(colours.sun, WHITE, 0.35))
    canvas.rectangle(0, 748, WIDTH, 160, between(colours.near, colours.middle, 0.55))
    canvas.rectangle(0, 806, WIDTH, 10, between(colours.horizon, colours.middle, 0.3))
    for number in range(11):
        _round_tree(canvas, 150 + 130 * number, 756, canvas.chance.uniform(0.55, 0.8))


def _round_tree(canvas: Canvas, x: float, y: float, size: float) -> None:
    colours = canvas.palette
    canvas.rectangle(x - 7 * size, y - 90 * size, 14 * size, 90 * size, colours.near)
    leaf = between(colours.middle, colours.near, canvas.chance.uniform(0.15, 0.6))
    canvas.disc(x, y - 130 * size, 64 * size, leaf)
    canvas.disc(x - 40 * size, y - 96 * size, 44 * size, leaf)
    canvas.disc(x + 42 * size, y - 98 * size, 46 * size, leaf)
    canvas.disc(x + 14 * size, y - 146 * size, 30 * size, between(leaf, WHITE, 0.14))


def school(canvas: Canvas) -> None:
    """A school with its yard, trees and a flagpole."""
    colours = canvas.palette
    canvas.sun(canvas.chance.choice([330, 1290]), 220, 70)
    canvas.hills(540, 1, canvas.chance.uniform(0, 6))
    wall = between(colours.horizon, WHITE, 0.35)
    canvas.rectangle(330, 400, 940, 330, wall)
    canvas.polygon([(300, 404), (370, 330), (1230, 330), (1300, 404)], colours.accent)
    canvas.polygon(
        [(690, 404), (800, 290), (910, 404)], between(colours.accent, colours.near, 0.35)
    )
    for floor in (440, 590):
        for number in range(9):
            canvas.rectangle(362 + 100 * number, floor, 64, 82, colours.middle)
            canvas.rectangle(362 + 100 * number, floor, 64, 10, between(colours.middle, WHITE, 0.4))
        canvas.rectangle(330, floor + 112, 940, 10, between(wall, colours.middle, 0.4))
    canvas.rectangle(0, 728, WIDTH, 180, between(colours.far, colours.sun, 0.25))
    canvas.rectangle(796, 380, 8, 380, colours.near)
    canvas.rectangle(804, 386, 116, 74, (196, 30, 38))
    _star(canvas, 862, 423, 26, (250, 206, 60))
    for x in (230, 420, 1180, 1370):
        _round_tree(canvas, x, 800, canvas.chance.uniform(1.2, 1.5))


def _star(canvas: Canvas, x: float, y: float, radius: float, colour: tuple[int, int, int]) -> None:
    corners = []
    for number in range(10):
        turn = math.radians(36 * number - 90)
        length = radius if number % 2 == 0 else radius * 0.4
        corners.append((x + length * math.cos(turn), y + length * math.sin(turn)))
    canvas.polygon(corners, colour)


def street(canvas: Canvas) -> None:
    """A street between trees and town houses."""
    colours = canvas.palette
    canvas.sun(800, 300, 80)
    canvas.hills(520, 1, canvas.chance.uniform(0, 6))
    for side in (-1, 1):
        for number in range(5):
            near = 1 - number / 5
            x = 800 + side * (110 + 640 * near)
            height, width = 130 + 330 * near, 60 + 130 * near
            colour = between(colours.far, colours.middle, near * canvas.chance.uniform(0.7, 1))
            canvas.rectangle(x - width / 2, 590 - height + 60 * near, width, height + 300, colour)
            for floor in range(3):
                y = 620 - height + 60 * near + floor * height / 3.4
                pane = between(colours.sun, WHITE, 0.4)
                canvas.rectangle(x - width * 0.26, y, width * 0.5, height / 7, pane)
    canvas.polygon(
        [(730, 590), (870, 590), (1620, HEIGHT), (-20, HEIGHT)],
        between(colours.near, colours.far, 0.35),
    )
    for number in range(6):
        y = 610 + 8 * number**2.05
        half = 3 + 1.5 * number
        canvas.polygon(
            [
                (800 - half, y),
                (800 + half, y),
                (800 + half * 1.5, y + 8 + 7 * number),
                (800 - half * 1.5, y + 8 + 7 * number),
            ],
            between(colours.horizon, WHITE, 0.4),
        )
    for number in range(5):
        size = 0.5 + 0.27 * number
        for side in (-1, 1):
            _round_tree(canvas, 800 + side * (150 + 128 * number), 620 + 44 * number, size)


def lanterns(canvas: Canvas) -> None:
    """Strings of lanterns in the evening."""
    colours = canvas.palette
    canvas.hills(600, 2, canvas.chance.uniform(0, 6))
    _roof(canvas, 800, 640, 640, colours.near)
    canvas.rectangle(330, 700, 940, 200, between(colours.middle, colours.near, 0.35))
    for number in range(8):
        canvas.rectangle(350 + 126 * number, 690, 20, 210, colours.near)
    for number in range(7):
        pane = between(colours.sun, WHITE, 0.25)
        canvas.rectangle(392 + 126 * number, 740, 62, 130, pane)
    for row, height in enumerate((90, 210)):
        string = [(x, height + 70 * math.sin(math.pi * x / WIDTH)) for x in range(0, WIDTH + 1, 20)]
        canvas.line(string, colours.near, 4)
        for number in range(7):
            x = 130 + 226 * number + 90 * row
            y = height + 70 * math.sin(math.pi * x / WIDTH)
            _lantern(canvas, x, y, 1.0 if row else 0.75)


def _lantern(canvas: Canvas, x: float, y: float, size: float) -> None:
    colours = canvas.palette
    colour = canvas.chance.choice(
        [colours.accent, colours.sun, between(colours.accent, colours.sun, 0.5)]
    )
    canvas.line([(x, y), (x, y + 40 * size)], colours.near, 3)
    canvas.disc(x, y + 96 * size, 62 * size, colour, 0.86)
    canvas.disc(x, y + 96 * size, 36 * size, between(colour, WHITE, 0.16), 1.48)
    canvas.disc(x, y + 96 * size, 14 * size, between(colour, WHITE, 0.3), 3.8)
    for edge in (40, 146):
        canvas.rectangle(x - 26 * size, y + edge * size, 52 * size, 11 * size, colours.near)
    for number in range(-2, 3):
        canvas.line(
            [(x + 9 * number * size, y + 156 * size), (x + 9 * number * size, y + 204 * size)],
            colours.sun,
            3,
        )


def ballot_box(canvas: Canvas) -> None:
    """A ballot box before hills, with a paper going in."""
    colours = canvas.palette
    canvas.sun(canvas.chance.choice([400, 1200]), 300, 90)
    canvas.hills(520, 3, canvas.chance.uniform(0, 6))
    canvas.ground(760, [(6, 0.7, 1)], colours.near)
    canvas.polygon([(690, 300), (860, 280), (884, 480), (716, 480)], WHITE)
    for step in range(3):
        canvas.line(
            [(724 + 4 * step, 342 + 34 * step), (838 + 4 * step, 330 + 34 * step)], colours.far, 6
        )
    canvas.polygon(
        [(540, 470), (1060, 470), (1100, 520), (500, 520)],
        between(colours.accent, colours.near, 0.35),
    )
    canvas.rectangle(640, 482, 320, 14, colours.near)
    canvas.rectangle(500, 520, 600, 310, colours.accent)
    canvas.rectangle(500, 520, 600, 18, between(colours.accent, WHITE, 0.25))
    _star(canvas, 800, 680, 96, (250, 206, 60))


def clouds(canvas: Canvas) -> None:
    """A pattern of clouds or waves in layers, as on old drums and robes."""
    colours = canvas.palette
    canvas.sun(canvas.chance.choice([560, 1040]), 210, 80)
    for row in range(9):
        colour = between(between(colours.far, colours.horizon, 0.3), colours.near, row / 8)
        for place in range(-1, 13):
            x, y = (place + (0.5 if row % 2 else 0)) * 146, 380 + 74 * row
            canvas.disc(x, y, 100, colour)
            canvas.disc(x, y, 76, between(colour, WHITE, 0.3))
            canvas.disc(x, y, 54, colour)
            canvas.disc(x, y, 30, between(colour, WHITE, 0.3))


def health_station(canvas: Canvas) -> None:
    """A small clinic among trees."""
    colours = canvas.palette
    canvas.sun(canvas.chance.choice([380, 1230]), 240, 76)
    canvas.hills(500, 2, canvas.chance.uniform(0, 6))
    wall = between(colours.horizon, WHITE, 0.5)
    canvas.rectangle(460, 460, 680, 290, wall)
    canvas.rectangle(430, 430, 740, 40, colours.middle)
    canvas.rectangle(660, 370, 280, 380, between(wall, WHITE, 0.4))
    canvas.rectangle(640, 350, 320, 30, colours.accent)
    for x, y, width, height in ((784, 404, 32, 96), (752, 436, 96, 32)):
        canvas.rectangle(x, y, width, height, colours.middle)
    canvas.rectangle(736, 590, 128, 160, colours.middle)
    for x in (510, 585, 965, 1040):
        canvas.rectangle(x, 540, 52, 76, between(colours.middle, WHITE, 0.2))
    canvas.ground(746, [(4, 0.8, 1)], between(colours.far, colours.middle, 0.4))
    canvas.polygon(
        [(740, 748), (860, 748), (960, HEIGHT), (640, HEIGHT)], between(colours.horizon, WHITE, 0.2)
    )
    for x in (300, 410, 1200, 1310):
        _round_tree(canvas, x, 800, canvas.chance.uniform(1.0, 1.4))
