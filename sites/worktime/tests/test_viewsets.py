"""Working time in the administration: kept by superusers, typed as people write it."""

from datetime import date

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from django.urls import reverse

from portal.accounts.models import User
from portal.common.testing.officers import grant, officer_client
from portal.hosts.models import Host
from sites.worktime.loading import load_working_time
from sites.worktime.models import Holiday, Norm, WorkingTime

pytestmark = pytest.mark.django_db
LISTS = ["working_times", "holidays", "norms"]


def admin_url(name: str, *args) -> str:
    return reverse(name, urlconf="portal.urls.admin", args=args)


@pytest.fixture
def officer(db):
    Host.objects.get_or_create(name=settings.ADMIN_HOST, kind=Host.Kind.ADMIN)
    load_working_time()
    return officer_client(User.objects.create_superuser("quantri@example.org"))


@pytest.mark.parametrize("name", LISTS)
def test_lists_and_details_are_shown(officer, name):
    model = {"working_times": WorkingTime, "holidays": Holiday, "norms": Norm}[name]
    row = model.objects.first()
    assert officer.get(admin_url(f"{name}:index")).status_code == 200
    page = officer.get(admin_url(f"{name}:inspect", row.pk)).content.decode()
    assert row.source in page
    assert str(row.uid) not in page


@pytest.mark.parametrize("name", LISTS)
def test_an_editor_with_any_permission_finds_nothing(two_sites, name):
    Host.objects.get_or_create(name=settings.ADMIN_HOST, kind=Host.Kind.ADMIN)
    person = two_sites.person(two_sites.here, "administrator")
    grant(person, Permission.objects.filter(content_type__app_label="worktime"))
    assert officer_client(person).get(admin_url(f"{name}:index")).status_code in (302, 403)
    assert officer_client(person).get(admin_url(f"{name}:add")).status_code in (302, 403)


def test_the_days_of_the_week_are_ticked(officer):
    row = WorkingTime.objects.get()
    data = {
        "valid_from": "2021-01-01",
        "valid_to": "",
        "weekdays": ["1", "6"],
        "first_from": "08:00",
        "first_to": "12:00",
        "second_from": "13:00",
        "second_to": "17:00",
        "source": "QĐ 2",
    }
    officer.post(admin_url("working_times:edit", row.pk), data)
    row.refresh_from_db()
    assert row.weekdays == [1, 6]
    officer.post(admin_url("working_times:edit", row.pk), {**data, "weekdays": []})
    row.refresh_from_db()
    assert row.weekdays == [1, 6]


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("", []),
        ("28/01/2023", ["2023-01-28"]),
        ("04/02/2023; 28/01/2023", ["2023-01-28", "2023-02-04"]),
        ("2023-01-28", None),
        ("31/02/2023", None),
        ("20/01/2023", None),
        (", ".join(f"{day:02}/03/2023" for day in range(1, 22)), None),
    ],
)
def test_swapped_days_are_typed_as_people_write_them(officer, typed, stored):
    data = {
        "name": "Tết 2023",
        "first_day": "2023-01-20",
        "last_day": "2023-01-26",
        "working_instead": typed,
        "source": "TB 1",
    }
    answer = officer.post(admin_url("holidays:add"), data)
    holiday = Holiday.objects.filter(name="Tết 2023").first()
    if stored is None:
        assert holiday is None
        assert typed in answer.content.decode()
    else:
        assert holiday.working_instead == stored
        page = officer.get(admin_url("holidays:edit", holiday.pk)).content.decode()
        assert all(f"{date.fromisoformat(day):%d/%m/%Y}" in page for day in stored)


def test_a_holiday_may_be_deleted_and_a_norm_may_not(officer):
    holiday, norm = Holiday.objects.first(), Norm.objects.get()
    officer.post(admin_url("holidays:delete", holiday.pk))
    officer.post(admin_url("norms:delete", norm.pk))
    assert not Holiday.objects.filter(pk=holiday.pk).exists()
    assert Norm.objects.filter(pk=norm.pk).exists()
