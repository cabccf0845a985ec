"""The list of addresses on localhost, and the banner of the administration."""

import pytest
from django.conf import settings as django_settings
from django.test import Client

from portal.accounts.models import User
from portal.common.testing.officers import officer_client
from portal.demo import day, services
from portal.hosts.models import Host

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_a_developers_machine(settings):
    settings.HOST_LIST_ON_LOCALHOST = True


def get(name="localhost", **headers):
    return Client(SERVER_NAME=name).get("/", **headers)


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1"])
def test_before_the_load_it_says_what_to_run(name):
    response = get(name)
    assert response.status_code == 200
    assert "scripts/demo" in response.text


def test_it_lists_portals_by_kind_with_accounts(two_portals, on_the_day):
    accounts = services.make_accounts()
    day.loaded_marker().touch()
    page = get().text
    for host in two_portals.values():
        assert f'href="http://{host}/"' in page
    assert "Xã Đại Đồng" in page
    for account in accounts:
        assert account.password in page
        assert f"<td>{account.role}</td>" not in page
        assert (f"demo_code {account.email}" in page) == bool(account.totp_secret)
    assert "<td>Quản trị viên cấp tỉnh</td>" in page
    assert "<td>Biên tập viên</td>" in page
    assert "19/04/2021" in page
    assert "scripts/demo" not in page


def test_it_asks_few_statements_whatever_the_number_of_portals(
    two_portals, on_the_day, django_assert_max_num_queries
):
    get()
    with django_assert_max_num_queries(4):
        get()


def test_another_machine_sees_no_password(two_portals):
    (first, *_others) = services.make_accounts()
    page = get(REMOTE_ADDR="192.0.2.7").text
    assert first.password not in page
    assert get(REMOTE_ADDR="::1").text.count(first.password) == 1


def test_nobody_keeps_a_copy_and_no_inline_code_is_needed():
    response = get()
    assert "no-store" in response["Cache-Control"]
    assert "<script" not in response.text
    assert "style=" not in response.text


def test_without_the_setting_localhost_is_not_ours(settings):
    settings.HOST_LIST_ON_LOCALHOST = False
    assert get().status_code == 421


@pytest.fixture
def officer():
    Host.objects.get_or_create(name=django_settings.ADMIN_HOST, kind=Host.Kind.ADMIN)
    return officer_client(User.objects.create_superuser("quantri@example.org", "mat-khau-dai-12"))


@pytest.mark.parametrize("address", ["/admin/", "/admin/images/"])
def test_every_page_of_the_administration_says_the_shifted_day(officer, on_the_day, address):
    page = officer.get(address)
    assert page.status_code == 200
    assert page.text.count("19/04/2021") >= 1
    assert 'id="wagtail-sidebar"' in page.text


def test_on_the_real_day_the_administration_says_nothing(officer):
    assert "help-warning" not in officer.get("/admin/").text
