"""Summaries that readers were given, and the files that are made of them."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy, pgettext_lazy

from consultation.drafts.models import DraftPage
from portal.common import clock
from portal.common.models import UidModel

FOLDER = "exports"
# Between two batches of rows pass seconds; after this nobody is working on it any more.
SILENCE = timedelta(minutes=5)


class PublishedSummary(models.Model):
    """That readers have the summary of a draft: every admitted comment had its answer then."""

    draft = models.OneToOneField(DraftPage, on_delete=models.CASCADE, related_name="+")
    published_at = models.DateTimeField(gettext_lazy("published"), default=clock.now)

    class Meta:
        verbose_name = gettext_lazy("published summary")
        verbose_name_plural = gettext_lazy("published summaries")

    def __str__(self) -> str:
        return f"{self.draft_id}: {self.published_at:%d/%m/%Y}"


class Export(UidModel):
    """A file of the summary, made by a worker while others look how far it is.

    Attributes:
        total: how many comments it will have.
        done: how many it has.
        is_public: whether it is the one that readers get; else it is the officers'.
        touched_at: when something last happened to it.
    """

    class Format(models.TextChoices):
        DOCX = "docx", gettext_lazy("Word document (.docx)")
        XLSX = "xlsx", gettext_lazy("Spreadsheet (.xlsx)")

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("of a file", "waiting")
        RUNNING = "running", pgettext_lazy("of a file", "being made")
        READY = "ready", pgettext_lazy("of a file", "ready")
        FAILED = "failed", pgettext_lazy("of a file", "not made")

    draft = models.ForeignKey(DraftPage, on_delete=models.CASCADE, related_name="+")
    format = models.CharField(max_length=4, choices=Format)
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    file = models.FileField(max_length=100, blank=True)
    is_public = models.BooleanField(default=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=clock.now)
    touched_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = gettext_lazy("file of a summary")
        verbose_name_plural = gettext_lazy("files of summaries")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["draft", "is_public", "-id"], name="export_of_draft")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="ready") | ~Q(file=""), name="export_ready_has_file"
            )
        ]

    def __str__(self) -> str:
        return f"{self.uid}.{self.format}"

    @property
    def path(self) -> str:
        """Where its file stands below the folder of media."""
        return f"{FOLDER}/{self.uid}.{self.format}"

    @property
    def is_ready(self) -> bool:
        """Whether its file can be had."""
        return self.state == self.State.READY

    @property
    def is_going_on(self) -> bool:
        """Whether a worker has it, or will soon."""
        return self.state in {self.State.WAITING, self.State.RUNNING} and not self.is_silent

    @property
    def is_silent(self) -> bool:
        """Whether nothing has come of it for so long that the worker must be gone."""
        return clock.now() - self.touched_at > SILENCE
