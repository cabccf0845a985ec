"""The law in the admin: superusers only, the sets of the files for reading only."""

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from portal.common.testing.officers import grant, sign_in
from portal.hosts.models import Host
from sites.blueprint.models import RequiredSection, RequirementSet

pytestmark = pytest.mark.django_db


def admin_url(name: str, *args) -> str:
    return reverse(name, urlconf="portal.urls.admin", args=args)


@pytest.fixture
def client_of(law):
    Host.objects.get_or_create(name=settings.ADMIN_HOST, kind=Host.Kind.ADMIN)

    def client_of(user: User) -> Client:
        client = Client(SERVER_NAME=settings.ADMIN_HOST)
        sign_in(client, user)
        return client

    return client_of


@pytest.fixture
def officer(client_of) -> Client:
    return client_of(User.objects.create_superuser("quantri@example.org"))


@pytest.fixture
def editable(law) -> RequirementSet:
    return RequirementSet.objects.get(is_editable=True)


@pytest.fixture
def decree(law) -> RequirementSet:
    return RequirementSet.objects.get(key="decree-42-2022")


def form_of(section: RequiredSection, **changes) -> dict:
    names = [
        "requirement_set_id",
        "name_vi",
        "name_en",
        "key",
        "page_type",
        "parent_id",
        "order",
        "slug",
        "slug_en",
        "kinds",
        "update_interval_days",
        "update_rule",
        "update_certainty",
        "legal_basis",
        "certainty",
        "source",
        "in_force_from",
        "in_force_to",
        "note",
    ]
    values = {name.removesuffix("_id"): getattr(section, name) for name in names}
    data = {name: "" if value is None else value for name, value in values.items()}
    if section.is_function:
        data["is_function"] = "on"
    return data | changes


def test_sets_are_listed_with_their_days(officer):
    page = officer.get(admin_url("requirement_sets:index")).content.decode()
    for title in RequirementSet.objects.values_list("title_vi", flat=True):
        assert title in page
    assert "2022" in page


def test_only_the_editable_set_offers_changes(officer, editable, decree):
    page = officer.get(admin_url("requirement_sets:index")).content.decode()
    assert admin_url("requirement_sets:edit", editable.pk) in page
    assert admin_url("requirement_sets:edit", decree.pk) not in page
    assert admin_url("requirement_sets:inspect", decree.pk) in page


def test_list_says_which_basis_has_to_be_checked(officer, decree):
    url = admin_url("required_sections:index") + f"?requirement_set={decree.pk}"
    response = officer.get(url)
    marks = {
        section.key: row_mark
        for section, row_mark in _marks(response)
        if section.requirement_set_id == decree.pk
    }
    assert marks["news"] == RequiredSection(certainty="inferred").get_certainty_display()
    assert marks["spokesperson"] == RequiredSection(certainty="recalled").get_certainty_display()
    assert marks["links"] != marks["legal_documents"]
    assert str(marks["spokesperson"]) in response.content.decode()


def _marks(response):
    column = next(c for c in response.context["table"].columns.values() if c.name == "certainty")
    return [(section, column.get_value(section)) for section in response.context["object_list"]]


def test_hundred_rows_cost_no_statement_each(officer, django_assert_max_num_queries):
    url = admin_url("required_sections:index")
    officer.get(url)
    with django_assert_max_num_queries(25):
        response = officer.get(url)
    assert len(response.context["object_list"]) == 100


@pytest.mark.parametrize("screen", ["edit", "delete"])
def test_section_of_the_files_is_for_reading_only(officer, decree, screen):
    section = decree.sections.get(key="links")
    url = admin_url(f"required_sections:{screen}", section.pk)
    assert officer.get(url).status_code == 302
    assert officer.post(url, form_of(section, name_vi="Khác")).status_code == 302
    section.refresh_from_db()
    assert section.name_vi == "Liên kết"


