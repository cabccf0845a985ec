"""Mail about boards, sent by the worker to whoever holds the roles at that moment."""

import logging
from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy
from django_tasks import task
from wagtail.log_actions import log
from wagtail.models import Site

from editorial.boards.models import Reminder, Submission
from editorial.boards.permissions import BOARD_ROLES, RECEIVING_ROLES, receivable
from editorial.boards.progress import sites_that_are_late
from portal.accounts.models import User
from portal.accounts.tasks import preferred_language
from portal.common import clock
from sites.access.current import PARAMETER
from sites.access.people import people_with_role
from sites.profile.models import SiteProfile
from sites.units.services import successors_on

REMINDED = "boards.remind"
logger = logging.getLogger(__name__)


@task()
def tell_receiver(uid: str) -> None:
    """Mails those who decide on a board that it has arrived, if it still waits."""
    submission = _submission(uid)
    if submission is None or not submission.is_waiting:
        return
    link = settings.WAGTAILADMIN_BASE_URL + reverse("boards:decide", args=[uid])
    # Who works on several portals is led to the one that receives.
    receiving = SiteProfile.objects.filter(
        unit=submission.receiver_id, state=SiteProfile.State.LIVE
    ).first()
    if receiving:
        link += f"?{PARAMETER}={receiving.site_id}"
    subject = gettext_lazy("An editorial board has arrived: %(portal)s")
    _send(_receivers(submission), subject, "arrived", submission, link)


@task()
def tell_sender(uid: str) -> None:
    """Mails those who look after a portal what became of its board."""
    submission = _submission(uid)
    if submission is None or submission.is_waiting:
        return
    site = submission.board.site
    link = settings.WAGTAILADMIN_BASE_URL + reverse("boards:site", args=[site.pk])
    subject = gettext_lazy("Your editorial board: %(portal)s")
    _send(people_with_role(site, *BOARD_ROLES), subject, "decided", submission, link)


@task()
def send_reminders(target_id: int, day: str) -> None:
    """Mails the reminders of a target and day that are not sent yet; each goes out once.

    A portal whose mail cannot be handed over keeps no other from its own.
    """
    waiting = Reminder.objects.filter(
        target=target_id, day=date.fromisoformat(day), sent_at__isnull=True
    )
    for key in waiting.values_list("pk", flat=True):
        try:
            _remind(key)
        except OSError:
            # Asking again on the same day tries again; the row still says “not sent”.
            logger.exception("A reminder was not sent", extra={"reminder": key})


@transaction.atomic
def _remind(key: int) -> None:
    rows = Reminder.objects.select_for_update(of=("self",), no_key=True)
    reminder = rows.select_related("target", "site", "asked_by").filter(pk=key).first()
    if reminder is None or reminder.sent_at is not None:
        return
    site, target = reminder.site, reminder.target
    people = list(people_with_role(site, *BOARD_ROLES))
    if sites_that_are_late(target, clock.today(), [site.pk]):
        link = settings.WAGTAILADMIN_BASE_URL + reverse("boards:site", args=[site.pk])
        subject = gettext_lazy("Reminder: the editorial board of %(portal)s")
        context = {"target": target, "link": link}
        _mail(people, subject, "reminder", site, context)
        profile = SiteProfile.objects.filter(site=site).first()
        data = {"site": site.pk, "target": str(target), "people": len(people)}
        log(profile, REMINDED, user=reminder.asked_by, data=data)
    reminder.sent_at = clock.now()
    reminder.save(update_fields=["sent_at"])


def _submission(uid: str) -> Submission | None:
    found = Submission.objects.select_related("board__site__profile", "receiver")
    return found.filter(uid=uid).first()


def _receivers(submission: Submission) -> list[User]:
    """Who may decide today, without administrators of the province, who are not asked by mail."""
    day = clock.today()
    likely = User.objects.filter(
        is_active=True,
        is_superuser=False,
        groups__site_role__role__in=RECEIVING_ROLES,
        groups__site_role__site__profile__in=_portals_that_may_decide(submission),
    ).distinct()
    return [user for user in likely if receivable(user, day).filter(pk=submission.pk).exists()]


def _portals_that_may_decide(submission: Submission):
    """Portals of the receiver; if it has ended, of those that follow and of the unit above now."""
    receiver = submission.receiver
    units = {receiver.pk}
    if receiver.ended_on:
        day = clock.today()
        units |= {unit.pk for unit in successors_on(receiver, day)}
        period = submission.board.site.profile.unit.at(day)
        units |= {period.parent_id} if period and period.parent_id else set()
    return SiteProfile.objects.filter(unit__in=units, state=SiteProfile.State.LIVE)


def _send(people: Iterable[User], subject, name: str, submission: Submission, link: str) -> None:
    context = {"submission": submission, "board": submission.board, "link": link}
    _mail(people, subject, name, submission.board.site, context)


def _mail(people: Iterable[User], subject, name: str, site: Site, context: dict) -> None:
    portal = site.site_name or site.hostname
    for user in people:
        with translation.override(preferred_language(user)):
            text = render_to_string(f"boards/mail/{name}.txt", {**context, "portal": portal})
            line = " ".join((str(subject) % {"portal": portal}).split())
            EmailMessage(subject=line, body=text, to=[user.email]).send()
