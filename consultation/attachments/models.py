"""Files that were sent with comments."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy, pgettext_lazy

from portal.common.models import UidModel

LONGEST_NAME = 100


class AttachedFile(UidModel):
    """A file beside a comment. The row stays for good, the bytes until they are erased.

    Nobody opens it before the worker has looked at it, and only officers in charge until one of
    them shows it beside the published comment.

    Attributes:
        number: its place among the files of the comment, from 1.
        name: as the citizen called it, for officers alone: names of files hold names of people.
        extension: what it is, as its content says.
        digest: SHA-256 of what was sent, which is not what is kept once metadata was taken out.
        file: the bytes that are kept; empty once they are erased.
        fault: why it is not opened, a value of :class:`Fault`.
        was_scanned: whether a program against viruses has read it.
    """

    class State(models.TextChoices):
        QUARANTINED = "quarantined", pgettext_lazy("of a file", "in quarantine")
        READY = "ready", pgettext_lazy("of a file", "may be opened")
        UNFIT = "unfit", pgettext_lazy("of a file", "is not opened")
        ERASED = "erased", pgettext_lazy("of a file", "erased")

    class Fault(models.TextChoices):
        VIRUS = "virus", gettext_lazy("a virus was found in it")
        DAMAGED = "damaged", gettext_lazy("it is damaged or another kind of file than it says")
        MISSING = "missing", gettext_lazy("it is no longer in the store")

    comment = models.ForeignKey("comments.Comment", on_delete=models.PROTECT, related_name="files")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(gettext_lazy("name"), max_length=LONGEST_NAME, blank=True)
    extension = models.CharField(max_length=5)
    size = models.PositiveIntegerField(gettext_lazy("size"))
    digest = models.CharField(max_length=64)
    file = models.FileField(max_length=150, blank=True)
    state = models.CharField(
        gettext_lazy("state"), max_length=11, choices=State, default=State.QUARANTINED
    )
    fault = models.CharField(max_length=8, choices=Fault, blank=True, default="")
    was_scanned = models.BooleanField(default=False)
    is_shown = models.BooleanField(gettext_lazy("shown"), default=False)

    class Meta:
        verbose_name = gettext_lazy("file sent with a comment")
        verbose_name_plural = gettext_lazy("files sent with comments")
        ordering = ["comment", "number"]
        constraints = [
            models.UniqueConstraint(fields=["comment", "number"], name="attached_once"),
            models.CheckConstraint(
                condition=Q(is_shown=False) | Q(state="ready"), name="attached_shown_if_ready"
            ),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(state="quarantined"), name="attached_waiting"),
        ]

    def __str__(self) -> str:
        """Its number alone: logs show this, and never what the citizen called it."""
        return f"{self.comment_id}/{self.number}"

    @property
    def is_ready(self) -> bool:
        """Whether it may be opened."""
        return self.state == self.State.READY
