"""The parts that every election has: its calendar, its constituencies and polling areas."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from editorial.campaigns.services import Part
from editorial.elections.models import Constituency, Election, PollingArea
from editorial.elections.parts import register_part


def timeline(election: Election) -> Part | None:
    """The calendar."""
    if not election.milestones.exists():
        return None
    return Part(
        pgettext("of an election", "Timeline"),
        "moc-thoi-gian/",
        _("All steps up to the results, with their days."),
    )


def constituencies(election: Election) -> Part | None:
    """Constituencies and polling areas."""
    areas = PollingArea.objects.filter(election=election)
    if not (Constituency.objects.filter(body__election=election).exists() or areas.exists()):
        return None
    note = _("Choose your commune: whom you elect, and where you vote.")
    return Part(_("My constituency and polling place"), "don-vi-bau-cu/", note)


def register() -> None:
    """Registers both."""
    register_part(10, timeline)
    register_part(20, constituencies)
