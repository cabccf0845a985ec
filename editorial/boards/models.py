"""The editorial board of a portal, its members, its way up and the days it is due."""

import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Site

from editorial.boards.forms.targets import ReportingTargetForm
from editorial.boards.querysets import BoardQuerySet, SubmissionQuerySet
from portal.common import clock
from portal.common.models import UidModel
from portal.media.models import PortalDocument
from sites.units.models import Kind, Unit


class EditorialBoard(UidModel):
    """A board as one decision sets it up; the next decision makes the next board.

    Plan 953/KH-UBND of 2021-04-06 (tasks 3 and 4) asks every department, district and commune to
    set its board up or to reconstitute it, and to send it up. A seat on it gives no right.
    """

    site = models.ForeignKey(
        Site, verbose_name=_("site"), on_delete=models.CASCADE, related_name="boards"
    )
    decision_number = models.CharField(
        _("number of the decision"), max_length=60, help_text=_("Such as 15/QĐ-UBND.")
    )
    decided_on = models.DateField(_("date of the decision"))
    signer = models.CharField(
        _("signed by"), max_length=150, help_text=_("Post and name of the person who signed.")
    )
    file = models.ForeignKey(
        PortalDocument,
        verbose_name=_("file of the decision"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    shows_file = models.BooleanField(
        _("readers may download the file"),
        default=False,
        help_text=_("Only if it names no private telephone numbers or addresses."),
    )
    valid_from = models.DateField(_("in force from"))
    valid_to = models.DateField(
        _("in force until"),
        null=True,
        blank=True,
        help_text=_("The last day, included; empty while it is in force."),
    )
    predecessor = models.ForeignKey(
        "self",
        verbose_name=_("predecessor"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="followers",
        editable=False,
    )
    changed_at = models.DateTimeField(_("changed at"), default=clock.now, editable=False)

    objects = BoardQuerySet.as_manager()

    class Meta:
        verbose_name = _("editorial board")
        verbose_name_plural = _("editorial boards")
        ordering = ["-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["site"], condition=Q(valid_to=None), name="one_open_board_per_site"
            ),
            models.UniqueConstraint(fields=["site", "valid_from"], name="board_starts_once"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="board_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.decision_number


class BoardMember(models.Model):
    """A person on a board. The account beside the name is a fact for readers of the list alone."""

    class Position(models.TextChoices):
        HEAD = "head", _("head of the editorial board")
        STANDING_DEPUTY = "standing_deputy", _("standing deputy head")
        DEPUTY = "deputy", _("deputy head")
        MEMBER = "member", _("member of the board")
        SECRETARY = "secretary", _("secretary of the board")
        HELPER = "helper", _("member of the helper team")
        CONTRIBUTOR = "contributor", _("contributor of the board")

    board = models.ForeignKey(
        EditorialBoard, verbose_name=_("board"), on_delete=models.CASCADE, related_name="members"
    )
    order = models.PositiveSmallIntegerField(_("order"), default=1)
    position = models.CharField(_("position"), max_length=20, choices=Position)
    name = models.CharField(_("full name"), max_length=120)
    post = models.CharField(_("post"), max_length=200, blank=True)
    telephone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    shows_contacts = models.BooleanField(_("readers see telephone and e-mail"), default=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("member of a board")
        verbose_name_plural = _("members of boards")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "position"],
                condition=Q(position__in=["head", "standing_deputy"]),
                name="one_head_and_standing_deputy",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Submission(UidModel):
    """One sending of a board to the unit above; each sending is a row of the history."""

    class State(models.TextChoices):
        SENT = "sent", _("sent, waiting")
        RETURNED = "returned", _("returned")
        ACCEPTED = "accepted", _("accepted")

    board = models.ForeignKey(
        EditorialBoard,
        verbose_name=_("board"),
        on_delete=models.CASCADE,
        related_name="submissions",
    )
    receiver = models.ForeignKey(
        Unit,
        verbose_name=_("receiver"),
        on_delete=models.PROTECT,
        related_name="received_boards",
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.SENT)
    sent_at = models.DateTimeField(_("sent at"), default=clock.now)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("sent by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    reason = models.TextField(_("reason"), blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("sent board")
        verbose_name_plural = _("sent boards")
        ordering = ["-sent_at", "-pk"]
        indexes = [models.Index(fields=["receiver", "state"], name="boards_receiver_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["board"],
                condition=Q(state__in=["sent", "accepted"]),
                name="board_lies_with_one_receiver",
            ),
            models.CheckConstraint(
                condition=Q(state="sent", decided_at=None) | ~Q(state="sent"),
                name="waiting_boards_are_undecided",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(reason=""),
                name="returned_boards_have_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.board}: {self.get_state_display()}"

    @property
    def is_waiting(self) -> bool:
        """Whether the receiver has still to decide."""
        return self.state == self.State.SENT


class ReportingTarget(UidModel):
    """By which day the portals of some kinds of unit have to have sent their board up."""

    # Names it in the data file; targets that are entered on the screen need no such name.
    key = models.SlugField(_("key"), max_length=60, unique=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=200)
    kinds = models.JSONField(_("kinds of unit"), default=list)
    due_on = models.DateField(_("due on"), help_text=_("The last day on which it is in time."))
    counts_from = models.DateField(
        _("counts boards decided from"),
        null=True,
        blank=True,
        help_text=_("Boards of earlier decisions do not count; empty if every board counts."),
    )
    document = models.CharField(
        pgettext_lazy("of law", "document"),
        max_length=200,
        help_text=_("The plan or letter that asks for it."),
    )
    note = models.TextField(_("note"), blank=True)

    base_form_class = ReportingTargetForm
    panels = [
        FieldPanel("name"),
        FieldPanel("kinds"),
        FieldRowPanel([FieldPanel("due_on"), FieldPanel("counts_from")]),
        FieldPanel("document"),
        FieldPanel("note"),
    ]

    class Meta:
        verbose_name = _("reporting target")
        verbose_name_plural = _("reporting targets")
        ordering = ["-due_on", "name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuses kinds that do not exist, and no kind at all."""
        super().clean()
        if not self.kinds or not set(self.kinds) <= set(Kind.values):
            raise ValidationError({"kinds": _("Choose at least one kind of unit.")})

    @property
    def kind_names(self) -> str:
        """The kinds in words."""
        return ", ".join(str(Kind(kind).label) for kind in self.kinds)


class Reminder(models.Model):
    """One portal that was reminded of a target on a day: once a day, whoever asks for it."""

    target = models.ForeignKey(ReportingTarget, on_delete=models.CASCADE, related_name="reminders")
    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="board_reminders")
    day = models.DateField(_("day of the reminder"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("asked by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [
            models.UniqueConstraint(
                fields=["target", "site", "day"], name="one_board_reminder_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.target}: {self.site}, {self.day}"
