"""The words of the demonstration."""

import tomllib
import unicodedata
from datetime import date
from itertools import pairwise

import pytest

from portal.common.clock import PROVINCE_TIME
from portal.demo import texts
from portal.demo.texts import articles_of, documents_of, number_of, pages_of, stream_of
from sites.blueprint.services import required_sections
from sites.units.models import UnitPeriod

DAY = date(2021, 4, 19)
SECTIONS = ("news", "direction")


def all_periods() -> list[UnitPeriod]:
    return list(UnitPeriod.objects.on(DAY).select_related("parent"))


def all_articles(period: UnitPeriod) -> list[texts.ArticleText]:
    return [text for key in SECTIONS for text in articles_of(period, DAY, key, 99)]


def words_of(text: texts.ArticleText | texts.PageText) -> list[str]:
    """Everything that readers see of a text."""
    head = [getattr(text, name, "-") for name in ("title", "lead", "intro")]
    values = [block["value"] for block in text.body]
    return head + [value if isinstance(value, str) else value["text"] for value in values]


def period_of(code: str) -> UnitPeriod:
    return UnitPeriod.objects.on(DAY).get(code=code)


@pytest.mark.parametrize("path", sorted(texts.FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_files_are_composed_vietnamese_and_name_each_text_once(path):
    source = path.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", source)
    (rows,) = tomllib.loads(source).values()
    names = [row.get("key") or row["number"] for row in rows]
    assert len(names) == len(set(names))


def test_no_text_of_any_unit_keeps_a_placeholder_or_leaves_the_time_of_the_demonstration(
    law_and_units,
):
    periods = all_periods()
    assert len(periods) == 159
    for period in periods:
        for text in [*all_articles(period), *pages_of(period, DAY)]:
            written = " ".join(words_of(text))
            assert not set("{}") & set(written)
            assert "UBND trước" not in written
            assert "  " not in written
        for text in all_articles(period):
            assert 20 <= len(text.title) <= 200
            assert len(text.lead) <= 600
        for text in [*all_articles(period), *pages_of(period, DAY), *documents_of(period)]:
            moment = text.published_at.astimezone(PROVINCE_TIME)
            assert date(2021, 3, 15) <= moment.date() < DAY
            assert moment.weekday() < 5
            assert 7 <= moment.hour < 17


@pytest.mark.parametrize("kind", ["commune", "district", "department"])
def test_each_kind_of_unit_has_a_dozen_articles_to_choose_from(kind):
    rows = tomllib.loads((texts.FOLDER / f"{kind}.toml").read_text(encoding="utf-8"))["items"]
    assert len(rows) >= 12
    assert {row["section"] for row in rows} == set(SECTIONS)


def test_every_text_has_a_section_that_the_law_requires_of_its_kind(law_and_units):
    for kind in ("province", "department", "district", "commune"):
        known = {section.key for section in required_sections(kind, DAY)}
        period = next(period for period in all_periods() if period.kind == kind)
        wanted = {text.section for text in [*all_articles(period), *pages_of(period, DAY)]}
        assert wanted <= known


def test_neighbouring_communes_tell_different_stories(law_and_units):
    communes = [period for period in all_periods() if period.kind == "commune"]
    communes.sort(key=lambda period: period.code)
    for first, second in pairwise(communes):
        if number_of(second.code) == number_of(first.code) + 1:
            one, other = (
                [articles_of(period, DAY, key)[0].key for key in SECTIONS]
                for period in (first, second)
            )
            assert one != other


def test_the_same_unit_always_gets_the_same_texts(law_and_units):
    first, second = (all_articles(period_of("09355")) for _turn in range(2))
    assert first == second
    assert first[0].key == "trung-tam-mot-cua"
    assert first[0].title == "Bộ phận Một cửa xã Đại Đồng hướng dẫn nộp hồ sơ trực tuyến"


def test_a_text_of_one_body_comes_first_there_and_nowhere_else(law_and_units):
    assert articles_of(period_of("BN-SYT"), DAY, "news")[0].key == "y-te"
    for code in ("BN-STC", "260", "09355", "27"):
        keys = {text.key for text in all_articles(period_of(code))}
        assert not keys & {"y-te", "y-te-chi-dao"}


def test_wards_of_a_city_do_not_tell_of_rice_fields(law_and_units):
    ward, rural = period_of("09163"), period_of("09355")
    assert "lua-xuan" not in {text.key for text in all_articles(ward)}
    assert "lua-xuan" in {text.key for text in all_articles(rural)}


def test_the_province_shows_the_plan_and_what_the_plan_cites(law_and_units):
    numbers = {text.number: text for text in documents_of(period_of("27"))}
    assert {"953/KH-UBND", "96/QĐ-UBND", "02/CT-UBND", "43/2011/NĐ-CP"} <= numbers.keys()
    assert numbers["953/KH-UBND"].issued_on == date(2021, 4, 6)
    assert numbers["953/KH-UBND"].published_at.date() > date(2021, 4, 6)


def test_codes_of_communes_three_apart_are_neighbours():
    assert number_of("09358") == number_of("09355") + 1
    assert number_of("261") == number_of("260") + 1
    assert number_of("BN-SYT") != number_of("BN-STC")


def test_plain_markup_becomes_blocks_and_no_code():
    blocks = stream_of("Một <b>\nhai\n\n## Tiêu đề\n\n- a & b\n- c\n\n\n\nCuối")
    assert [block["type"] for block in blocks] == ["paragraph", "heading", "paragraph", "paragraph"]
    assert blocks[0]["value"] == "<p>Một &lt;b&gt; hai</p>"
    assert blocks[1]["value"] == {"text": "Tiêu đề", "level": "h2"}
    assert blocks[2]["value"] == "<ul><li>a &amp; b</li><li>c</li></ul>"
