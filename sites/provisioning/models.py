"""A file that asks for many sites, and what became of each of its rows."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from portal.common import clock
from portal.common.models import UidModel
from sites.profile import palettes
from sites.provisioning.querysets import ProvisioningRowQuerySet

# How long a checked file may wait for its start, and a started one for its end: afterwards units
# and host names are too likely to differ, and the names and addresses that it brought are no
# longer kept.
KEPT_FOR = timedelta(days=30)


class ProvisioningRun(UidModel):
    """One file, from its check to the last of its rows. The file itself is not kept."""

    class State(models.TextChoices):
        CHECKED = "checked", _("checked")
        RUNNING = "running", _("running")
        STOPPED = "stopped", _("stopped")
        FINISHED = "finished", _("finished")

    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("started by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("On whose authority the portals are opened."),
    )
    created = models.DateTimeField(_("checked on"), default=clock.now)
    started_at = models.DateTimeField(_("started on"), null=True)
    finished_at = models.DateTimeField(_("finished on"), null=True)
    file_name = models.CharField(_("file"), max_length=100)
    day = models.DateField(_("day of units and law"))
    synchronise = models.BooleanField(_("synchronise portals that are there already"))
    unread_columns = models.CharField(_("columns that are not read"), max_length=255, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.CHECKED)
    stop_reason = models.CharField(_("why it stopped"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("opening of portals from a file")
        verbose_name_plural = _("openings of portals from files")
        ordering = ["-created", "-pk"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_expired(self) -> bool:
        """Whether it waited for too long to be started; or, once it was, to be ended."""
        waits_since = self.started_at or self.created
        return self.state != self.State.FINISHED and waits_since < oldest_kept()

    @property
    def elapsed(self) -> timedelta:
        """How long it has been carried out."""
        if self.started_at is None:
            return timedelta(0)
        return max((self.finished_at or clock.now()) - self.started_at, timedelta(0))


class ProvisioningRow(models.Model):
    """A row of the file, or a fault of it: what was asked for and what became of it."""

    class State(models.TextChoices):
        PLANNED = "planned", _("to be opened")
        PRESENT = "present", _("to be synchronised")
        FAULTY = "faulty", _("faulty")
        MADE = "made", _("opened")
        REPAIRED = "repaired", _("repaired")
        UNCHANGED = "unchanged", _("unchanged")
        REFUSED = "refused", _("refused")

    PENDING = (State.PLANNED, State.PRESENT)

    run = models.ForeignKey(ProvisioningRun, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField(_("line"))
    column = models.CharField(_("column"), max_length=60, blank=True)
    unit_code = models.CharField(_("code of the unit"), max_length=60, blank=True)
    unit = models.ForeignKey(
        "units.Unit",
        verbose_name=_("unit"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    unit_name = models.CharField(_("name of the unit"), max_length=200, blank=True)
    host_name = models.CharField(_("host name"), max_length=255, blank=True)
    palette = models.CharField(_("palette"), max_length=40, blank=True)
    administrator_name = models.CharField(
        _("name of the administrator"), max_length=120, blank=True
    )
    administrator_email = models.EmailField(_("e-mail of the administrator"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State)
    message = models.TextField(_("remarks"), blank=True)
    attempts = models.PositiveSmallIntegerField(
        _("attempts that the database broke off"), default=0
    )
    settled_at = models.DateTimeField(_("carried out on"), null=True)
    site = models.ForeignKey(
        Site, verbose_name=_("portal"), null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ProvisioningRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("row of an opening")
        verbose_name_plural = _("rows of an opening")
        ordering = ["line", "pk"]
        indexes = [
            models.Index(fields=["run", "state", "line"], name="provisioning_row_state"),
            models.Index(fields=["run", "settled_at"], name="provisioning_row_settled"),
        ]

    def __str__(self) -> str:
        return f"{self.line}: {self.unit_name or self.unit_code}"

    @property
    def palette_name(self) -> str:
        """The palette as people call it."""
        known = palettes.PALETTES.get(self.palette)
        return str(known[0]) if known else self.palette


def oldest_kept() -> datetime:
    """The moment before which a file that has waited since then has expired."""
    return clock.now() - KEPT_FOR
