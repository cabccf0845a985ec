"""Which sections hold for whom, and from which day."""

from datetime import date, timedelta

import pytest

from portal.common.addresses import reserved_words
from sites.blueprint.models import RequiredSection, RequirementSet
from sites.blueprint.rules import BOUND_KINDS, PAGE_TYPES
from sites.blueprint.services import (
    NoLawInForceError,
    required_sections,
    requirement_set_on,
)
from sites.units.models import Kind

pytestmark = pytest.mark.usefixtures("law")

APRIL_2021 = date(2021, 4, 19)
MAY_2024 = date(2024, 5, 2)
AUGUST_2026 = date(2026, 8, 3)
SETS_AND_DAYS = [
    ("decree-43-2011", APRIL_2021),
    ("decree-42-2022", MAY_2024),
    ("digital-transformation-2026", AUGUST_2026),
]
# Districts ended on 2025-07-01, before the third set.
KINDS_AND_DAYS = [
    (kind, day)
    for kind in BOUND_KINDS
    for _, day in SETS_AND_DAYS
    if (kind, day) != ("district", AUGUST_2026)
]


def keys(kind: str, day: date) -> list[str]:
    return [section.key for section in required_sections(kind, day)]


@pytest.mark.parametrize(
    ("day", "key"),
    [
        (date(2011, 8, 1), "decree-43-2011"),
        (date(2022, 8, 14), "decree-43-2011"),
        (date(2022, 8, 15), "decree-42-2022"),
        (date(2026, 6, 30), "decree-42-2022"),
        (date(2026, 7, 1), "digital-transformation-2026"),
        (date(2050, 1, 1), "digital-transformation-2026"),
    ],
)
def test_set_in_force_at_its_first_and_last_day(day, key):
    assert requirement_set_on(day).key == key


def test_day_before_every_law_is_refused_with_advice():
    with pytest.raises(NoLawInForceError, match="2011-07-31"):
        requirement_set_on(date(2011, 7, 31))


def test_access_to_information_binds_from_its_own_day():
    before, after = (keys("commune", date(2018, 6, 30)), keys("commune", date(2018, 7, 1)))
    new = {"info_request_focal_point", "disclosure_catalogue", "public_investment"}
    assert not new & set(before)
    assert new <= set(after)


def test_group_appears_with_its_first_section():
    assert "group_disclosure" not in keys("commune", date(2018, 6, 30))
    assert "group_disclosure" in keys("commune", date(2018, 7, 1))


@pytest.mark.parametrize("key", ["treaties", "channels", "open_data", "disease_info"])
def test_sections_new_in_2022(key):
    assert key not in keys("province", date(2022, 8, 14))
    assert key in keys("province", date(2022, 8, 15))


def test_circular_of_2023_adds_functions_within_a_set():
    assert "emc" not in keys("commune", date(2024, 4, 4))
    assert "emc" in keys("commune", date(2024, 4, 5))


@pytest.mark.parametrize(
    ("kind", "key", "expected"),
    [
        ("department", "about_history", True),
        ("commune", "about_history", False),
        ("district", "about_locality", True),
        ("department", "about_locality", False),
        ("commune", "rewards_sanctions", False),
        ("department", "land_construction_planning", False),
        ("province", "investment_incentives", True),
        ("commune", "investment_incentives", False),
    ],
)
def test_levels_of_2021(kind, key, expected):
    assert (key in keys(kind, APRIL_2021)) is expected


@pytest.mark.parametrize("kind", sorted(set(Kind) - set(BOUND_KINDS)))
def test_other_kinds_follow_the_departments(kind):
    assert keys(kind, APRIL_2021) == keys("department", APRIL_2021)


def test_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="hamlet"):
        required_sections("hamlet", APRIL_2021)


@pytest.mark.parametrize(("kind", "day"), KINDS_AND_DAYS)
def test_every_kind_has_a_full_menu(kind, day):
    pages = [section for section in required_sections(kind, day) if not section.is_function]
    on_top = [section for section in pages if section.parent is None]
    assert 8 <= len(on_top) <= 10
    assert len([section for section in pages if not section.is_group]) >= 20


