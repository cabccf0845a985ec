"""The hub of an election."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import re_path

from editorial.campaigns.models import CampaignPage
from editorial.elections.forms import ElectionPageForm
from editorial.elections.models import Election
from portal.common.pages import BasePage


class ElectionPage(CampaignPage):
    """A campaign with a calendar, constituencies, candidates and results.

    Plan 953/KH-UBND of 2021-04-06, task 11.
    """

    election = models.ForeignKey(
        Election,
        verbose_name=_("election"),
        null=True,
        on_delete=models.PROTECT,
        related_name="pages",
        help_text=_("Its day, calendar, constituencies, candidates and results."),
    )

    base_form_class = ElectionPageForm
    template = "elections/election_page.html"
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("election"),
        *CampaignPage.hub_panels,
    ]

    class Meta:
        verbose_name = _("election section")
        verbose_name_plural = _("election sections")

    @classmethod
    def to_serve(cls) -> models.QuerySet:
        """With the election, which all its parts show."""
        return cls.objects.select_related("election")

    @property
    def counted_day(self):
        """Election day, unless another day is named."""
        return self.main_day or (self.election.day if self.election else None)

    def hub_parts(self) -> list:
        """The parts that have something to show."""
        from editorial.elections.parts import parts_of

        return parts_of(self.election) if self.election else []

    def get_context(self, request, *args, **kwargs) -> dict:
        """Adds ``steps``: the next steps of the calendar."""
        from editorial.elections.services import next_steps

        context = super().get_context(request, *args, **kwargs)
        steps = next_steps(self.election) if self.election else []
        return {**context, "steps": steps, "election": self.election}

    def structured_data(self, portal) -> list[dict]:
        """What search engines are told about it: an event on election day."""
        data = super().structured_data(portal)
        if self.election:
            day = self.election.day
            data[0] |= {"name": str(self.election), "startDate": day, "endDate": day}
        return data

    @re_path(r"^(?:moc-thoi-gian|timeline)/$", name="timeline")
    def timeline(self, request):
        """All steps of the calendar."""
        from editorial.elections.views.public import timeline

        return timeline(self, request)

    @re_path(r"^(?:moc-thoi-gian|timeline)/ics/$", name="timeline_ics")
    def timeline_calendar(self, request):
        """The steps for calendars."""
        from editorial.elections.views.public import timeline_calendar

        return timeline_calendar(self, request)

    @re_path(r"^(?:don-vi-bau-cu|constituencies)/$", name="constituencies")
    def constituencies(self, request):
        """Find a constituency and a polling place; the list of all constituencies."""
        from editorial.elections.views.public import constituencies

        return constituencies(self, request)

    @re_path(r"^(?:don-vi-bau-cu|constituencies)/(?P<number>[0-9]{1,9})/$", name="constituency")
    def constituency(self, request, number: str):
        """One constituency with its candidates and, once there are some, its results."""
        from editorial.elections.views.public import constituency

        return constituency(self, request, int(number))

    @re_path(r"^(?:nguoi-ung-cu|candidates)/$", name="candidates")
    def candidates(self, request):
        """The published lists of candidates."""
        from editorial.candidates.views.public import candidates

        return candidates(self, request)

    @re_path(r"^(?:nguoi-ung-cu|candidates)/(?P<number>[0-9]{1,9})/$", name="candidate")
    def candidate(self, request, number: str):
        """One candidate."""
        from editorial.candidates.views.public import candidate

        return candidate(self, request, int(number))

    @re_path(r"^(?:nguoi-ung-cu/thong-ke|candidates/figures)/$", name="candidate_figures")
    def candidate_figures(self, request):
        """The candidates in figures."""
        from editorial.candidates.views.public import figures

        return figures(self, request)

    @re_path(r"^(?:ket-qua|results)/$", name="results")
    def results(self, request):
        """Turnout, votes and who was elected."""
        from editorial.results.views.public import results

        return results(self, request)
