"""Lists of candidates: entered, published, and corrected with a log for everybody to see."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Count, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from editorial.candidates.errors import ListRefusedError
from editorial.candidates.models import Candidate, Correction, PublishedList
from editorial.elections.models import Constituency, ElectedBody, Election
from portal.common import clock
from portal.media.services import request_renditions

# In which photographs of candidates are shown, all alike.
PICTURE_SIZES = ("portrait",)
# What the list says of a candidate: what a correction may change.
LISTED = (
    "full_name",
    "other_name",
    "born_on",
    "sex",
    "nationality",
    "ethnicity",
    "religion",
    "home_place",
    "residence",
    "general_education",
    "profession_studied",
    "qualification",
    "title",
    "political_theory",
    "languages",
    "profession",
    "workplace",
    "joined_party_on",
    "deputy_before",
    "nominated_by",
    "picture",
    "biography",
    "programme",
)


def is_published(body: ElectedBody) -> bool:
    """Whether the list of a body is frozen."""
    return PublishedList.objects.filter(body=body).exists()


def published_in(constituency: Constituency) -> Sequence[Candidate]:
    """The candidates of a constituency, once their list is published; in the list's order."""
    if not is_published(constituency.body):
        return []
    return list(listed(Candidate.objects.filter(constituency=constituency)))


def listed(rows: QuerySet[Candidate]) -> QuerySet[Candidate]:
    """In the one order in which candidates are ever shown, without what only their page shows."""
    return rows.order_by("sort_key", "pk").defer("biography", "programme")


def published_candidates(election: Election) -> QuerySet[Candidate]:
    """The candidates of all published lists of an election."""
    return Candidate.objects.filter(
        constituency__body__election=election,
        constituency__body__published_list__isnull=False,
    )


def photos_shown_on(site_id: int) -> QuerySet[Candidate]:
    """Candidates whose photographs a portal serves: of the elections that it shows."""
    from django.conf import settings

    from editorial.campaigns.reach import shown_on
    from editorial.elections.models import ElectionPage

    keys = [one.pk for code, _name in settings.LANGUAGES for one in shown_on(site_id, code)]
    shown = ElectionPage.objects.live().filter(pk__in=keys).values("election")
    published = Candidate.objects.filter(constituency__body__published_list__isnull=False)
    return published.filter(constituency__body__election__in=shown).order_by()


@transaction.atomic
def enter(candidate: Candidate) -> None:
    """Saves a candidate of a list that is not published yet.

    Raises:
        ListRefusedError: the list is published, or the candidate stands there already.
    """
    body = _locked(candidate.constituency.body_id)
    _refuse_frozen(body)
    try:
        with transaction.atomic():
            candidate.save()
    except IntegrityError as error:
        told = _("This candidate stands in this constituency already.")
        raise ListRefusedError(told) from error
    _make_portrait(candidate)


@transaction.atomic
def enter_all(body: ElectedBody, rows: Iterable[Candidate]) -> tuple[int, int]:
    """Saves the candidates of a file; those that stand there already are left as they are.

    Returns:
        How many were new, and how many were there.

    Raises:
        ListRefusedError: the list is published.
    """
    _refuse_frozen(_locked(body.pk))
    known = set(
        Candidate.objects.filter(constituency__body=body).values_list(
            "constituency", "full_name", "born_on"
        )
    )
    new = present = 0
    for row in rows:
        key = (row.constituency_id, row.full_name, row.born_on)
        if key in known:
            present += 1
            continue
        known.add(key)
        row.save()
        new += 1
    return new, present


@transaction.atomic
def remove(candidate: Candidate) -> None:
    """Takes a candidate off a list that is not published yet.

    Raises:
        ListRefusedError: the list is published: a candidate is withdrawn then.
    """
    _refuse_frozen(_locked(candidate.constituency.body_id))
    candidate.delete()