def test_section_of_the_files_can_be_read(officer, decree):
    section = decree.sections.get(key="links")
    page = officer.get(admin_url("required_sections:inspect", section.pk))
    assert page.status_code == 200
    assert section.legal_basis in page.content.decode()
    assert admin_url("required_sections:edit", section.pk) not in page.content.decode()


def test_section_of_the_editable_set_is_changed_and_the_set_is_kept(officer, editable):
    section = editable.sections.get(key="treaties")
    data = form_of(section, name_vi="Thỏa thuận quốc tế", kinds=["province", "commune"])
    answer = officer.post(admin_url("required_sections:edit", section.pk), data)
    assert answer.status_code == 302
    section.refresh_from_db()
    editable.refresh_from_db()
    assert (section.name_vi, section.kinds) == ("Thỏa thuận quốc tế", ["province", "commune"])
    assert editable.edited_at is not None


def test_bad_place_is_refused_in_the_form(officer, editable):
    section = editable.sections.get(key="news")
    child = editable.sections.get(key="disease_info")
    url = admin_url("required_sections:edit", section.pk)
    answer = officer.post(url, form_of(section, parent=child.pk))
    assert "parent" in answer.context["form"].errors
    editable.refresh_from_db()
    assert editable.edited_at is None


def test_section_is_added_to_the_editable_set_alone(officer, editable, decree):
    new = RequiredSection(
        requirement_set=editable,
        key="youth",
        name_vi="Thanh niên",
        name_en="Youth",
        slug="thanh-nien",
        slug_en="youth",
        page_type="articles",
        kinds=["province"],
    )
    url = admin_url("required_sections:add")
    refused = officer.post(url, form_of(new, requirement_set=decree.pk))
    assert "requirement_set" in refused.context["form"].errors
    assert officer.post(url, form_of(new)).status_code == 302
    assert editable.sections.filter(key="youth").exists()
    editable.refresh_from_db()
    assert editable.edited_at is not None


def test_section_is_removed(officer, editable):
    section = editable.sections.get(key="treaties")
    officer.post(admin_url("required_sections:delete", section.pk))
    assert not editable.sections.filter(key="treaties").exists()
    editable.refresh_from_db()
    assert editable.edited_at is not None


def test_section_with_others_below_is_not_removed(officer, editable):
    section = editable.sections.get(key="news")
    answer = officer.post(admin_url("required_sections:delete", section.pk), follow=True)
    assert "Thông tin về dịch bệnh" in answer.content.decode()
    assert editable.sections.filter(key="news").exists()


def test_new_set_may_not_overlap_and_is_editable(officer, editable):
    data = {
        "title_vi": "Nghị định mới",
        "title_en": "New decree",
        "key": "new",
        "document_number": "1/2030/NĐ-CP",
        "in_force_from": "2030-01-01",
        "in_force_to": "",
        "note": "",
    }
    url = admin_url("requirement_sets:add")
    assert "in_force_from" in officer.post(url, data).context["form"].errors
    RequirementSet.objects.filter(pk=editable.pk).update(in_force_to="2029-12-31")
    assert officer.post(url, data).status_code == 302
    assert RequirementSet.objects.get(key="new").is_editable


@pytest.mark.parametrize("action", ["view", "add", "change", "delete"])
def test_permissions_of_the_models_open_nothing(client_of, editable, action):
    user = User.objects.create_user("sua@example.org")
    names = [f"{action}_requirementset", f"{action}_requiredsection", "access_admin"]
    grant(user, Permission.objects.filter(codename__in=names))
    client = client_of(user)
    section = editable.sections.get(key="treaties")
    assert client.get(admin_url("wagtailadmin_home")).status_code == 200
    for url in (
        admin_url("requirement_sets:index"),
        admin_url("requirement_sets:edit", editable.pk),
        admin_url("required_sections:index"),
        admin_url("required_sections:add"),
        admin_url("required_sections:inspect", section.pk),
        admin_url("required_sections:delete", section.pk),
    ):
        assert client.get(url).status_code == 302, url
