"""Polling areas, for officers."""

from collections.abc import Sequence

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView

from editorial.elections.forms import PollingAreaForm
from editorial.elections.models import PollingArea
from editorial.elections.services import take_polling_areas
from editorial.elections.sheets import PollingAreaSheet
from editorial.elections.views.screens import (
    ConfirmScreen,
    OneElectionScreen,
    ThingScreen,
    deleted,
)
from editorial.elections.views.sheets import SheetScreen
from portal.common.listings import Listing, page_number, refuse_beyond_end, slice_of
from portal.common.sheets import SheetRow
from sites.units.models import UnitPeriod

ROWS = 50


class AreasView(OneElectionScreen, TemplateView):
    """The polling areas, one page of them."""

    template_name = "elections/admin/areas.html"
    page_title = gettext_lazy("Polling areas")

    def get_context_data(self, **kwargs) -> dict:
        """One page of areas, with the names of their communes."""
        number = page_number(self.request.GET)
        areas = PollingArea.objects.filter(election=self.election).order_by("unit", "number")
        total = areas.count()
        refuse_beyond_end(number, total, ROWS)
        rows = list(areas[slice_of(number, ROWS)])
        periods = UnitPeriod.objects.on(self.election.day)
        names = dict(
            periods.filter(unit__in={row.unit_id for row in rows}).values_list("unit", "name")
        )
        for row in rows:
            row.commune = names.get(row.unit_id, "")
        listing = Listing(rows, number, total, ROWS, {}, {})
        return super().get_context_data(**kwargs, listing=listing)


class AreaView(ThingScreen, OneElectionScreen, TemplateView):
    """Enters a polling area, or changes it."""

    page_title = gettext_lazy("Polling area")
    form_class = PollingAreaForm

    def thing(self) -> PollingArea:
        """A new one, or that of the address."""
        if "pk" not in self.kwargs:
            return PollingArea(election=self.election)
        return get_object_or_404(PollingArea, election=self.election, pk=self.kwargs["pk"])

    def get_success_url(self) -> str:
        """The list."""
        return reverse("elections:areas", args=[self.election.pk])

    def delete_address(self) -> str:
        """Where it is deleted."""
        if "pk" not in self.kwargs:
            return ""
        return reverse("elections:delete_area", args=[self.election.pk, self.kwargs["pk"]])


class DeleteAreaView(ConfirmScreen, OneElectionScreen):
    """Deletes a polling area."""

    page_title = gettext_lazy("Delete the polling area")
    question = gettext_lazy("Delete the polling area “%(thing)s”?")

    @cached_property
    def area(self) -> PollingArea:
        """The area of the address."""
        return get_object_or_404(PollingArea, election=self.election, pk=self.kwargs["pk"])

    def told(self) -> str:
        """With its number and place."""
        return str(self.question) % {"thing": self.area}

    def act(self) -> str:
        """Deletes it."""
        self.area.delete()
        self.log("elections.changed", thing=str(self.area))
        return deleted(self.area)

    def way_out(self) -> str:
        """The list."""
        return reverse("elections:areas", args=[self.election.pk])


class AreaSheetView(SheetScreen, OneElectionScreen):
    """Takes polling areas from a table."""

    page_title = gettext_lazy("Polling areas from a table")

    def sheet(self) -> PollingAreaSheet:
        """Of this election."""
        return PollingAreaSheet(self.election)

    def take(self, rows: Sequence[SheetRow]) -> str:
        """Stores them."""
        count = take_polling_areas(self.election, [row.values for row in rows])
        self.log("elections.changed", thing=_("polling areas"), count=count)
        told = ngettext(
            "%(count)d polling area was taken.", "%(count)d polling areas were taken.", count
        )
        return told % {"count": count}

    def way_out(self) -> str:
        """The list."""
        return reverse("elections:areas", args=[self.election.pk])
