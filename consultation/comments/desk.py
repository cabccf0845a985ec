"""What citizens' officers find on their first screen of comments on drafts."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultation.comments.querysets import OFFICERS
from consultation.comments.selection import MINE, UNANSWERED, State, waiting_for
from consultation.drafts.models import DraftPage
from consultation.drafts.status import State as DraftState
from consultation.drafts.status import state_filter
from editorial.desk import citizens
from editorial.desk.citizens import Line
from portal.common import clock
from portal.common.tree import within_path
from portal.hosts.addresses import home_of
from sites.access.standing import standing

CLOSES_SOON = timedelta(days=7)
MOST_DRAFTS = 5


def lines_for(user) -> list[Line]:
    """What waits and which drafts close soon; two statements."""
    return [*_waiting(user), *_closing(user)]


def _waiting(user) -> list[Line]:
    numbers, queue = waiting_for(user), reverse("comments:queue")
    found = []
    if numbers.waiting:
        told = ngettext(
            "%(count)d comment on a draft waits for a decision",
            "%(count)d comments on drafts wait for a decision",
            numbers.waiting,
        )
        url = f"{queue}?state={State.WAITING}"
        found.append(Line(told % {"count": numbers.waiting}, url, since=numbers.oldest))
    if numbers.unanswered:
        told = ngettext(
            "%(count)d published comment has no answer yet",
            "%(count)d published comments have no answer yet",
            numbers.unanswered,
        )
        url = f"{queue}?answer={UNANSWERED}"
        found.append(Line(told % {"count": numbers.unanswered}, url))
    if numbers.mine:
        told = ngettext(
            "%(count)d of them is for you", "%(count)d of them are for you", numbers.mine
        )
        found.append(Line(told % {"count": numbers.mine}, f"{queue}?who={MINE}"))
    return found


def _closing(user) -> list[Line]:
    """Drafts of the officer's portals that close within a week, the next one first."""
    now, condition = clock.now(), None
    for site_id in standing(user).sites_with(*OFFICERS):
        # What translates a draft closes with it, and is not named beside it.
        home = home_of(site_id, settings.LANGUAGE_CODE)
        if home is not None:
            own = within_path(home[0])
            condition = own if condition is None else condition | own
    if condition is None:
        return []
    rows = DraftPage.objects.live().filter(condition, state_filter(DraftState.OPEN, now))
    rows = rows.filter(closes_at__lte=now + CLOSES_SOON).order_by("closes_at", "pk")
    soon = rows.values_list("pk", "title", "closes_at")[:MOST_DRAFTS]
    return [
        Line(
            _("“%(title)s” closes for comment") % {"title": title},
            reverse("comments:draft", args=[pk]),
            until=closes_at,
        )
        for pk, title, closes_at in soon
    ]


def register() -> None:
    """Called once, when the application is ready."""
    citizens.register(lines_for)
