"""Which texts were sent on a draft, and which of them are nearly the same."""

from django.db import models
from django.utils.translation import gettext_lazy

from consultation.drafts.models import DraftPage


class Wording(models.Model):
    """A text that was sent on a draft, once or by many, up to case, marks and signs.

    Those that are nearly the same form a campaign: the first of them leads it.

    Attributes:
        likeness: what all comments with this text have in common.
        leader: the wording that leads its campaign; None for one that leads.
        sample: the first comment with this text.
        is_apart: whether an officer has said that it says something else.
    """

    draft = models.ForeignKey(DraftPage, on_delete=models.CASCADE, related_name="+")
    likeness = models.CharField(max_length=64)
    leader = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="followers"
    )
    sample = models.ForeignKey("comments.Comment", on_delete=models.PROTECT, related_name="+")
    is_apart = models.BooleanField(default=False)

    class Meta:
        verbose_name = gettext_lazy("wording")
        verbose_name_plural = gettext_lazy("wordings")
        constraints = [
            models.UniqueConstraint(fields=["draft", "likeness"], name="wording_once"),
        ]

    def __str__(self) -> str:
        return f"{self.draft_id}: {self.pk}"

    @property
    def campaign(self) -> int:
        """The number of the wording that leads."""
        return self.leader_id or self.pk


class Band(models.Model):
    """A trait of a wording that leads; what is nearly the same has one of them in common."""

    wording = models.ForeignKey(Wording, on_delete=models.CASCADE, related_name="bands")
    draft = models.ForeignKey(DraftPage, on_delete=models.CASCADE, related_name="+")
    value = models.BigIntegerField()

    class Meta:
        verbose_name = gettext_lazy("trait of a wording")
        verbose_name_plural = gettext_lazy("traits of wordings")
        indexes = [models.Index(fields=["draft", "value"], name="band_of_draft")]

    def __str__(self) -> str:
        return f"{self.wording_id}: {self.value}"
