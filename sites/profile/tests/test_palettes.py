"""Every palette reads in light, in dark and in strong contrast: computed from the tokens."""

import re

import pytest

from portal.common.styles import SOURCES
from sites.profile.palettes import DEFAULT, DEFAULT_BY_KIND, PALETTES

TOKENS = (SOURCES / "tokens.css").read_text("utf-8")
LIGHT, DARK, HIGH = "light", "dark", "high"
GROUNDS = ("paper", "paper-2", "paper-3")
# Text and the ground that it stands on, as the components use them.
TEXT_PAIRS = [
    *[(text, ground) for text in ("ink", "ink-2", "brand-text") for ground in GROUNDS],
    *[("fault", "paper"), ("late", "paper"), ("ok", "paper")],
    *[("on-strong", ground) for ground in ("brand", "brand-deep")],
    *[(text, "brand-tint") for text in ("brand-text", "ink", "ink-2")],
    *[(text, "gold-tint") for text in ("ink", "ink-2", "gold-text", "brand-text")],
    *[("ok", "ok-tint"), ("ink", "ok-tint"), ("late", "late-tint"), ("ink", "late-tint")],
    *[("fault", "fault-tint"), ("ink", "fault-tint"), ("dark-2", "dark"), ("white", "dark")],
]
# What must be seen, but is no text: borders of fields, the mark of the focus.
SHAPE_PAIRS = [
    *[("line-strong", ground) for ground in ("paper", "paper-2")],
    *[("focus", ground) for ground in (*GROUNDS, "brand-tint", "gold-tint")],
    *[("gold-light", ground) for ground in ("brand", "brand-deep", "dark")],
]


def rules(text):
    """Selector and tokens of each rule of a piece of CSS."""
    for selector, block in re.findall(r"([^{}]+)\{([^{}]*)\}", text):
        yield selector.strip(), dict(re.findall(r"--([\w-]+):\s*(#[0-9a-fA-F]{3,6})", block))


def split():
    """The rules of the light and of the dark setting."""
    start = TOKENS.index("@media (prefers-color-scheme: dark)")
    end = TOKENS.index("/* The reader's own choice")
    light, dark, own = TOKENS[:start], TOKENS[start:end], TOKENS[end:]
    return light[light.index(":root") :], dark[dark.index("{") + 1 :], own


def tokens_of(palette, setting):
    """The colours that hold for a palette in a setting."""
    light, dark, own = split()
    parts = {LIGHT: (light,), DARK: (light, dark), HIGH: (light, own)}[setting]
    found = {"white": "#ffffff"}
    for part in parts:
        for selector, colours in rules(part):
            names = re.findall(r'data-palette="(\w+)"', selector)
            is_mine = palette in names or selector.startswith(":root") or "high" in selector
            if is_mine and "data-text" not in selector:
                found.update(colours)
        for selector, colours in rules(part):
            if f'data-palette="{palette}"' in selector:
                found.update(colours)
    if setting == HIGH:
        found.update(next(c for s, c in rules(own) if "high" in s))
    return found


def luminance(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(2 * one for one in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first, second):
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def weak(pairs, colours, least):
    return {
        f"{text} on {ground}": round(contrast(colours[text], colours[ground]), 2)
        for text, ground in pairs
        if contrast(colours[text], colours[ground]) < least
    }


def test_the_measure_is_that_of_the_guidelines():
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("setting", [LIGHT, DARK, HIGH])
@pytest.mark.parametrize("palette", PALETTES)
def test_all_text_reads_on_its_ground(palette, setting):
    assert weak(TEXT_PAIRS, tokens_of(palette, setting), 4.5) == {}


@pytest.mark.parametrize("setting", [LIGHT, DARK, HIGH])
@pytest.mark.parametrize("palette", PALETTES)
def test_all_shapes_are_seen_on_their_ground(palette, setting):
    assert weak(SHAPE_PAIRS, tokens_of(palette, setting), 3) == {}


@pytest.mark.parametrize("palette", PALETTES)
def test_the_palettes_of_the_administration_are_those_of_the_style_sheet(palette):
    _name, strong, deep = PALETTES[palette]
    colours = tokens_of(palette, LIGHT)
    assert (colours["brand"], colours["brand-deep"]) == (strong, deep)


def test_each_palette_has_its_own_colours_in_light_and_dark():
    for setting in (LIGHT, DARK):
        brands = {tokens_of(palette, setting)["brand"] for palette in PALETTES}
        assert len(brands) == len(PALETTES)


def test_defaults_are_palettes():
    assert {DEFAULT, *DEFAULT_BY_KIND.values()} <= set(PALETTES)
