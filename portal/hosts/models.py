"""The table of host names."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.common import clock


class Host(models.Model):
    """A host name, past or present, and what answers on it.

    A site has one current name. Its former names redirect to it as long as the site lives; a
    removed name answers nothing and can be given again.
    """

    class Kind(models.TextChoices):
        PUBLIC = "public", _("portal")
        ADMIN = "admin", _("administration")
        PREVIEW = "preview", _("shared drafts")

    class State(models.TextChoices):
        CURRENT = "current", _("current")
        FORMER = "former", _("former, redirects")
        REMOVED = "removed", _("removed")

    name = models.CharField(_("host name"), max_length=253, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.PUBLIC)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.CURRENT)
    site = models.ForeignKey(
        "wagtailcore.Site",
        verbose_name=_("site"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="host_names",
    )
    since = models.DateTimeField(_("since"), default=clock.now)
    until = models.DateTimeField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("host name")
        verbose_name_plural = _("host names")
        constraints = [
            models.UniqueConstraint(
                fields=["site"],
                condition=models.Q(state="current", site__isnull=False),
                name="one_current_host_per_site",
            ),
            models.CheckConstraint(
                condition=(
                    models.Q(kind="public", site__isnull=False)
                    | (~models.Q(kind="public") & models.Q(site__isnull=True))
                ),
                name="public_hosts_have_a_site",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class IndexVersion(models.Model):
    """The one row that tells every process whether its index of addresses is still right."""

    number = models.BigIntegerField(default=0)
    rebuilt = models.BigIntegerField(default=0)
    token = models.UUIDField(default=uuid.uuid4)

    def __str__(self) -> str:
        return f"version {self.number}"


class SiteChange(models.Model):
    """The last version at which something about a site's addresses changed."""

    site_id = models.BigIntegerField(primary_key=True)
    number = models.BigIntegerField(db_index=True)

    def __str__(self) -> str:
        return f"site {self.site_id} changed at version {self.number}"
