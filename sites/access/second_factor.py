"""Roles whose holders must have a second factor."""

from django.utils.translation import gettext as _

from portal.accounts.models import User
from sites.access.models import Role, SiteRole

# Who publishes, gives roles, looks after other portals or reads what citizens write.
ROLES = frozenset(
    {
        Role.APPROVER,
        Role.ADMINISTRATOR,
        Role.CITIZENS_OFFICER,
        Role.SUPERVISOR,
        Role.PROVINCIAL_EDITOR,
    }
)


def of_roles(user: User) -> str:
    """Why a person's roles require a second factor; empty if none does.

    The sentence names one of the roles, whichever portal it is on. One statement.
    """
    held = SiteRole.objects.filter(group__user=user.pk, role__in=ROLES).order_by("pk")
    row = held.only("role").first()
    if row is None:
        return ""
    return _("Your role “%(role)s” requires a second factor beside the password.") % {
        "role": row.get_role_display()
    }
