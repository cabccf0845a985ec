"""Roles in plain words."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sites.access.models import Role

DESCRIPTIONS: dict[str, Promise] = {
    Role.CONTRIBUTOR: _("Writes drafts and hands them in; edits only what is their own."),
    Role.EDITOR: _("Writes, edits what others have handed in, and sends it back or on."),
    Role.SECRETARY: _("Edits, keeps order among pages, pictures and files; does not publish."),
    Role.APPROVER: _("Reads what was edited and publishes it, or takes it off."),
    Role.ADMINISTRATOR: _(
        "Looks after people, roles and the portal's identity. Has no right to publish."
    ),
    Role.CITIZENS_OFFICER: _("Receives what citizens send in, with their personal data."),
    Role.SUPERVISOR: _(
        "Sees what stands on the portals of the units directly below, and may hold an item there."
    ),
    Role.PROVINCIAL_EDITOR: _("Writes and hands in on every portal; does not publish there."),
}


def role_names(roles: Iterable[str]) -> str:
    """The names of roles in the order of the table of roles, parted by commas."""
    held = set(roles)
    return ", ".join(str(role.label) for role in Role if role in held)
