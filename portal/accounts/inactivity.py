"""Accounts that nobody uses: their owners are warned, then the accounts are blocked.

An account that its owner has left is a door that nobody watches.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import transaction
from django.db.models import DateTimeField, F, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest
from wagtail.log_actions import log

from portal.accounts import actions
from portal.accounts.models import User
from portal.accounts.services import block_for_disuse, refusal_to_suspend
from portal.accounts.tasks import warn_of_disuse
from portal.common import clock


@dataclass
class Report:
    """What one run did: addresses of accounts, in order."""

    warned: list[str] = field(default_factory=list)
    blocked: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


def with_last_use(users: QuerySet) -> QuerySet:
    """Adds ``last_use``: the last sign-in, or when the account was made or opened again.

    A session lasts hours, so the last sign-in tells the day of the last use.
    """
    last_sign_in = Coalesce(F("last_login"), F("date_joined"), output_field=DateTimeField())
    reinstated = Coalesce(F("reinstated_at"), F("date_joined"), output_field=DateTimeField())
    return users.annotate(last_use=Greatest(last_sign_in, reinstated))


def unused(on: date) -> QuerySet:
    """Open accounts whose last use lies the days of the settings back, or longer.

    Who was invited and has neither password nor sign-in is left to the invitation's own end.

    Args:
        on: the day that asks.
    """
    first_day_of_use = on - timedelta(days=settings.DISUSE_WARNING_DAYS - 1)
    was_opened = Q(last_login__isnull=False) | ~Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    accounts = with_last_use(User.objects.filter(was_opened, is_active=True))
    return accounts.filter(last_use__lt=clock.start_of(first_day_of_use)).order_by("pk")


def close_unused() -> Report:
    """Warns and blocks what is due today. To be run daily; a second run does nothing more.

    A block follows a warning by the days of the settings, however late the warning was sent. The
    administrator of the province who is the last one is never blocked.
    """
    today, report = clock.today(), Report()
    for user in unused(today):
        last_day = _day(user.last_use)
        if user.disuse_warned_on is None or user.disuse_warned_on <= last_day:
            if _warn(user, last_day, today):
                report.warned.append(user.email)
        elif today >= user.disuse_warned_on + _grace():
            if refusal_to_suspend(user, by=None):
                report.kept.append(user.email)
            else:
                block_for_disuse(user)
                report.blocked.append(user.email)
    return report


@transaction.atomic
def _warn(user: User, last_day: date, today: date) -> bool:
    """Writes the day down and queues the mail, unless another run has just done so."""
    row = User.objects.filter(pk=user.pk, disuse_warned_on=user.disuse_warned_on)
    if not row.update(disuse_warned_on=today):
        return False
    log(user, actions.WARNED)
    arguments = user.pk, last_day.isoformat(), (today + _grace()).isoformat()
    transaction.on_commit(lambda: warn_of_disuse.enqueue(*arguments))
    return True


def _grace() -> timedelta:
    return timedelta(days=settings.DISUSE_BLOCK_DAYS)


def _day(moment: datetime) -> date:
    return moment.astimezone(clock.PROVINCE_TIME).date()
