"""The words of the demonstration."""

import json
import re
import tomllib
import unicodedata
from collections import defaultdict
from datetime import date
from itertools import combinations

import pytest

from portal.common.clock import PROVINCE_TIME
from portal.demo import texts
from portal.demo.pictures.scenes import MOTIFS
from portal.demo.texts import (
    articles_of,
    documents_of,
    intros_of,
    links_of,
    number_of,
    pages_of,
    people_of,
)
from sites.blueprint.services import required_sections
from sites.units.models import UnitPeriod

DAY = date(2021, 4, 19)
FILES = sorted(texts.FOLDER.rglob("*.toml"))
VIETNAMESE = [path for path in FILES if path.stem != "english"]
ANY_DATE = re.compile(r"\b\d{1,2}/\d{1,2}/\d{4}\b")
GOOD_DATE = re.compile(r"\d{2}/\d{2}/\d{4}")
ASCII_WORD = re.compile(r"\b[a-z]{2,}\b")
# Words that are English and could not be Vietnamese syllables without their marks.
ENGLISH_WORDS = (
    "the and of for with from that which this are was will have has been not but all news "
    "home page article lorem ipsum dolor amet read more click here online website email "
    "hotline update portal department district commune people committee government search "
    "download file link links contact about version test demo draft published"
)
ENGLISH = frozenset(ENGLISH_WORDS.split())


def all_periods() -> list[UnitPeriod]:
    return list(UnitPeriod.objects.on(DAY).select_related("parent", "unit"))


def period_of(code: str) -> UnitPeriod:
    return UnitPeriod.objects.on(DAY).select_related("parent").get(code=code)


def words_of(text) -> str:
    """Everything that readers see of a text."""
    head = [getattr(text, name, "") for name in ("title", "lead", "intro")]
    return re.sub(r"<[^>]+>", " ", " ".join([*head, *_strings(getattr(text, "body", []))]))


def _strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, part in value.items():
            if key not in {"type", "level", "kind", "motif"}:
                yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_files_are_composed_readable_and_name_each_text_once(path):
    source = path.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", source)
    assert len(source.encode()) < 100_000
    (rows,) = tomllib.loads(source).values()
    assert len({json.dumps(row, default=str) for row in rows}) == len(rows)
    keys = [row["key"] for row in rows if "key" in row]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_typography(path):
    source = path.read_text(encoding="utf-8")
    # Rows of tables may be aligned by nobody, so two blanks are always a slip.
    assert not re.search(r"\S  +\S", source)
    assert not re.search(r" [,.;:!?](?:\s|$)", source.replace("\n! ", "\n"))
    assert [found for found in ANY_DATE.findall(source) if not GOOD_DATE.fullmatch(found)] == []
    assert "..." not in source
    assert "TODO" not in source


@pytest.mark.parametrize("path", VIETNAMESE, ids=lambda path: path.stem)
def test_vietnamese_texts_hold_no_english_word(path):
    rows = next(iter(tomllib.loads(path.read_text(encoding="utf-8")).values()))
    for row in rows:
        said = " ".join(
            str(row.get(name, ""))
            for name in ("title", "lead", "body", "intro", "abstract", "post")
        )
        said = re.sub(r"!\[[a-z-]+\]|\{\w+\}|[\w.]+\.(?:gov\.)?vn", " ", said)
        assert not ENGLISH & set(ASCII_WORD.findall(said.lower())), row.get("key")


def test_titles_are_no_shouts_and_texts_have_substance(law_and_units):
    for period in all_periods():
        for text in articles_of(period, DAY):
            letters = [sign for sign in text.title if sign.isalpha()]
            assert sum(sign.isupper() for sign in letters) < len(letters) / 2
            assert 20 <= len(text.title) <= 200
            assert not text.title.endswith(".")
            assert 40 <= len(text.lead) <= 600
            assert text.lead.endswith(".")
            assert len(text.body) >= 2
            assert len(words_of(text).split()) >= 90, text.key


def test_no_text_of_any_unit_keeps_a_placeholder_or_leaves_the_time_of_the_demonstration(
    law_and_units,
):
    periods = all_periods()
    assert len(periods) == 159
    for period in periods:
        articles, pages = articles_of(period, DAY), pages_of(period, DAY)
        for text in [*articles, *pages]:
            written = words_of(text)
            assert not set("{}") & set(written)
            assert "UBND trước" not in written
        for text in [*articles, *pages, *documents_of(period)]:
            moment = text.published_at.astimezone(PROVINCE_TIME)
            assert date(2021, 3, 15) <= moment.date() < DAY
            assert moment.weekday() < 5
            assert 7 <= moment.hour < 17
        assert not set("{}") & set("".join(intros_of(period, DAY).values()))
        assert not set("{}") & set("".join(person.name for person in people_of(period, DAY)))


