"""Which group of Wagtail stands for which role of which site."""

from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site


class Role(models.TextChoices):
    """What a person may be on a site. A post on the editorial board gives no right by itself.

    Every site has the first six. A supervisor belongs to the site of a unit with units under it
    and looks after the sites of those; a provincial editor belongs to the province's own site.
    """

    CONTRIBUTOR = "contributor", _("contributor")
    EDITOR = "editor", _("editor")
    SECRETARY = "secretary", _("secretary")
    APPROVER = "approver", _("approver")
    ADMINISTRATOR = "administrator", _("site administrator")
    CITIZENS_OFFICER = "citizens_officer", _("citizens' officer")
    SUPERVISOR = "supervisor", _("supervisor")
    PROVINCIAL_EDITOR = "provincial_editor", _("provincial editor")


# The roles that every site has, and those that reach beyond one site.
SITE_ROLES = (
    Role.CONTRIBUTOR,
    Role.EDITOR,
    Role.SECRETARY,
    Role.APPROVER,
    Role.ADMINISTRATOR,
    Role.CITIZENS_OFFICER,
)
FAR_REACHING = (Role.SUPERVISOR, Role.PROVINCIAL_EDITOR)


class SiteRole(models.Model):
    """One role of one site. The table says which group it is; a group's name never does."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="site_role")

    class Meta:
        verbose_name = _("role of a site")
        verbose_name_plural = _("roles of sites")
        constraints = [models.UniqueConstraint(fields=["site", "role"], name="one_group_per_role")]

    def __str__(self) -> str:
        return f"{self.site}: {self.get_role_display()}"
