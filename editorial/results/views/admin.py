"""Results, for officers."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages

from editorial.elections.models import Constituency
from editorial.elections.permissions import refusal_to_publish
from editorial.elections.views.screens import ConfirmScreen, OneBodyScreen, OneElectionScreen
from editorial.elections.views.sheets import SheetScreen
from editorial.results.errors import ResultRefusedError
from editorial.results.forms import ResultForm, TurnoutRow, unit_names
from editorial.results.models import ConstituencyResult
from editorial.results.services import (
    enter_result,
    enter_turnout,
    publish_results,
    publish_turnout,
)
from editorial.results.sheets import ResultSheet, TurnoutSheet, by_constituency, count_of
from portal.common.sheets import SheetRow
from sites.units.models import Unit, UnitPeriod

MOST_TURNOUTS = 2_000


class BodyView(OneBodyScreen, TemplateView):
    """The results of a body, constituency by constituency."""

    template_name = "results/admin/body.html"
    page_title = gettext_lazy("Results")

    def get_context_data(self, **kwargs) -> dict:
        """The constituencies with what is entered."""
        rows = self.body.constituencies.select_related("result").order_by("number")
        waiting = ConstituencyResult.objects.filter(constituency__body=self.body, published_at=None)
        return super().get_context_data(
            **kwargs, constituencies=list(rows), waiting=waiting.count()
        )


class ResultsScreen(OneBodyScreen):
    """A screen below the results of a body."""

    def way_out(self) -> str:
        """The results of the body."""
        return reverse("results:body", args=[self.election.pk, self.body.pk])

    def between(self) -> list[dict]:
        """The body and its results."""
        return [*super().between(), {"url": self.way_out(), "label": _("Results")}]


class EnterView(ResultsScreen, FormView):
    """Enters the count of a constituency."""

    template_name = "results/admin/enter.html"
    form_class = ResultForm
    page_title = gettext_lazy("Result of a constituency")

    @cached_property
    def constituency(self) -> Constituency:
        """The constituency of the address.

        Raises:
            Http404: the body has none of this number.
        """
        rows = Constituency.objects.select_related("body", "result")
        return get_object_or_404(rows, body=self.body, pk=self.kwargs["pk"])

    def refusal(self) -> str:
        """What readers see already is changed by those who publish."""
        reason = super().refusal()
        if reason or self.request.method in {"GET", "HEAD"}:
            return reason
        result = getattr(self.constituency, "result", None)
        if result is None or not result.published_at:
            return ""
        return refusal_to_publish(self.request.user, self.election.site_id)

    def get_form_kwargs(self) -> dict:
        """The candidates of the constituency."""
        return {**super().get_form_kwargs(), "constituency": self.constituency}

    def form_valid(self, form: ResultForm) -> HttpResponse:
        """Stores the count, or says what does not add up."""
        try:
            enter_result(self.constituency, form.count(), publish=self._publishes())
        except ResultRefusedError as refused:
            for reason in refused.reasons:
                form.add_error(None, reason)
            return self.form_invalid(form)
        self.log("elections.changed", thing=str(self.constituency))
        messages.success(self.request, _("The result is stored."))
        return redirect(self.way_out())

    def _publishes(self) -> bool:
        """Whether the button that publishes was pressed by somebody who may."""
        asked = "publish" in self.request.POST
        return asked and not refusal_to_publish(self.request.user, self.election.site_id)

    def get_context_data(self, **kwargs) -> dict:
        """The constituency and the way back."""
        return super().get_context_data(
            **kwargs, constituency=self.constituency, back=self.way_out()
        )


class ResultSheetView(SheetScreen, ResultsScreen):
    """Takes the results of a body from a table."""

    page_title = gettext_lazy("Results from a table")

    def sheet(self) -> ResultSheet:
        """Of this body."""
        return ResultSheet(self.body)

    def take(self, rows: Sequence[SheetRow]) -> str:
        """Stores each constituency, or says why not."""
        sheet = self.sheet()
        taken = 0
        publishes = not refusal_to_publish(self.request.user, self.election.site_id)
        for number, own in by_constituency(rows):
            constituency = sheet.constituencies[number]
            result = getattr(constituency, "result", None)
            if result and result.published_at and not publishes:
                told = _("The result of constituency %(number)d is published: only approvers "
                         "change it.")  # fmt: skip
                messages.warning(self.request, told % {"number": number})
                continue
            try:
                enter_result(constituency, count_of(own), publish=False)
            except ResultRefusedError as refused:
                messages.warning(self.request, str(refused))
                continue
            taken += 1
        self.log("elections.changed", thing=str(self.body), count=taken)
        told = ngettext(
            "The result of %(count)d constituency was taken.",
            "The results of %(count)d constituencies were taken.",
            taken,
        )
        return told % {"count": taken}


class PublishView(ConfirmScreen, ResultsScreen):
    """Publishes all results of a body that are entered."""

    page_title = gettext_lazy("Publish results")
    button = pgettext_lazy("of results", "Publish")
    publishes = True

    def told(self) -> str:
        """What follows."""
        return _("Publish all results of “%(body)s” that are entered, on all portals at once?") % {
            "body": self.body
        }

    def act(self) -> str:
        """Publishes them."""
        count = publish_results(self.body, self.request.user)
        told = ngettext("%(count)d result published.", "%(count)d results published.", count)
        return told % {"count": count}


class TurnoutView(OneElectionScreen, FormView):
    """The turnout of units, and a form for one of them."""

    template_name = "results/admin/turnout.html"
    form_class = TurnoutRow
    page_title = gettext_lazy("Turnout")

    def get_form_kwargs(self) -> dict:
        """The names of units."""
        return {**super().get_form_kwargs(), "names": unit_names(self.election)}

    def form_valid(self, form: TurnoutRow) -> HttpResponse:
        """Stores the turnout; what readers see is changed by those who publish."""
        facts = form.cleaned_data
        reason = self.refusal_for(facts["unit"])
        if reason:
            form.add_error("unit", reason)
            return self.form_invalid(form)
        unit = Unit.objects.get(pk=facts["unit"])
        enter_turnout(self.election, unit, facts["voters"], facts["voted"], publish=False)
        self.log("elections.changed", thing=_("turnout"))
        messages.success(self.request, _("The turnout is stored."))
        return redirect("results:turnout", self.election.pk)

    def refusal_for(self, unit: int) -> str:
        """Why the turnout of a unit may not be changed by this person; empty if it may."""
        shown = self.election.turnouts.filter(unit=unit, published_at__isnull=False)
        if not shown.exists():
            return ""
        return refusal_to_publish(self.request.user, self.election.site_id)

    def get_context_data(self, **kwargs) -> dict:
        """What is entered, with the units' names."""
        rows = list(self.election.turnouts.all()[:MOST_TURNOUTS])
        periods = UnitPeriod.objects.on(self.election.day)
        names = dict(
            periods.filter(unit__in=[row.unit_id for row in rows]).values_list("unit", "name")
        )
        for row in rows:
            row.unit_name = names.get(row.unit_id, "")
        waiting = sum(row.published_at is None for row in rows)
        return super().get_context_data(**kwargs, rows=rows, waiting=waiting)


