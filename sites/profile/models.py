"""Who a site belongs to and in which state it is."""

from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Collection, Orderable, Page, Site

from portal.common.models import UidModel
from sites.profile import palettes

CONTACT_FIELDS = ("address", "telephone", "email", "responsible_person")


class SiteProfile(UidModel, ClusterableModel):
    """The profile of a site, one to one with Wagtail's ``Site``.

    A site belongs to one unit for its whole life; a unit has at most one live site. Everything of
    ours that belongs to a site points to ``Site``, never to the unit.
    """

    class State(models.TextChoices):
        LIVE = "live", pgettext_lazy("of a portal", "live")
        RETIRED = "retired", _("retired")

    site = models.OneToOneField(
        Site, verbose_name=_("site"), on_delete=models.CASCADE, related_name="profile"
    )
    unit = models.ForeignKey(
        "units.Unit",
        verbose_name=_("unit"),
        on_delete=models.PROTECT,
        related_name="site_profiles",
        editable=False,
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.LIVE, editable=False
    )
    live_since = models.DateField(_("live since"), editable=False)
    retired_on = models.DateField(_("retired on"), null=True, blank=True, editable=False)
    collection = models.OneToOneField(
        Collection,
        verbose_name=_("collection"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="site_profile",
        editable=False,
    )
    name = models.CharField(
        _("name of the portal"),
        max_length=200,
        blank=True,
        help_text=_("Only if it differs from the unit's name: “Cổng Thông tin điện tử …”."),
    )
    name_en = models.CharField(
        _("English name of the portal"),
        max_length=200,
        blank=True,
        help_text=_("Only if it differs from the unit's English name."),
    )
    emblem = models.ForeignKey(
        "media.PortalImage",
        verbose_name=_("emblem"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The unit's own mark. Without one the national emblem is shown."),
    )
    palette = models.CharField(
        _("palette"), max_length=20, choices=palettes.CHOICES, default=palettes.DEFAULT
    )
    address = models.CharField(_("address"), max_length=255, blank=True)
    telephone = models.CharField(_("telephone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    responsible_person = models.CharField(
        _("responsible person"),
        max_length=120,
        blank=True,
        help_text=_("Who answers for what the portal publishes: post and name."),
    )
    allows_own_texts = models.BooleanField(
        _("approvers may publish their own texts"),
        default=False,
        help_text=_(
            "For small portals where nobody else can read them. The history marks each such text."
        ),
    )

    class Meta:
        verbose_name = _("site profile")
        verbose_name_plural = _("site profiles")
        constraints = [
            models.UniqueConstraint(
                fields=["unit"], condition=Q(state="live"), name="one_live_site_per_unit"
            ),
            models.CheckConstraint(
                condition=Q(state="live", retired_on__isnull=True)
                | Q(state="retired", retired_on__isnull=False),
                name="retired_sites_say_since_when",
            ),
        ]

    def __str__(self) -> str:
        return self.site.site_name or self.site.hostname

    @property
    def is_retired(self) -> bool:
        """Whether the site is an archive: it answers, read only, with a banner."""
        return self.state == self.State.RETIRED

    @property
    def has_contacts(self) -> bool:
        """Whether the portal says how to reach its unit, or who answers for it."""
        return any(getattr(self, name) for name in CONTACT_FIELDS)


class SocialLink(Orderable):
    """A page of the unit in a social network, linked to in the footer; never embedded."""

    class Network(models.TextChoices):
        ZALO = "zalo", "Zalo"
        FACEBOOK = "facebook", "Facebook"
        YOUTUBE = "youtube", "YouTube"
        TIKTOK = "tiktok", "TikTok"
        OTHER = "other", _("another network")

    profile = ParentalKey(SiteProfile, on_delete=models.CASCADE, related_name="social_links")
    network = models.CharField(_("network"), max_length=20, choices=Network)
    address = models.URLField(
        _("web address"),
        max_length=300,
        validators=[URLValidator(schemes=["https"])],
        help_text=_("The whole address, beginning with https://."),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("social link")
        verbose_name_plural = _("social links")

    def __str__(self) -> str:
        return f"{self.get_network_display()}: {self.address}"


class SiteSection(models.Model):
    """Which page of a site is which required section, whatever it is called today."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="required_sections")
    key = models.CharField(_("section"), max_length=60)
    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="required_section")

    class Meta:
        verbose_name = _("required section")
        verbose_name_plural = _("required sections")
        constraints = [
            models.UniqueConstraint(fields=["site", "key"], name="one_page_per_required_section")
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.page}"
