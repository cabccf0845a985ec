"""Mails of the review, sent by the worker to those who have to act at that moment."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, ngettext
from django_tasks import task
from wagtail.models import WorkflowState

from editorial.workflow.models import NoticePreference, ReviewState
from editorial.workflow.querysets import waiting, waiting_for
from portal.accounts.models import User
from portal.accounts.tasks import preferred_language
from portal.common import clock
from sites.access.choosing import reaches
from sites.access.current import PARAMETER

When = NoticePreference.When
MOST_PRESSING = (F("due_at").asc(nulls_last=True), "started_at", "pk")
MOST_LISTED = 100


@task()
def tell_reviewers(state_id: int) -> None:
    """Finds who may decide on an item, once, and hands each of them a mail of their own.

    One that cannot be sent keeps nobody else from theirs. The row stays locked, so that two
    workers do not both begin.
    """
    from editorial.workflow.services import people_to_act

    with transaction.atomic():
        rows = waiting().select_for_update(of=("self",)).filter(pk=state_id, notified_at=None)
        state = rows.select_related("page", "site", "workflow_state__requested_by").first()
        if state is None:
            return
        for person in people_to_act(state):
            if wish_of(person) == When.AT_ONCE:
                _mail_on_commit(person, [state.pk])
        ReviewState.objects.filter(pk=state.pk).update(notified_at=clock.now())


@task()
def mail_waiting(person_id: int, state_ids: list[int]) -> None:
    """Mails one person what of these items waits for them at this moment."""
    from editorial.workflow.services import may_act

    person = User.objects.filter(pk=person_id).first()
    if person is None:
        return
    rows = waiting().filter(pk__in=state_ids).select_related("page", "site")
    found = [state for state in rows.order_by(*MOST_PRESSING) if may_act(person, state)]
    if found:
        context = {"states": found[:MOST_LISTED], "is_cut": len(found) > MOST_LISTED}
        link = f"{settings.WAGTAILADMIN_BASE_URL}{_address('review:list')}"
        _send(person, _waiting_subject(len(found)), "waiting", context | {"list_link": link})


@task()
def tell_author(workflow_state_id: int, status: str) -> None:
    """Tells who asked for a review how it ended, if that still holds."""
    states = WorkflowState.objects.select_related("requested_by", "current_task_state")
    state = states.filter(pk=workflow_state_id, status=status).first()
    author = state.requested_by if state else None
    decided_by = state.current_task_state.finished_by_id if state else None
    if author is None or not author.is_active or author.pk == decided_by:
        return
    if wish_of(author) == When.NEVER or not reaches(author, state.content_object):
        return
    is_back = status == WorkflowState.STATUS_NEEDS_CHANGES
    page = state.content_object
    with translation.override(preferred_language(author)):
        subject = gettext("Sent back to you") if is_back else gettext("Your text was approved")
    context = {"page": page, "is_back": is_back, "comment": state.current_task_state.comment}
    _send(author, subject, "decided", context | {"link": _link(f"admin/pages/{page.pk}/edit/")})


def send_digests() -> int:
    """Queues a mail for everybody who wants one a day of what waits for them; how many.

    What somebody wrote themselves is left out when the mail is written, see
    :func:`mail_waiting`; who has nothing else gets none.
    """
    people = User.objects.filter(is_active=True, review_notices__when=When.DAILY)
    number = 0
    for person in people.iterator():
        rows = waiting_for(person).order_by(*MOST_PRESSING)
        found = list(rows.values_list("pk", flat=True)[: MOST_LISTED + 1])
        if found:
            _mail_on_commit(person, found)
            number += 1
    return number


def _mail_on_commit(person: User, numbers: list[int]) -> None:
    transaction.on_commit(lambda: mail_waiting.enqueue(person.pk, numbers))


def tell_author_on_commit(state: WorkflowState) -> None:
    """Queues the mail to who asked for the review once its end is there to stay."""
    number, status = state.pk, state.status
    transaction.on_commit(lambda: tell_author.enqueue(number, status))


def wish_of(person: User) -> str:
    """How a person wants to hear of the review."""
    row = NoticePreference.objects.filter(user=person).first()
    return row.when if row else When.AT_ONCE


def review_link(state: ReviewState) -> str:
    """The address of the screen on which an item is decided, on its own portal."""
    path = _address("review:show", state.pk)
    return f"{settings.WAGTAILADMIN_BASE_URL}{path}?{PARAMETER}={state.site_id}"


def _address(name: str, *args) -> str:
    return reverse(name, args=args, urlconf="portal.urls.admin")


def _link(path: str) -> str:
    return f"{settings.WAGTAILADMIN_BASE_URL}/{path}"


def _waiting_subject(number: int):
    def subject() -> str:
        return ngettext(
            "%(number)d item waits for your review",
            "%(number)d items wait for your review",
            number,
        ) % {"number": number}

    return subject


def _send(person: User, subject, template: str, context: dict) -> None:
    with translation.override(preferred_language(person)):
        items = [(state, review_link(state)) for state in context.get("states", [])]
        text = subject() if callable(subject) else subject
        body = render_to_string(
            f"workflow/mail/{template}.txt", {**context, "person": person, "items": items}
        )
        EmailMessage(subject=" ".join(text.split()), body=body, to=[person.email]).send()
