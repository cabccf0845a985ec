"""Whether a document is in force on a day."""

from datetime import date

from django.db import models
from django.db.models import DateField, F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Status(models.TextChoices):
    """What readers are told about a document's force."""

    NOT_YET = "not_yet", _("not yet in force")
    IN_FORCE = "in_force", _("in force")
    PARTLY = "partly", _("expired in part")
    EXPIRED = "expired", pgettext_lazy("of a document", "expired")


def status_on(document, day: date) -> Status:
    """The status of a document on this day.

    What the editor said counts; otherwise the dates: in force from the effective date (or the
    date of issue where there is none) and no longer from the expiry date on.
    """
    if document.status_override:
        return Status(document.status_override)
    start = document.effective_on or document.issued_on
    if document.expires_on and document.expires_on <= day:
        return Status.EXPIRED
    if start and start > day:
        return Status.NOT_YET
    return Status.IN_FORCE


START = Coalesce(F("effective_on"), F("issued_on"), output_field=DateField())


def status_filter(status: Status, day: date) -> Q:
    """The condition that finds the documents of :func:`status_on`; needs ``start`` annotated."""
    by_dates = Q(status_override="")
    expired = Q(expires_on__isnull=False, expires_on__lte=day)
    not_yet = Q(start__isnull=False, start__gt=day)
    conditions = {
        Status.EXPIRED: by_dates & expired,
        Status.NOT_YET: by_dates & ~expired & not_yet,
        Status.IN_FORCE: by_dates & ~expired & ~not_yet,
        Status.PARTLY: Q(pk__in=[]),
    }
    return Q(status_override=status) | conditions[status]
