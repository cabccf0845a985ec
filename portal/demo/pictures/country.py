"""Motifs of fields, water and hills."""

import math

from portal.demo.pictures.canvas import HEIGHT, WHITE, WIDTH, Canvas, between


def hills(canvas: Canvas) -> None:
    """Hills behind hills under the sun."""
    colours, phase = canvas.palette, canvas.chance.uniform(0, 6)
    canvas.sun(canvas.chance.choice([420, 1090]), 290, 92)
    for step in range(5):
        pale = between(colours.far, colours.horizon, 0.4)
        colour = between(pale, colours.near, (step / 4) ** 0.9)
        waves = [(62 - 8 * step, 1.0 + 0.45 * step, phase + 1.7 * step), (16, 3.1 + step, phase)]
        canvas.ground(450 + 92 * step, waves, colour)


def river(canvas: Canvas) -> None:
    """A quiet river with two sampans."""
    colours, phase = canvas.palette, canvas.chance.uniform(0, 6)
    sun_x = canvas.chance.choice([560, 980])
    canvas.sun(sun_x, 300, 84)
    canvas.hills(430, 2, phase)
    water = between(colours.far, colours.horizon, 0.55)
    canvas.ground(560, [(5, 0.8, phase)], water)
    for row in range(17):
        y, half = 588 + 18 * row, 26 + 7 * row
        centre = sun_x + 34 * math.sin(row * 1.9 + phase)
        shine = between(colours.sun, water, 0.45 + 0.028 * row)
        canvas.line([(centre - half, y), (centre + half, y)], shine, 6)
    for x, y, size in ((420, 660, 0.8), (1010, 745, 1.25)):
        _sampan(canvas, x + canvas.chance.randint(-40, 40), y, size)
    canvas.ground(860, [(16, 1.3, phase), (5, 6, phase)], colours.near)


def _sampan(canvas: Canvas, x: float, y: float, size: float) -> None:
    colours = canvas.palette
    hull = [(-120, -14), (-70, 14), (70, 14), (124, -20), (60, 0), (-60, 0)]
    canvas.polygon([(x + size * a, y + size * b) for a, b in hull], colours.near)
    roof = [(x - 46 * size, y), (x - 36 * size, y - 34 * size)]
    roof += [(x + 30 * size, y - 34 * size), (x + 40 * size, y)]
    canvas.polygon(roof, colours.accent)
    # The rower with a conical hat and the oar.
    canvas.rectangle(x + 68 * size, y - 50 * size, 12 * size, 46 * size, colours.near)
    hat = [(x + 46 * size, y - 48 * size), (x + 74 * size, y - 74 * size)]
    canvas.polygon([*hat, (x + 102 * size, y - 48 * size)], between(colours.sun, WHITE, 0.35))
    canvas.line([(x + 78 * size, y - 30 * size), (x + 140 * size, y + 30 * size)], colours.near, 4)


def paddies(canvas: Canvas) -> None:
    """Rice fields with rows that run to the horizon."""
    colours, phase = canvas.palette, canvas.chance.uniform(0, 6)
    canvas.sun(canvas.chance.choice([500, 1080]), 270, 80)
    canvas.hills(430, 2, phase)
    field = between(colours.far, colours.sun, 0.22)
    canvas.ground(545, [(5, 0.7, phase)], field)
    meeting = canvas.chance.uniform(620, 980)
    for number in range(-30, 31):
        head, foot = meeting + number * 26, meeting + number * 148
        canvas.polygon(
            [(head - 3, 548), (head + 3, 548), (foot + 26, HEIGHT), (foot - 26, HEIGHT)],
            between(field, colours.middle, 0.62),
        )
    for row, y in enumerate((590, 664, 770)):
        canvas.ground_band(y, 7 + 5 * row, between(field, WHITE, 0.35))
    _palm(canvas, canvas.chance.choice([330, 1270]), 640, 1.0)