@pytest.mark.parametrize(
    ("kind", "least"),
    [("province", 40), ("department", 6), ("district", 6), ("commune", 3)],
)
def test_each_kind_of_unit_gets_its_number_of_articles(law_and_units, kind, least):
    for period in all_periods():
        if texts.file_of(period.kind) == kind:
            found = articles_of(period, DAY)
            assert len(found) >= least
            assert len({text.title for text in found}) == len(found)
            assert len({text.lead for text in found}) == len(found)
            assert len(articles_of(period, DAY, plenty=True)) >= len(found)


def test_every_body_of_the_province_tells_three_things_of_its_own_field(law_and_units):
    for period in all_periods():
        if texts.file_of(period.kind) == "department":
            own = [
                row for row in texts._articles("department") if period.code in row.get("codes", ())
            ]
            assert len(own) == 3
            assert {row["key"] for row in own} <= {text.key for text in articles_of(period, DAY)}


def test_bodies_vary_and_show_pictures_that_are_drawn(law_and_units):
    kinds = defaultdict(int)
    for period in all_periods():
        for text in articles_of(period, DAY):
            assert text.motif in MOTIFS
            for block in text.body:
                kinds[block["type"]] += 1
                if block["type"] == "picture":
                    assert block["value"]["motif"] in MOTIFS
    assert min(kinds[kind] for kind in ("heading", "quote", "table", "picture", "notice")) >= 3


def test_every_text_has_a_section_that_the_law_requires_of_its_kind(law_and_units):
    for kind in ("province", "department", "district", "commune"):
        known = {section.key for section in required_sections(kind, DAY)}
        for period in all_periods():
            if texts.file_of(period.kind) == kind:
                wanted = {
                    text.section for text in [*articles_of(period, DAY), *pages_of(period, DAY)]
                }
                wanted |= {text.section for text in [*people_of(period, DAY), *links_of(period)]}
                assert wanted <= known


def test_every_section_says_what_will_appear_in_it(law_and_units):
    filled_by_pages = {
        "about_org",
        "about_locality",
        "disclosure_catalogue",
        "info_request_focal_point",
    }
    later = {"citizen_dialogue"}
    for kind in ("province", "department", "district", "commune"):
        wanted = {
            section.key for section in required_sections(kind, DAY) if not section.is_function
        }
        assert wanted - filled_by_pages - later <= intros_of(period_of("27"), DAY).keys()


def test_communes_of_a_district_never_tell_the_same_three_stories(law_and_units):
    by_district = defaultdict(list)
    for period in all_periods():
        if period.kind == "commune":
            keys = frozenset(text.key for text in articles_of(period, DAY))
            by_district[period.parent_id].append(keys)
    assert len(by_district) == 8
    for communes in by_district.values():
        for one, other in combinations(communes, 2):
            assert one != other


def test_the_same_unit_always_gets_the_same_texts(law_and_units):
    first, second = (articles_of(period_of("09355"), DAY) for _turn in range(2))
    assert first == second


def test_wards_of_a_city_do_not_tell_of_rice_fields(law_and_units):
    for period in all_periods():
        if period.subtype == "phường":
            keys = {text.key for text in articles_of(period, DAY, plenty=True)}
            assert not keys & {"lua-xuan", "tiem-phong-gia-suc"}


def test_the_province_shows_the_plan_and_what_the_plan_cites(law_and_units):
    numbers = {text.number: text for text in documents_of(period_of("27"))}
    assert numbers.keys() == {
        "953/KH-UBND", "96/QĐ-UBND", "02/CT-UBND", "73/QĐ-UBND", "1601/KH-UBND",
        "04/2017/QĐ-UBND", "43/2011/NĐ-CP",
    }  # fmt: skip
    assert numbers["953/KH-UBND"].issued_on == date(2021, 4, 6)
    assert numbers["953/KH-UBND"].published_at.date() > date(2021, 4, 6)


def test_posts_have_no_names_but_the_one_that_the_plan_itself_names(law_and_units):
    posts = {person.name for period in all_periods() for person in people_of(period, DAY)}
    persons = {name for name in posts if re.fullmatch(r"(?:[A-ZĐ][^\W\d_]+ ?){3,4}", name)}
    assert persons == {"Vương Quốc Tuấn"}


def test_codes_of_communes_three_apart_are_neighbours():
    assert number_of("09358") == number_of("09355") + 1
    assert number_of("261") == number_of("260") + 1
    assert number_of("BN-SYT") != number_of("BN-STC")
