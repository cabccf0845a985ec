"""Roles that were offered and not yet accepted, and roles that rest."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from portal.common import clock
from portal.common.models import UidModel


class RoleOfferQuerySet(models.QuerySet):
    """Offers by what may still happen to them."""

    def unanswered(self) -> "RoleOfferQuerySet":
        """Neither accepted nor declined nor revoked, though perhaps expired."""
        return self.filter(outcome=RoleOffer.Outcome.NONE)

    def open(self) -> "RoleOfferQuerySet":
        """Those that the person may still accept."""
        return self.unanswered().filter(expires_at__gt=clock.now(), user__is_active=True)


class RoleOffer(UidModel):
    """Roles on a portal that a person gets when they accept them.

    Nobody becomes one of a portal's people unasked, and whoever invites does not learn whether
    the address belonged to an account before.
    """

    class Outcome(models.TextChoices):
        NONE = "", _("no answer yet")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        REVOKED = "revoked", _("revoked")

    site = models.ForeignKey(
        Site, verbose_name=_("portal"), on_delete=models.CASCADE, related_name="role_offers"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.CASCADE,
        related_name="role_offers",
    )
    full_name = models.CharField(_("name, as typed by who invited"), max_length=120)
    roles = models.JSONField(_("roles"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("invited by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    made_at = models.DateTimeField(_("made on"), default=clock.now)
    expires_at = models.DateTimeField(_("valid until"))
    sent_at = models.DateTimeField(_("sent on"), null=True)
    outcome = models.CharField(
        _("answer"), max_length=10, choices=Outcome, default=Outcome.NONE, blank=True
    )
    closed_at = models.DateTimeField(_("answered on"), null=True)

    objects = RoleOfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("offer of roles")
        verbose_name_plural = _("offers of roles")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "user"], condition=Q(outcome=""), name="one_unanswered_offer"
            )
        ]

    def __str__(self) -> str:
        # The name of the account may be nobody's business here until the offer is accepted.
        return self.user.email

    @property
    def is_open(self) -> bool:
        """Whether it can be accepted at this moment."""
        return (
            self.outcome == self.Outcome.NONE
            and clock.now() < self.expires_at
            and self.user.is_active
        )


class Suspension(models.Model):
    """Roles on a portal that rest, kept so that they can be given back."""

    site = models.ForeignKey(
        Site, verbose_name=_("portal"), on_delete=models.CASCADE, related_name="suspensions"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.CASCADE,
        related_name="suspensions",
    )
    roles = models.JSONField(_("roles"))
    since = models.DateTimeField(_("since"), default=clock.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("suspended by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("suspension")
        verbose_name_plural = _("suspensions")
        constraints = [
            models.UniqueConstraint(fields=["site", "user"], name="one_suspension_per_portal")
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.site}"
