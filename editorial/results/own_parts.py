"""The part of an election's hub that results make."""

from django.utils.translation import gettext as _

from editorial.campaigns.services import Part
from editorial.elections.models import Election
from editorial.elections.parts import register_part
from editorial.results.services import has_results


def results(election: Election) -> Part | None:
    """Turnout and results, once there are some."""
    if not has_results(election):
        return None
    note = _("Turnout by unit, votes by constituency, and who was elected.")
    return Part(_("Results"), "ket-qua/", note)


def register() -> None:
    """Registers it."""
    register_part(5, results)
