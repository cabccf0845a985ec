"""Abstract models that every feature builds on."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.common import clock


class UidModel(models.Model):
    """Anything of ours that is exported or that citizens address: by an unguessable name."""

    uid = models.UUIDField(_("identifier"), default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True


class SubmissionKey(models.Model):
    """One row per form that a citizen has sent: sending it again gives the same result."""

    key = models.UUIDField(_("key"), unique=True, editable=False)
    purpose = models.CharField(_("purpose"), max_length=50, editable=False)
    result = models.CharField(_("result"), max_length=255, blank=True, editable=False)
    created = models.DateTimeField(_("created"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("sent form")
        verbose_name_plural = _("sent forms")

    def __str__(self) -> str:
        return f"{self.purpose} {self.key}"
