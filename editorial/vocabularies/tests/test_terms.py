"""Terms hold from their first to their last day, and only the province keeps them."""

from datetime import date, timedelta

import pytest
from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db.models import ProtectedError
from django.utils import translation

from editorial.articles.models import ArticlePage
from editorial.vocabularies.forms import offer_valid_terms
from editorial.vocabularies.models import LISTS, DocumentType, Genre, Issuer
from editorial.vocabularies.services import load_vocabularies, term_choices
from portal.accounts.policies import ProvincePolicy
from portal.common import clock

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2021, 3, 1), date(2025, 6, 30)
DAY = timedelta(days=1)


@pytest.fixture
def genre() -> Genre:
    return Genre.objects.create(key="tin", name_vi="Tin", valid_from=FIRST, valid_to=LAST)


@pytest.mark.parametrize(
    ("day", "holds"), [(FIRST - DAY, False), (FIRST, True), (LAST, True), (LAST + DAY, False)]
)
def test_a_term_holds_on_its_first_and_on_its_last_day(genre, day, holds):
    assert Genre.objects.on(day).filter(pk=genre.pk).exists() is holds


def test_a_term_without_days_holds_always():
    Genre.objects.create(key="bai", name_vi="Bài")
    assert Genre.objects.on(date(1945, 9, 2)).count() == 1


@pytest.mark.parametrize(
    ("day", "chosen", "offered"),
    [(LAST, False, True), (LAST + DAY, False, False), (LAST + DAY, True, True)],
)
def test_a_form_offers_terms_of_today_and_the_one_that_is_set(
    genre, monkeypatch, day, chosen, offered
):
    monkeypatch.setattr(clock, "today", lambda: day)
    kind = forms.modelform_factory(ArticlePage, fields=["genre"])
    form = kind(instance=ArticlePage(title="x", genre=genre if chosen else None))
    offer_valid_terms(form, ["genre", "no_such_field"])
    assert (genre in form.fields["genre"].queryset) is offered


def test_the_last_day_is_not_before_the_first(genre):
    genre.valid_to = FIRST - DAY
    with pytest.raises(ValidationError, match="valid_to"):
        genre.full_clean()
    genre.valid_to = FIRST
    genre.full_clean()


@pytest.mark.parametrize(
    ("abbreviation", "good"),
    [("QĐ", True), ("TTr", True), ("", True), ("Q Đ", False), ("KH\n", False), ("K1", False)],
)
def test_an_abbreviation_has_letters_only(abbreviation, good):
    term = DocumentType(key="x", name_vi="X", abbreviation=abbreviation, sort_key="x")
    if good:
        term.full_clean()
    else:
        with pytest.raises(ValidationError):
            term.full_clean()


def test_names_follow_the_language_of_the_page(genre):
    genre.name_en = "News item"
    with translation.override("en"):
        assert str(genre) == "News item"
        assert Genre(name_vi="Bài").name == "Bài"
    with translation.override("vi"):
        assert str(genre) == "Tin"


def test_terms_of_one_order_follow_the_vietnamese_alphabet():
    for name in ["Đất đai", "Dân tộc", "Ăn ở", "An ninh"]:
        Genre.objects.create(key=f"k{len(name)}{ord(name[0])}", name_vi=name)
    assert [term.name_vi for term in Genre.objects.all()] == [
        "An ninh",
        "Ăn ở",
        "Dân tộc",
        "Đất đai",
    ]


def test_loading_twice_changes_nothing():
    first = load_vocabularies()
    assert all(report.made and not report.changed for report in first.values())
    second = load_vocabularies()
    assert all(not report.made and not report.changed for report in second.values())
    assert {name: report.same for name, report in second.items()} == {
        name: report.made for name, report in first.items()
    }


def test_loading_mends_a_file_term_and_leaves_the_provinces_own():
    load_vocabularies()
    DocumentType.objects.filter(key="quyet-dinh").update(name_vi="Sai")
    DocumentType.objects.create(key="rieng", name_vi="Riêng")
    assert load_vocabularies()["document_types"].changed == 1
    assert DocumentType.objects.get(key="quyet-dinh").name_vi == "Quyết định"
    assert DocumentType.objects.filter(key="rieng").exists()


def test_district_bodies_end_with_the_districts():
    load_vocabularies()
    on_last, after = (
        set(Issuer.objects.on(day).values_list("key", flat=True)) for day in (LAST, LAST + DAY)
    )
    assert on_last - after == {"hdnd-cap-huyen", "ubnd-cap-huyen"}


def test_the_command_reports_each_list(capsys):
    call_command("load_vocabularies")
    shown = capsys.readouterr().out
    assert [line.split(":")[0] for line in shown.splitlines()] == list(LISTS)


def test_all_lists_are_read_in_one_statement(vocabularies, django_assert_num_queries):
    with django_assert_num_queries(1), translation.override("en"):
        choices = term_choices(["document_types", "issuers", "fields"])
    assert [term.name for term in choices["document_types"]][:2] == ["Law", "Ordinance"]
    assert {term.key for term in choices["issuers"]} >= {"ubnd-tinh", "ubnd-cap-huyen"}


def test_a_term_in_use_cannot_be_deleted(portal, genre):
    portal.article("Bài", genre=genre)
    with pytest.raises(ProtectedError):
        genre.delete()


@pytest.mark.parametrize(
    ("action", "allowed"), [("add", True), ("change", True), ("view", True), ("delete", False)]
)
def test_superusers_keep_the_lists_and_delete_nothing(admin_user, action, allowed):
    policy = ProvincePolicy(Genre)
    assert policy.user_has_permission(admin_user, action) is allowed
    assert (admin_user in policy.users_with_any_permission([action])) is allowed


def test_a_granted_permission_opens_no_list():
    group = Group.objects.create(name="x")
    group.permissions.set(Permission.objects.filter(content_type__app_label="vocabularies"))
    user = get_user_model().objects.create_user(email="a@example.org", password="x" * 12)
    user.groups.add(group)
    assert user.has_perm("vocabularies.change_genre")
    assert not ProvincePolicy(Genre).user_has_any_permission(user, ["add", "change", "view"])
