"""Reminding the portals that are late: each at most once a day for a target."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from editorial.boards import tasks
from editorial.boards.errors import BoardRefused
from editorial.boards.models import Reminder, ReportingTarget
from editorial.boards.permissions import overseen_units, refusal_to_oversee
from editorial.boards.progress import sites_that_are_late
from portal.accounts.models import User
from portal.common import clock


@transaction.atomic
def remind_late_portals(target: ReportingTarget, user: User) -> int:
    """Has a mail sent to those who look after each late portal that the person oversees.

    Whoever was reminded of the target today is left alone, whoever asked for it.

    Args:
        target: the target.
        user: a supervisor, or an administrator of the province.

    Returns:
        How many portals are reminded now.

    Raises:
        BoardRefused: the person may not, the last day is not over, or nobody is left to remind.
    """
    reason = refusal_to_oversee(user)
    if reason:
        raise BoardRefused(reason)
    day = clock.today()
    if day <= target.due_on:
        raise BoardRefused(_("The last day is not over, so nobody is late yet."))
    late = sites_that_are_late(target, day, units=overseen_units(user, day))
    fresh = _enter(target, late, user)
    unsent = Reminder.objects.filter(target=target, day=day, site__in=late, sent_at=None)
    if not unsent.exists():
        raise BoardRefused(_nobody_left(bool(late)))
    transaction.on_commit(lambda: tasks.send_reminders.enqueue(target.pk, day.isoformat()))
    return fresh or unsent.count()


def _enter(target: ReportingTarget, late: list[int], user: User) -> int:
    day = clock.today()
    known = set(_reminded(target).values_list("site", flat=True))
    rows = [
        Reminder(target=target, site_id=site, day=day, asked_by=user)
        for site in late
        if site not in known
    ]
    # Of two who ask at the same moment, the database takes each portal's row once.
    Reminder.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _reminded(target: ReportingTarget) -> QuerySet[Reminder]:
    return Reminder.objects.filter(target=target, day=clock.today())


def _nobody_left(some_are_late: bool) -> str:
    if some_are_late:
        return _("All late portals were reminded today already. Remind them again tomorrow.")
    return _("No portal is late, so nobody has to be reminded.")
