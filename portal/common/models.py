"""Abstract models that every feature builds on."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class UidModel(models.Model):
    """Anything of ours that is exported or that citizens address: by an unguessable name."""

    uid = models.UUIDField(_("identifier"), default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True
