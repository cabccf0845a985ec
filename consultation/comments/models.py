"""Comments on drafts, who wrote them, and the receipts that prove that they arrived."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.models import Site

from consultation.comments.querysets import CommentQuerySet
from consultation.drafts.models import DraftPage
from consultation.periods.kept import KeptOnceInForce
from consultation.versions.models import DraftVersion, Lineage, Provision
from portal.common import clock
from portal.common.models import UidModel
from portal.common.text import fold

LONGEST_COMMENT = 10_000
LONGEST_EXPLANATION = 5_000


class ConsentText(UidModel, KeptOnceInForce):
    """What citizens agree to before they send their name and address, from a day on.

    That purpose and kind of data are told before consent: Law 91/2025/QH15.
    """

    text = models.TextField(gettext_lazy("text"), max_length=2000)
    text_en = models.TextField(
        gettext_lazy("text in English"),
        max_length=2000,
        blank=True,
        help_text=gettext_lazy("Left empty, English pages show the Vietnamese text."),
    )

    panels = [FieldPanel("valid_from"), FieldPanel("text"), FieldPanel("text_en")]

    class Meta:
        verbose_name = gettext_lazy("consent text")
        verbose_name_plural = gettext_lazy("consent texts")
        ordering = ["-valid_from"]

    def __str__(self) -> str:
        return f"{self.valid_from:%d/%m/%Y}"

    def worded(self, language: str) -> str:
        """The text in a language; in Vietnamese where it was not translated."""
        return self.text_en if language == "en" and self.text_en else self.text


class Comment(UidModel):
    """What somebody has to say on a draft or on one of its provisions.

    It holds no personal data: those stand in :class:`Commenter` and can be erased while this
    stays. It is never deleted.

    Attributes:
        version: the text that was read; None for a draft without one.
        provision: the provision as it was read; None for a comment on the whole draft.
        lineage: the same provision through all versions.
        edition: counts the changes, so that of two officers the second one is told.
        folded: the text for finding it, without marks.
        likeness: the same for texts that differ in case, marks and punctuation alone.
        wording: all comments with the same text; None until the worker has grouped it.
        files_digest: one for all files that were sent with it; empty where there were none.
    """

    class State(models.TextChoices):
        UNCONFIRMED = "unconfirmed", pgettext_lazy("of a comment", "e-mail not confirmed")
        WAITING = "waiting", pgettext_lazy("of a comment", "waiting")
        PUBLISHED = "published", pgettext_lazy("of a comment", "published")
        HIDDEN = "hidden", pgettext_lazy("of a comment", "hidden")
        RETURNED = "returned", pgettext_lazy("of a comment", "returned")

    class Source(models.TextChoices):
        PORTAL = "portal", pgettext_lazy("source of a comment", "portal")
        LETTER = "letter", pgettext_lazy("source of a comment", "letter")
        EMAIL = "email", pgettext_lazy("source of a comment", "e-mail")
        MEETING = "meeting", pgettext_lazy("source of a comment", "meeting")
        OTHER = "other", pgettext_lazy("source of a comment", "other")

    class Reason(models.TextChoices):
        """Why a comment is not shown."""

        OFF_TOPIC = "off_topic", gettext_lazy("it is not about this draft")
        OFFENSIVE = "offensive", gettext_lazy("it insults or threatens")
        PERSONAL = "personal", gettext_lazy("it holds personal data of others")
        UNLAWFUL = "unlawful", gettext_lazy("it breaks the law")
        ADVERTISING = "advertising", gettext_lazy("it is advertising")
        REPEATED = "repeated", gettext_lazy("the same person sent it before")

    class Disposition(models.TextChoices):
        ACCEPTED = "accepted", pgettext_lazy("answer to a comment", "accepted")
        PARTLY = "partly", pgettext_lazy("answer to a comment", "partly accepted")
        NOT_ACCEPTED = "not_accepted", pgettext_lazy("answer to a comment", "not accepted")
        NOTED = "noted", pgettext_lazy("answer to a comment", "noted")

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+", editable=False)
    draft = models.ForeignKey(
        DraftPage,
        verbose_name=pgettext_lazy("of law", "draft"),
        on_delete=models.PROTECT,
        related_name="comments",
        editable=False,
    )
    version = models.ForeignKey(
        DraftVersion, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    provision = models.ForeignKey(
        Provision,
        verbose_name=pgettext_lazy("of law", "provision"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    lineage = models.ForeignKey(
        Lineage, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    text = models.TextField(pgettext_lazy("on a draft", "comment"), max_length=LONGEST_COMMENT)
    folded = models.TextField(editable=False, default="")
    likeness = models.CharField(max_length=64, editable=False, default="")
    wording = models.ForeignKey(
        "similarity.Wording", null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    files_digest = models.CharField(max_length=64, editable=False, default="", blank=True)
    is_organisation = models.BooleanField(gettext_lazy("of an organisation"), default=False)
    language = models.CharField(max_length=2, default="vi", editable=False)
    source = models.CharField(
        gettext_lazy("source"), max_length=10, choices=Source, default=Source.PORTAL
    )
    received_at = models.DateTimeField(gettext_lazy("received"), editable=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    consent = models.ForeignKey(
        ConsentText, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )

    state = models.CharField(
        gettext_lazy("state"), max_length=12, choices=State, default=State.WAITING
    )
    reason = models.CharField(
        gettext_lazy("reason"), max_length=12, choices=Reason, blank=True, default=""
    )
    note = models.TextField(gettext_lazy("note to the author"), max_length=1000, blank=True)
    decided_at = models.DateTimeField(null=True, editable=False)
    edition = models.PositiveIntegerField(default=0, editable=False)
    appeal = models.TextField(gettext_lazy("objection"), max_length=2000, blank=True)
    appealed_at = models.DateTimeField(null=True, editable=False)

    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=gettext_lazy("who answers"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    disposition = models.CharField(
        gettext_lazy("answer"), max_length=12, choices=Disposition, blank=True, default=""
    )
    explanation = models.TextField(
        gettext_lazy("explanation"), max_length=LONGEST_EXPLANATION, blank=True
    )
    answered_at = models.DateTimeField(null=True, editable=False)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("comment on a draft")
        verbose_name_plural = gettext_lazy("comments on drafts")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["draft", "state", "-id"], name="comment_of_draft"),
            models.Index(fields=["lineage", "state", "-id"], name="comment_of_provision"),
            models.Index(fields=["site", "state", "-id"], name="comment_of_site"),
            models.Index(
                fields=["id"], condition=Q(wording__isnull=True), name="comment_not_grouped"
            ),
            models.Index(
                fields=["draft", "-id"],
                condition=Q(state="published", disposition=""),
                name="comment_unanswered",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(disposition="") | Q(answered_at__isnull=False),
                name="comment_answer_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["hidden", "returned"]) | Q(reason=""),
                name="comment_reason_where_not_shown",
            ),
        ]

    def __str__(self) -> str:
        """Its number alone: histories and logs show this, and never what it says."""
        return _("Comment %(number)s") % {"number": self.pk}

    def save(self, *args, **kwargs) -> None:
        from consultation.comments.likeness import likeness_of

        self.folded, self.likeness = fold(self.text), likeness_of(self.text)
        super().save(*args, **kwargs)

    @property
    def is_shown(self) -> bool:
        """Whether everybody may read it."""
        return self.state == self.State.PUBLISHED

    @property
    def may_object(self) -> bool:
        """Whether its author may still object to its not being shown: once."""
        return self.state == self.State.HIDDEN and self.appealed_at is None


class Commenter(models.Model):
    """Who wrote a comment: personal data, read by the officers in charge alone.

    Erasing it deletes the row; the comment stays.
    """

    comment = models.OneToOneField(Comment, on_delete=models.CASCADE, related_name="commenter")
    name = models.CharField(gettext_lazy("name"), max_length=150, blank=True)
    organisation = models.CharField(gettext_lazy("organisation"), max_length=200, blank=True)
    email = models.EmailField(gettext_lazy("e-mail"), blank=True)
    telephone = models.CharField(gettext_lazy("telephone"), max_length=30, blank=True)
    name_is_shown = models.BooleanField(gettext_lazy("name may be shown"), default=False)

    class Meta:
        verbose_name = gettext_lazy("author of a comment")
        verbose_name_plural = gettext_lazy("authors of comments")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def public_name(self) -> str:
        """The name that everybody may read; empty where the author withholds it."""
        if not self.name_is_shown:
            return ""
        return self.organisation or self.name


class Receipt(models.Model):
    """Proof that a comment arrived, with this text at this moment. Holds no personal data.

    Attributes:
        code: what the citizen keeps.
        digest: of text, version and moment.
        key: the name of the key that signed it.
        signature: over code and digest.
        number: its place in the chain, from 1; None until the chain reaches it.
        link: digest of the link before and of this receipt.
    """

    comment = models.OneToOneField(Comment, on_delete=models.PROTECT, related_name="receipt")
    code = models.CharField(gettext_lazy("code"), max_length=14, unique=True)
    digest = models.CharField(max_length=64)
    key = models.CharField(max_length=16)
    signature = models.CharField(max_length=64)
    issued_at = models.DateTimeField()
    number = models.PositiveBigIntegerField(null=True, unique=True)
    link = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = gettext_lazy("receipt")
        verbose_name_plural = gettext_lazy("receipts")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.code


class ChainDay(models.Model):
    """The last link of the receipts' chain on a day, which everybody may write down.

    Attributes:
        last: number of the last receipt of the day.
        count: how many receipts were linked on the day.
    """

    day = models.DateField(pgettext_lazy("of the chain", "day"), unique=True)
    last = models.PositiveBigIntegerField()
    count = models.PositiveIntegerField(default=0)
    link = models.CharField(max_length=64)

    class Meta:
        verbose_name = gettext_lazy("day of the receipts' chain")
        verbose_name_plural = gettext_lazy("days of the receipts' chain")
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}"


class PublishedCount(models.Model):
    """How many published comments a draft has on one provision, or on the whole of it.

    Attributes:
        lineage: the provision; None for the whole draft.
    """

    draft = models.ForeignKey(DraftPage, on_delete=models.CASCADE, related_name="+")
    lineage = models.ForeignKey(Lineage, null=True, on_delete=models.CASCADE, related_name="+")
    individuals = models.PositiveIntegerField(default=0)
    organisations = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = gettext_lazy("number of published comments")
        verbose_name_plural = gettext_lazy("numbers of published comments")
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "lineage"], nulls_distinct=False, name="count_once_per_provision"
            )
        ]

    def __str__(self) -> str:
        return f"{self.draft_id}: {self.total}"

    @property
    def total(self) -> int:
        """Of both."""
        return self.individuals + self.organisations


class Notice(models.Model):
    """A mail that is owed: the row first, the mail after, each once.

    What concerns a comment is one mail to its author. What concerns a draft is divided when it is
    due: into one row for each officer of that moment, or for each author.

    Attributes:
        key: what it is about, unique.
        person: the officer, in a row that was divided off.
        tries: how often it could not be handed over.
    """

    class Kind(models.TextChoices):
        RECEIVED = "received", gettext_lazy("receipt")
        PUBLISHED = "published", gettext_lazy("comment published")
        HIDDEN = "hidden", gettext_lazy("comment not shown")
        RETURNED = "returned", gettext_lazy("comment returned")
        ANSWERED = "answered", gettext_lazy("comment answered")
        SUMMARY = "summary", gettext_lazy("summary published")
        CONFIRM = "confirm", gettext_lazy("please confirm your address")
        WAITING = "waiting", gettext_lazy("comments are waiting")
        HALF_TIME = "half_time", gettext_lazy("half of the time is over")
        CLOSING = "closing", gettext_lazy("the closing is near")
        LATE = "late", gettext_lazy("the summary is late")

    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=10, choices=Kind)
    comment = models.ForeignKey(Comment, null=True, on_delete=models.CASCADE, related_name="+")
    draft = models.ForeignKey(DraftPage, null=True, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+"
    )
    due_at = models.DateTimeField(default=clock.now)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = gettext_lazy("notice on a consultation")
        verbose_name_plural = gettext_lazy("notices on consultations")
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["id"], condition=Q(sent_at=None), name="notice_unsent"),
        ]

    def __str__(self) -> str:
        return self.key
