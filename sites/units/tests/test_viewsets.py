"""The register in the admin: for superusers, to be read."""

from datetime import date

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from portal.common import clock
from portal.common.testing.officers import grant, sign_in
from portal.hosts.models import Host
from sites.units.models import Kind, UnitPeriod
from sites.units.services import create_unit, end_unit, open_period

pytestmark = pytest.mark.django_db

START = date(2021, 1, 1)


def admin_url(name: str, *args) -> str:
    return reverse(f"units:{name}", urlconf="portal.urls.admin", args=args)


@pytest.fixture(autouse=True)
def register(monkeypatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2021, 4, 19))
    province = create_unit(
        code="27", name="Tỉnh Bắc Ninh", kind=Kind.PROVINCE, valid_from=START, name_en="Bac Ninh"
    )
    for code, name in (("261", "Thị xã Từ Sơn"), ("260", "Huyện Đại"), ("259", "Huyện Dũng")):
        create_unit(code=code, name=name, kind=Kind.DISTRICT, valid_from=START, parent=province)
    town = UnitPeriod.objects.get(code="261").unit
    open_period(town, date(2021, 11, 1), name="Thành phố Từ Sơn", short_name="Từ Sơn")
    end_unit(UnitPeriod.objects.get(code="260").unit, date(2021, 4, 18))


@pytest.fixture
def client_of():
    Host.objects.get_or_create(name=settings.ADMIN_HOST, kind=Host.Kind.ADMIN)

    def client_of(user: User) -> Client:
        client = Client(SERVER_NAME=settings.ADMIN_HOST)
        sign_in(client, user)
        return client

    return client_of


@pytest.fixture
def keeper(client_of) -> Client:
    return client_of(User.objects.create_superuser("quantri@example.org"))


def shown(client: Client, **query: str) -> list[str]:
    response = client.get(admin_url("index"), query)
    assert response.status_code == 200
    return [period.name for period in response.context["object_list"]]


def test_the_list_shows_the_units_of_today(keeper):
    assert shown(keeper) == ["Huyện Dũng", "Thị xã Từ Sơn", "Tỉnh Bắc Ninh"]


def test_the_list_shows_the_units_of_another_day(keeper):
    assert shown(keeper, day="2021-04-18") == [
        "Huyện Dũng",
        "Huyện Đại",
        "Thị xã Từ Sơn",
        "Tỉnh Bắc Ninh",
    ]
    assert "Thành phố Từ Sơn" in shown(keeper, day="2021-11-01")
    assert shown(keeper, day="2020-12-31") == []


def test_the_list_names_the_parent(keeper):
    response = keeper.get(admin_url("index"))
    names = {period.code: period.parent_name for period in response.context["object_list"]}
    assert names == {"27": None, "259": "Tỉnh Bắc Ninh", "261": "Tỉnh Bắc Ninh"}


def test_the_list_is_searched_and_filtered(keeper):
    assert shown(keeper, q="từ sơn") == ["Thị xã Từ Sơn"]
    assert shown(keeper, q="bac ninh") == ["Tỉnh Bắc Ninh"]
    assert shown(keeper, kind=Kind.PROVINCE) == ["Tỉnh Bắc Ninh"]
    assert shown(keeper, day="nonsense") == ["Huyện Dũng", "Thị xã Từ Sơn", "Tỉnh Bắc Ninh"]


def test_the_statements_do_not_grow_with_the_units(keeper, django_assert_max_num_queries):
    shown(keeper)
    for number in range(30):
        create_unit(code=f"X{number}", name=f"X{number}", kind=Kind.OTHER, valid_from=START)
    with django_assert_max_num_queries(13):
        assert len(shown(keeper)) == 33


def test_a_period_is_read_and_never_edited(keeper):
    period = UnitPeriod.objects.get(code="27")
    assert b"2021" in keeper.get(admin_url("inspect", period.pk)).content
    for address in (
        admin_url("add"),
        admin_url("edit", period.pk),
        admin_url("delete", period.pk),
    ):
        assert keeper.get(address).status_code == 302
        assert keeper.post(address, {"name": "Other"}).status_code == 302
    period.refresh_from_db()
    assert period.name == "Tỉnh Bắc Ninh"


def test_others_do_not_see_it_whatever_permissions_they_have(client_of):
    officer = User.objects.create_user("canbo@example.org")
    grant(officer, Permission.objects.filter(content_type__app_label__in=["units", "wagtailadmin"]))
    client = client_of(officer)
    period = UnitPeriod.objects.get(code="27")
    for address in (admin_url("index"), admin_url("inspect", period.pk)):
        response = client.get(address)
        assert response.status_code in (302, 403)
        assert "Bắc Ninh" not in response.content.decode()
