"""Unused accounts: warned at 90 days, blocked 14 days after the warning."""

import io
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from wagtail.models import ModelLogEntry

from portal.accounts import actions, services
from portal.accounts.inactivity import close_unused
from portal.accounts.models import User
from portal.accounts.tests.conftest import PASSWORD
from portal.accounts.tests.test_passwords import without_tokens
from portal.common import clock

USED = date(2021, 1, 4)
DUE = USED + timedelta(days=90)


def at(day: date, hour: int = 10) -> datetime:
    return datetime.combine(day, time(hour), clock.PROVINCE_TIME)


@pytest.fixture
def run(freeze_clock, django_capture_on_commit_callbacks):
    def run_on(day: date):
        freeze_clock(day)
        with django_capture_on_commit_callbacks(execute=True):
            return close_unused()

    return run_on


@pytest.fixture
def unused(writer, freeze_clock) -> User:
    """Somebody who signed in for the last time late in the evening of USED."""
    freeze_clock(USED)
    User.objects.filter(pk=writer.pk).update(last_login=at(USED, 23), date_joined=at(USED, 1))
    writer.refresh_from_db()
    return writer


class TestWarning:
    @pytest.mark.parametrize(("day", "number"), [(DUE - timedelta(days=1), 0), (DUE, 1)])
    def test_comes_on_the_ninetieth_day(self, unused, run, day, number):
        assert len(run(day).warned) == number
        assert len(mail.outbox) == number

    def test_says_both_days(self, unused, run):
        run(DUE)
        [message] = mail.outbox
        assert message.to == [unused.email]
        assert "04/01/2021" in message.body
        assert "18/04/2021" in message.body
        assert "http://quantri.test.localhost/tai-khoan/vao/" in message.body

    def test_comes_once(self, unused, run):
        run(DUE)
        assert run(DUE).warned == run(DUE + timedelta(days=1)).warned == []
        assert len(mail.outbox) == 1
        assert ModelLogEntry.objects.filter(action=actions.WARNED).count() == 1

    def test_comes_anew_after_a_use(self, unused, run):
        run(DUE)
        User.objects.filter(pk=unused.pk).update(last_login=at(DUE))
        assert run(DUE + timedelta(days=89)).warned == []
        assert run(DUE + timedelta(days=90)).warned == [unused.email]


class TestBlocking:
    @pytest.mark.parametrize(("days", "is_open"), [(13, True), (14, False)])
    def test_comes_fourteen_days_after_the_warning(self, unused, run, days, is_open):
        run(DUE)
        run(DUE + timedelta(days=days))
        unused.refresh_from_db()
        assert unused.is_active is is_open

    def test_never_without_a_warning_however_late(self, unused, run):
        late = DUE + timedelta(days=200)
        assert run(late).warned == [unused.email]
        assert run(late + timedelta(days=13)).blocked == []
        assert run(late + timedelta(days=14)).blocked == [unused.email]
        assert run(late + timedelta(days=14)).blocked == []

    def test_not_whoever_signed_in_after_the_warning(self, unused, run):
        run(DUE)
        User.objects.filter(pk=unused.pk).update(last_login=at(DUE + timedelta(days=13)))
        assert run(DUE + timedelta(days=14)).blocked == []

    def test_reinstating_gives_a_whole_term_again(self, unused, superuser, run, freeze_clock):
        run(DUE)
        back = DUE + timedelta(days=14)
        User.objects.filter(pk=superuser.pk).update(last_login=at(back))
        run(back)
        unused.refresh_from_db()
        services.reinstate(unused, by=superuser)
        assert unused.blocked_on is None
        assert run(back + timedelta(days=89)).warned == []
        assert unused.email in run(back + timedelta(days=90)).warned

    def test_the_last_administrator_is_kept(self, superuser, run):
        User.objects.filter(pk=superuser.pk).update(date_joined=at(USED))
        run(DUE)
        assert run(DUE + timedelta(days=14)).kept == [superuser.email]
        superuser.refresh_from_db()
        assert superuser.is_active


class TestNeverUsed:
    def test_counts_from_the_making_where_there_is_a_password(self, writer, run):
        User.objects.filter(pk=writer.pk).update(date_joined=at(USED))
        assert run(DUE - timedelta(days=1)).warned == []
        assert run(DUE).warned == [writer.email]

    def test_the_invited_are_left_alone(self, newcomer, run):
        User.objects.filter(pk=newcomer.pk).update(date_joined=at(USED))
        assert run(DUE + timedelta(days=500)).warned == []

    def test_who_signs_in_by_the_province_is_not(self, newcomer, run):
        User.objects.filter(pk=newcomer.pk).update(date_joined=at(USED), last_login=at(USED))
        assert run(DUE).warned == [newcomer.email]


class TestCommand:
    def test_says_what_it_did(self, unused, freeze_clock, run):
        freeze_clock(DUE)
        out = io.StringIO()
        call_command("block_inactive_accounts", stdout=out)
        assert out.getvalue() == f"{unused.email}: warned\n1 warned, 0 blocked.\n"


class TestBlockedPeople:
    @pytest.fixture
    def blocked(self, unused, superuser, freeze_clock) -> User:
        freeze_clock(DUE)
        services.block_for_disuse(unused)
        return unused

    def attempt(self, password: str, address: str):
        client = Client(SERVER_NAME="quantri.test.localhost")
        fields = {"login": address, "password": password}
        return client.post("/tai-khoan/vao/", fields, follow=True)

    def test_get_the_answer_to_a_wrong_password(self, admin_host, blocked):
        right = self.attempt(PASSWORD, blocked.email)
        wrong = self.attempt("sai-mat-khau", blocked.email)
        unknown = self.attempt("sai-mat-khau", "khong.ai@example.org")
        assert without_tokens(right) == without_tokens(wrong) == without_tokens(unknown)
        assert right.redirect_chain == wrong.redirect_chain == []

    def test_are_told_by_mail_once_a_day_if_the_password_was_right(
        self, admin_host, blocked, freeze_clock
    ):
        self.attempt("sai-mat-khau", blocked.email)
        assert mail.outbox == []
        self.attempt(PASSWORD, blocked.email)
        self.attempt(PASSWORD, blocked.email)
        assert [message.to for message in mail.outbox] == [[blocked.email]]
        assert "quản trị viên" in mail.outbox[0].body
        freeze_clock(DUE + timedelta(days=1))
        self.attempt(PASSWORD, blocked.email)
        assert len(mail.outbox) == 2

    def test_the_suspended_are_not(self, admin_host, writer, superuser):
        services.suspend(writer, by=superuser, reason="")
        self.attempt(PASSWORD, writer.email)
        assert mail.outbox == []


def test_a_use_by_universal_time_counts_for_the_day_in_the_province(writer, run):
    """23:30 UTC is the next morning in Việt Nam."""
    moment = datetime(2021, 1, 3, 23, 30, tzinfo=UTC)
    User.objects.filter(pk=writer.pk).update(last_login=moment, date_joined=moment)
    assert run(DUE - timedelta(days=1)).warned == []
    assert run(DUE).warned == [writer.email]
