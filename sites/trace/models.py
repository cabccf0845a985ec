"""To which portals an entry of Wagtail's log belongs."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site


class TracedEntry(models.Model):
    """One entry of Wagtail's log on one portal; an entry of the province alone has no portal.

    Wagtail's log does not say where something was done. This row is written with the entry, so
    that it still stands on its portal when the page is deleted or the person has left, and so
    that a portal's list is read from one index however many portals there are. Who, what and
    when are repeated from the entry for that index; the rest is read from the entry.
    """

    class Log(models.TextChoices):
        PAGE = "page", _("pages")
        OBJECT = "object", _("other things")

    site = models.ForeignKey(
        Site,
        verbose_name=_("portal"),
        null=True,
        on_delete=models.CASCADE,
        related_name="+",
        db_index=False,
        editable=False,
    )
    log = models.CharField(max_length=10, choices=Log, editable=False)
    entry = models.PositiveBigIntegerField(editable=False)
    moment = models.DateTimeField(_("time"), editable=False)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="+",
        editable=False,
    )
    action = models.CharField(_("act"), max_length=255, editable=False)

    class Meta:
        verbose_name = _("entry on a portal")
        verbose_name_plural = _("entries on portals")
        ordering = ["-moment", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["log", "entry", "site"], name="one_trace_per_portal"),
            models.UniqueConstraint(
                fields=["log", "entry"],
                condition=Q(site__isnull=True),
                name="one_trace_in_the_province",
            ),
        ]
        indexes = [
            models.Index(fields=["site", "-moment", "-id"], name="trace_of_portal"),
            models.Index(fields=["site", "actor", "-moment"], name="trace_of_person_on_portal"),
            models.Index(fields=["-moment", "-id"], name="trace_of_all"),
            models.Index(fields=["actor", "-moment"], name="trace_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.log} {self.entry}"
