"""One style sheet out of its layers, small enough, and no style or script inside templates."""

import gzip
import re

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import get_template

from portal.common.styles import LAYERS, SOURCES, STYLE_SHEET, LayerFinder, compose

MOST_STYLE = 20 * 1024
MOST_SCRIPT = 20 * 1024
TEMPLATES = sorted(
    path
    for folder in ("portal", "sites", "editorial", "consultation")
    for path in (settings.BASE_DIR / folder).rglob("templates/**/*.html")
)
# Scripts that are data are not run, and so not forbidden by the policy.
INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)[^>]*>", re.I)
INLINE_STYLE = re.compile(r"<style\b|<[a-z][^<>]*\sstyle\s*=", re.I)
INLINE_HANDLER = re.compile(r"<[a-z][^<>]*\son[a-z]+\s*=|javascript:", re.I)


def packed(text: str) -> int:
    return len(gzip.compress(text.encode(), 6))


@pytest.fixture
def layers(tmp_path):
    """A folder with one short file per layer."""
    for layer in LAYERS:
        (tmp_path / f"{layer}.css").write_text(f"@layer {layer} {{ .{layer} {{}} }}\n")
    return tmp_path


def test_the_order_of_the_layers_comes_first_and_each_is_there_once(layers):
    text = compose(layers)
    assert text.startswith(f"@layer {', '.join(LAYERS)};")
    places = [text.index(f"@layer {layer} {{") for layer in LAYERS]
    assert places == sorted(places)


def test_every_rule_of_the_design_stands_in_the_layer_of_its_file():
    for layer in LAYERS:
        text = re.sub(r"/\*.*?\*/", "", (SOURCES / f"{layer}.css").read_text("utf-8"), flags=re.S)
        assert re.fullmatch(rf"\s*@layer {layer} \{{.*\}}\s*", text, re.S), layer
        depth = 0
        for place, sign in enumerate(text.strip()):
            depth += {"{": 1, "}": -1}.get(sign, 0)
            assert depth or sign != "}" or place == len(text.strip()) - 1, layer


def test_the_style_sheet_is_found_as_new_as_its_layers(monkeypatch, settings, layers, tmp_path):
    settings.VAR_DIR = tmp_path / "var"
    finder = LayerFinder()
    monkeypatch.setattr("portal.common.styles.compose", lambda: compose(layers))
    place = finder.find(STYLE_SHEET)
    (layers / "print.css").write_text("@layer print { .new {} }")
    assert finder.find(STYLE_SHEET) == place
    with open(place) as written:
        assert ".new" in written.read()
    assert finder.find(STYLE_SHEET, find_all=True) == [place]
    assert finder.find("css/other.css") == []
    assert [path for path, _storage in finder.list([])] == [STYLE_SHEET]


def test_the_style_sheet_is_among_the_static_files():
    with open(finders.find(STYLE_SHEET)) as written:
        assert written.read() == compose()


def test_styles_and_scripts_of_readers_stay_small():
    scripts = (settings.BASE_DIR / "static" / "js").glob("*.js")
    assert packed(compose()) <= MOST_STYLE
    assert packed("".join(path.read_text("utf-8") for path in scripts)) <= MOST_SCRIPT


def test_nothing_comes_from_another_host():
    assert not re.search(r"url\(|@import|@font-face", compose())


@pytest.mark.parametrize("pattern", [INLINE_SCRIPT, INLINE_STYLE, INLINE_HANDLER])
def test_no_template_holds_style_or_script(pattern):
    assert len(TEMPLATES) > 50
    found = [
        f"{path.relative_to(settings.BASE_DIR)}: {match[0]}"
        for path in TEMPLATES
        for match in pattern.finditer(path.read_text("utf-8"))
    ]
    assert found == []


def test_the_patterns_find_what_they_forbid():
    assert INLINE_SCRIPT.search("<script>alert(1)</script>")
    assert not INLINE_SCRIPT.search('<script src="a.js"></script>')
    assert not INLINE_SCRIPT.search('<script type="application/ld+json">')
    assert INLINE_STYLE.search('<p class="a" style="color: red">')
    assert INLINE_HANDLER.search('<a href="#" onclick="go()">')


def test_the_base_asks_for_one_style_sheet_and_one_script():
    source = get_template("portal/base.html").template.source
    assert source.count('rel="stylesheet"') == 1
    assert source.count("<script src=") == 1