@transaction.atomic
def publish(body: ElectedBody, user: Any) -> PublishedList:
    """Publishes the list of a body; from then on it is frozen. Twice is once.

    Raises:
        ListRefusedError: a constituency has no candidate.
    """
    body = _locked(body.pk)
    empty = body.constituencies.annotate(n=Count("candidates")).filter(n=0).order_by("number")
    numbers = [str(row.number) for row in empty]
    if numbers or not body.constituencies.exists():
        told = _("Constituencies without candidates: %(numbers)s. Enter them first.")
        raise ListRefusedError(told % {"numbers": ", ".join(numbers) or "–"})
    published, is_new = PublishedList.objects.get_or_create(
        body=body, defaults={"published_by": user}
    )
    if is_new:
        log(body.election, "elections.list_published", user=user, data={"body": str(body)})
    return published


def warnings_of(body: ElectedBody) -> list[str]:
    """What an officer should look at before publishing; nothing of it is refused."""
    rows = body.constituencies.annotate(n=Count("candidates")).order_by("number")
    told = _("Constituency %(number)d: %(count)d candidates for %(seats)d seats.")
    return [
        told % {"number": row.number, "count": row.n, "seats": row.seats}
        for row in rows
        if row.n <= row.seats
    ]


@transaction.atomic
def correct(candidate: Candidate, values: dict[str, Any], reason: str, user: Any) -> int:
    """Corrects what a published list says of a candidate; each change is a row of the log.

    Args:
        candidate: as stored.
        values: new values by field; fields that do not change are left out of the log.
        reason: readers see it.
        user: who corrects.

    Returns:
        How many fields changed.

    Raises:
        ListRefusedError: there is no reason, or the list is not published.
    """
    body = _locked(candidate.constituency.body_id)
    if not is_published(body):
        raise ListRefusedError(_("The list is not published yet: change the candidate itself."))
    if not reason.strip():
        raise ListRefusedError(_("Say why it is corrected; readers see it."))
    stored = Candidate.objects.select_for_update().get(pk=candidate.pk)
    name = stored.full_name
    changes = [
        (field, getattr(stored, field), values[field])
        for field in LISTED
        if field in values and getattr(stored, field) != values[field]
    ]
    for field, before, after in changes:
        setattr(stored, field, after)
        Correction.objects.create(
            body=body,
            candidate=stored,
            candidate_name=name,
            kind=Correction.Kind.CORRECTED,
            field=field,
            before=told(stored, field, before),
            after=told(stored, field, after),
            reason=reason,
            made_by=user,
        )
    stored.save()
    _make_portrait(stored)
    return len(changes)


@transaction.atomic
def withdraw(candidate: Candidate, reason: str, user: Any) -> None:
    """Marks a candidate of a published list as withdrawn; the name stays, and the log says why.

    Raises:
        ListRefusedError: there is no reason, or the list is not published.
    """
    body = _locked(candidate.constituency.body_id)
    if not is_published(body):
        raise ListRefusedError(_("The list is not published yet: take the candidate off it."))
    if not reason.strip():
        raise ListRefusedError(_("Say why the candidate is withdrawn; readers see it."))
    stored = Candidate.objects.select_for_update().get(pk=candidate.pk)
    if stored.withdrawn_at:
        return
    stored.withdrawn_at = clock.now()
    stored.save()
    Correction.objects.create(
        body=body,
        candidate=stored,
        candidate_name=stored.full_name,
        kind=Correction.Kind.WITHDRAWN,
        reason=reason,
        made_by=user,
    )


def _make_portrait(candidate: Candidate) -> None:
    """Lets the worker make the photograph's files before readers ask for them."""
    if candidate.picture_id:
        request_renditions([candidate.picture_id], PICTURE_SIZES)


def told(candidate: Candidate, field: str, value: Any) -> str:
    """A value as the log says it."""
    choices = dict(Candidate._meta.get_field(field).flatchoices)
    if value in choices:
        return str(choices[value])
    if isinstance(value, date):
        return date_format(value, "d/m/Y")
    return "" if value is None else str(value)


def _locked(body_pk: int) -> ElectedBody:
    """The body, held until the end: publishing and entering never overlap."""
    return ElectedBody.objects.select_for_update(of=("self",)).get(pk=body_pk)


def _refuse_frozen(body: ElectedBody) -> None:
    if is_published(body):
        told = _(
            "The list of “%(body)s” is published, and so frozen. Correct a single candidate, "
            "with a reason that readers see."
        )
        raise ListRefusedError(told % {"body": body})