def _palm(canvas: Canvas, x: float, y: float, size: float) -> None:
    colours = canvas.palette
    canvas.line([(x, y), (x + 10 * size, y - 220 * size)], colours.near, 14 * size)
    for angle in range(-80, 261, 34):
        turn = math.radians(angle)
        tip = (
            x + 10 * size + 96 * size * math.cos(turn),
            y - 220 * size - 66 * size * math.sin(turn),
        )
        canvas.line([(x + 10 * size, y - 220 * size), tip], colours.near, 12 * size)


def lotus(canvas: Canvas) -> None:
    """Lotus flowers and leaves on a pond."""
    colours, phase = canvas.palette, canvas.chance.uniform(0, 6)
    canvas.sun(canvas.chance.choice([470, 1120]), 240, 72)
    canvas.hills(380, 1, phase)
    pond = between(colours.far, colours.horizon, 0.5)
    canvas.ground(470, [(4, 0.6, phase)], pond)
    for number in range(26):
        y = 500 + 15 * number
        x = canvas.chance.uniform(-20, WIDTH + 20)
        leaf = between(colours.far, colours.near, 0.25 + 0.65 * number / 25)
        canvas.disc(x, y, 62 + 3.4 * number, leaf, 0.3)
    for x, y, size in ((520, 640, 0.95), (830, 560, 0.75), (1070, 700, 1.25)):
        _flower(canvas, x + canvas.chance.randint(-50, 50), y, size)


def _flower(canvas: Canvas, x: float, y: float, size: float) -> None:
    colours = canvas.palette
    canvas.line(
        [(x, y), (x + 12 * size, y + 170 * size)], between(colours.near, colours.far, 0.2), 9
    )
    pale = between(colours.accent, WHITE, 0.42)
    for angle, shade in ((-64, 0.0), (64, 0.0), (-36, 0.35), (36, 0.35), (0, 0.75)):
        turn = math.radians(angle)
        tip = (x + 128 * size * math.sin(turn), y - 128 * size * math.cos(turn))
        side = (46 * size * math.cos(turn), 46 * size * math.sin(turn))
        middle = (x + 70 * size * math.sin(turn), y - 70 * size * math.cos(turn))
        petal = [(x, y), (middle[0] - side[0], middle[1] - side[1]), tip]
        petal.append((middle[0] + side[0], middle[1] + side[1]))
        canvas.polygon(petal, between(colours.accent, pale, shade))


def kites(canvas: Canvas) -> None:
    """Kites above the river dyke."""
    colours, phase = canvas.palette, canvas.chance.uniform(0, 6)
    canvas.sun(canvas.chance.choice([380, 1230]), 250, 70)
    canvas.hills(560, 2, phase)
    dyke = [(0, 760), (WIDTH, 640), (WIDTH, HEIGHT), (0, HEIGHT)]
    canvas.polygon(dyke, colours.middle)
    canvas.polygon(
        [(0, 760), (WIDTH, 640), (WIDTH, 662), (0, 790)], between(colours.far, WHITE, 0.3)
    )
    for x, y, size in ((560, 300, 1.2), (860, 210, 0.9), (1080, 380, 1.0)):
        x += canvas.chance.randint(-60, 60)
        canvas.line(
            [(x, y), (x + 40, y + 150), (780, 705)], between(colours.near, colours.sky, 0.4), 2
        )
        wing = [(-130, 26), (-70, -26), (0, -36), (70, -26), (130, 26), (0, 4)]
        canvas.polygon([(x + size * a, y + size * b) for a, b in wing], colours.accent)
        canvas.polygon(
            [(x + size * a, y + size * b) for a, b in [(-26, 8), (0, -28), (26, 8), (0, 74)]],
            colours.near,
        )
    for x in (330, 420, 1180, 1290):
        _bush(canvas, x, 770 - x * 0.075, canvas.chance.uniform(0.8, 1.2))


def _bush(canvas: Canvas, x: float, y: float, size: float) -> None:
    for shift, height, radius in ((-34, -20, 40), (30, -24, 46), (0, -52, 48)):
        canvas.disc(x + shift * size, y + height * size, radius * size, canvas.palette.near)
