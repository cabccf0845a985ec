"""The part of an election's hub that candidates make."""

from django.utils.translation import gettext as _

from editorial.campaigns.services import Part
from editorial.candidates.models import PublishedList
from editorial.elections.models import Election
from editorial.elections.parts import register_part


def candidates(election: Election) -> Part | None:
    """The lists, once one is published."""
    if not PublishedList.objects.filter(body__election=election).exists():
        return None
    note = _("The published lists, in alphabetical order within each constituency.")
    return Part(_("Candidates"), "nguoi-ung-cu/", note)


def register() -> None:
    """Registers it."""
    register_part(30, candidates)