@pytest.mark.parametrize(("kind", "day"), KINDS_AND_DAYS)
def test_parents_stand_before_their_children_and_groups_are_not_empty(kind, day):
    seen: set[int] = set()
    sections = required_sections(kind, day)
    for section in sections:
        assert section.parent_id is None or section.parent_id in seen
        seen.add(section.pk)
    parents = {section.parent_id for section in sections}
    assert all(section.pk in parents for section in sections if section.is_group)


@pytest.mark.parametrize(("kind", "day"), KINDS_AND_DAYS)
def test_no_required_section_is_lost_for_want_of_a_parent(kind, day):
    stored = RequiredSection.objects.filter(requirement_set=requirement_set_on(day)).on(day)
    bound = {section.key for section in stored if kind in section.kinds}
    assert bound <= set(keys(kind, day))


@pytest.mark.parametrize(("kind", "day"), KINDS_AND_DAYS)
def test_addresses_differ_among_siblings_and_are_free(kind, day):
    pages = [section for section in required_sections(kind, day) if not section.is_function]
    for field in ("slug", "slug_en"):
        places = [(section.parent_id, getattr(section, field)) for section in pages]
        assert len(set(places)) == len(places)
        assert not {slug for _, slug in places} & reserved_words()


def test_order_of_the_menu_and_functions_last():
    sections = required_sections("province", MAY_2024)
    on_top = [section.slug for section in sections if not section.parent and section.slug]
    assert on_top == [
        "gioi-thieu",
        "tin-tuc",
        "chi-dao-dieu-hanh",
        "van-ban",
        "quy-hoach-ke-hoach",
        "du-an-dau-tu",
        "cong-khai",
        "gop-y-hoi-dap",
        "thu-tuc-hanh-chinh",
        "lien-he",
    ]
    is_function = [section.is_function for section in sections]
    assert is_function == sorted(is_function)


def test_addresses_stay_when_the_law_changes():
    """A page keeps its address: a section has the same place and slugs in every set."""
    places: dict[str, set] = {}
    for _, day in SETS_AND_DAYS:
        for section in required_sections("province", day):
            parent = section.parent.key if section.parent else None
            places.setdefault(section.key, set()).add((parent, section.slug, section.slug_en))
    assert {key: len(found) for key, found in places.items() if len(found) > 1} == {}


def test_page_types_are_known_and_functions_have_none():
    types = {
        section.is_function: set() for section in RequiredSection.objects.order_by("is_function")
    }
    for section in RequiredSection.objects.all():
        types[section.is_function].add(section.page_type)
    assert types[False] == set(PAGE_TYPES)
    assert types[True] == {""}


def test_two_statements_whatever_the_number_of_sections(django_assert_num_queries):
    with django_assert_num_queries(2):
        sections = required_sections("province", MAY_2024)
        assert [section.parent.key for section in sections if section.parent]
        assert {section.requirement_set.key for section in sections} == {"decree-42-2022"}


def test_groups_are_ours_and_claim_no_law():
    groups = RequiredSection.objects.filter(page_type="group")
    assert groups.exists()
    assert not groups.exclude(certainty="inferred", legal_basis="").exists()


def test_nothing_is_verified_in_the_set_whose_articles_were_not_read():
    latest = RequirementSet.objects.get(key="digital-transformation-2026")
    assert latest.is_editable
    assert not latest.sections.filter(certainty="verified").exists()
    assert not latest.sections.filter(update_certainty="verified").exists()
    assert all(not s.public_legal_basis for s in required_sections("province", AUGUST_2026))


def test_sets_follow_each_other_without_a_gap():
    sets = list(RequirementSet.objects.order_by("in_force_from"))
    for earlier, later in zip(sets, sets[1:], strict=False):
        assert earlier.in_force_to + timedelta(days=1) == later.in_force_from
    assert sets[-1].in_force_to is None