class TurnoutSheetView(SheetScreen, OneElectionScreen):
    """Takes the turnout of units from a table."""

    page_title = gettext_lazy("Turnout from a table")

    def sheet(self) -> TurnoutSheet:
        """Of this election."""
        return TurnoutSheet(self.election)

    def take(self, rows: Sequence[SheetRow]) -> str:
        """Stores them; what readers see is changed by those who publish."""
        units = Unit.objects.in_bulk([row["unit"] for row in rows])
        may_publish = not refusal_to_publish(self.request.user, self.election.site_id)
        shown = set(
            self.election.turnouts.filter(published_at__isnull=False).values_list("unit", flat=True)
        )
        wanted = [row for row in rows if may_publish or row["unit"] not in shown]
        for row in wanted:
            unit = units[row["unit"]]
            enter_turnout(self.election, unit, row["voters"], row["voted"], publish=False)
        if len(wanted) < len(rows):
            told = _("Turnouts that are published were left as they are: only approvers change "
                     "them.")  # fmt: skip
            messages.warning(self.request, told)
        self.log("elections.changed", thing=_("turnout"), count=len(wanted))
        told = ngettext(
            "The turnout of %(count)d unit was taken.",
            "The turnout of %(count)d units was taken.",
            len(wanted),
        )
        return told % {"count": len(wanted)}

    def way_out(self) -> str:
        """The turnouts."""
        return reverse("results:turnout", args=[self.election.pk])


class TurnoutPublishView(ConfirmScreen, OneElectionScreen):
    """Publishes all turnouts that are entered."""

    page_title = gettext_lazy("Publish turnout")
    question = gettext_lazy("Publish all turnouts that are entered, on all portals at once?")
    button = pgettext_lazy("of results", "Publish")
    publishes = True

    def act(self) -> str:
        """Publishes them."""
        count = publish_turnout(self.election, self.request.user)
        told = ngettext("%(count)d turnout published.", "%(count)d turnouts published.", count)
        return told % {"count": count}

    def way_out(self) -> str:
        """The turnouts."""
        return reverse("results:turnout", args=[self.election.pk])
