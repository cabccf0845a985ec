"""What is refused, with a sentence, and what the public may read as law."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from sites.blueprint.models import Certainty, RequiredSection, RequirementSet
from sites.blueprint.services import deletion_refusal, required_sections

pytestmark = pytest.mark.django_db


@pytest.fixture
def latest(law) -> RequirementSet:
    return RequirementSet.objects.get(key="digital-transformation-2026")


def section(requirement_set: RequirementSet, **values) -> RequiredSection:
    defaults = {
        "key": "youth",
        "name_vi": "Thanh niên",
        "name_en": "Youth",
        "slug": "thanh-nien",
        "slug_en": "youth",
        "page_type": "articles",
        "kinds": ["province"],
    }
    return RequiredSection(requirement_set=requirement_set, **(defaults | values))


def refused(item) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as caught:
        item.full_clean()
    return caught.value.message_dict


@pytest.mark.parametrize("certainty", [Certainty.RECALLED, Certainty.INFERRED])
def test_only_a_verified_basis_is_shown_as_law(certainty):
    known = RequiredSection(legal_basis="Điều 4", certainty=Certainty.VERIFIED)
    unsure = RequiredSection(legal_basis="Điều 4", certainty=certainty)
    assert known.public_legal_basis == "Điều 4"
    assert unsure.public_legal_basis == ""


@pytest.mark.parametrize("certainty", [Certainty.RECALLED, Certainty.INFERRED])
def test_only_a_verified_rule_for_updating_is_shown_as_law(certainty):
    known = RequiredSection(update_rule="2 ngày", update_certainty=Certainty.VERIFIED)
    unsure = RequiredSection(
        update_rule="2 ngày", update_certainty=certainty, certainty=Certainty.VERIFIED
    )
    assert known.public_update_rule == "2 ngày"
    assert unsure.public_update_rule == ""


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"certainty": "verified"}, False),
        ({"certainty": "recalled"}, True),
        ({"certainty": "inferred"}, True),
        ({"certainty": "inferred", "page_type": "group"}, False),
        ({"certainty": "verified", "update_rule": "x", "update_certainty": "recalled"}, True),
        ({"certainty": "verified", "update_rule": "", "update_certainty": "recalled"}, False),
    ],
)
def test_needs_checking(values, expected):
    assert RequiredSection(**values).needs_checking is expected


def test_recalled_letter_of_the_decree_is_not_public(law):
    by_key = {s.key: s for s in required_sections("commune", date(2021, 4, 19))}
    assert by_key["legal_documents"].legal_basis
    assert by_key["legal_documents"].public_legal_basis == ""
    assert by_key["about_org"].public_legal_basis == by_key["about_org"].legal_basis != ""


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2022, 8, 14), date(2022, 8, 14)),
        (date(2026, 6, 30), date(2026, 6, 30)),
        (date(2027, 1, 1), None),
        (date(2000, 1, 1), date(2011, 8, 1)),
        (date(2000, 1, 1), None),
    ],
)
def test_overlapping_set_is_refused_with_advice(law, first, last):
    new = RequirementSet(
        key="new",
        title_vi="Mới",
        title_en="New",
        document_number="1/2027/NĐ-CP",
        in_force_from=first,
        in_force_to=last,
    )
    assert "in_force_from" in refused(new)


def test_set_may_begin_on_the_day_after_another_ends(latest):
    latest.in_force_to = date(2026, 12, 31)
    latest.save()
    RequirementSet(
        key="new",
        title_vi="Mới",
        title_en="New",
        document_number="1/2027/NĐ-CP",
        in_force_from=date(2027, 1, 1),
    ).full_clean()


def test_set_that_ends_before_it_begins_is_refused(latest):
    latest.in_force_to = date(2026, 6, 30)
    assert "in_force_to" in refused(latest)
    with pytest.raises(IntegrityError), transaction.atomic():
        latest.save()


def test_set_does_not_overlap_with_itself(latest):
    latest.full_clean()


def test_sound_section_is_accepted(latest):
    parent = latest.sections.get(key="group_about")
    section(latest, parent=parent).full_clean()


@pytest.mark.parametrize("field", ["slug", "slug_en"])
def test_address_of_the_portal_itself_is_refused(latest, field):
    assert field in refused(section(latest, **{field: "static"}))


def test_address_taken_by_a_sibling_is_refused_on_top(latest):
    assert refused(section(latest, slug="tin-tuc"))
    assert refused(section(latest, slug_en="news"))


def test_address_taken_by_a_sibling_is_refused_below(latest):
    parent = latest.sections.get(key="group_about")
    assert refused(section(latest, parent=parent, slug="lanh-dao"))


def test_same_address_at_another_place_is_accepted(latest):
    section(latest, slug="lanh-dao", slug_en="leaders").full_clean()


def test_section_cannot_stand_under_itself_or_its_own_child(latest):
    news = latest.sections.get(key="news")
    news.parent = news
    assert "parent" in refused(news)
    news = latest.sections.get(key="news")
    news.parent = latest.sections.get(key="disease_info")
    assert "parent" in refused(news)


def test_section_cannot_stand_in_another_set(latest):
    other = RequiredSection.objects.get(requirement_set__key="decree-42-2022", key="group_about")
    assert "parent" in refused(section(latest, parent=other))


def test_nothing_stands_under_a_function(latest):
    search = latest.sections.get(key="search")
    assert "parent" in refused(section(latest, parent=search))


def test_function_has_no_page(latest):
    assert "is_function" in refused(section(latest, is_function=True))
    section(latest, is_function=True, page_type="", slug="", slug_en="").full_clean()


def test_parent_with_sections_cannot_become_a_function(latest):
    group = latest.sections.get(key="group_about")
    group.is_function, group.page_type, group.slug, group.slug_en = True, "", "", ""
    group.kinds = ["province"]
    assert "is_function" in refused(group)


def test_parent_cannot_be_narrowed_below_its_child(latest):
    news = latest.sections.get(key="news")
    news.kinds = ["province"]
    assert "kinds" in refused(news)


def test_section_with_children_is_not_removed(latest):
    refusal = deletion_refusal(latest.sections.get(key="news"))
    assert "Thông tin về dịch bệnh" in refusal
    assert deletion_refusal(latest.sections.get(key="disease_info")) == ""


def test_set_is_removed_with_its_sections(latest):
    latest.delete()
    assert not RequiredSection.objects.filter(requirement_set__key=latest.key).exists()
