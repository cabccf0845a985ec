"""Elections and their calendars, for officers."""

from django.db.models import Count, ProtectedError
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from editorial.elections.forms import ElectionForm, MilestoneForm
from editorial.elections.models import Election, Milestone
from editorial.elections.permissions import editing_sites, own_elections, refusal_to_edit
from editorial.elections.services import edit_milestone, save_election
from editorial.elections.views.screens import (
    ConfirmScreen,
    ElectionsScreen,
    OneElectionScreen,
    ThingScreen,
    deleted,
)
from portal.common.listings import Listing, page_number, refuse_beyond_end, slice_of

ROWS = 50


class IndexView(ElectionsScreen, TemplateView):
    """The elections that a person looks after."""

    template_name = "elections/admin/index.html"
    page_title = gettext_lazy("Elections")

    def get_breadcrumbs_items(self) -> list[dict]:
        """From the start to this screen."""
        return super().get_breadcrumbs_items()[:1] + [{"url": "", "label": _("Elections")}]

    def get_context_data(self, **kwargs) -> dict:
        """One page of them, the newest first."""
        number = page_number(self.request.GET)
        elections = own_elections(self.request.user).select_related("site")
        total = elections.count()
        refuse_beyond_end(number, total, ROWS)
        listing = Listing(list(elections[slice_of(number, ROWS)]), number, total, ROWS, {}, {})
        return super().get_context_data(**kwargs, listing=listing)


class NewElectionView(ThingScreen, ElectionsScreen, TemplateView):
    """Enters an election."""

    page_title = gettext_lazy("New election")
    form_class = ElectionForm

    def thing(self) -> Election:
        """A new one."""
        return Election()

    def get_form_kwargs(self) -> dict:
        """The portals to choose from."""
        return {**super().get_form_kwargs(), "sites": editing_sites(self.request.user)}

    def save(self, form: ElectionForm) -> Election:
        """With its calendar."""
        election = form.save(commit=False)
        self.election = save_election(election)
        return self.election

    def form_valid(self, form: ElectionForm):
        """An archive takes none."""
        reason = refusal_to_edit(self.request.user, form.cleaned_data["site"].pk)
        if reason:
            form.add_error("site", reason)
            return self.form_invalid(form)
        return super().form_valid(form)

    def log(self, action: str, **data) -> None:
        """Writes the first row of its history."""
        OneElectionScreen.log(self, action, **data)

    def get_success_url(self) -> str:
        """The election, once there is one."""
        election = getattr(self, "election", None)
        if election is None:
            return reverse("elections:index")
        return reverse("elections:show", args=[election.pk])


class ShowView(OneElectionScreen, TemplateView):
    """An election at a glance: its calendar, bodies and polling areas."""

    template_name = "elections/admin/show.html"
    page_title = gettext_lazy("Election")

    def get_page_title(self) -> str:
        """The election itself."""
        return str(self.election)

    def get_page_subtitle(self) -> str:
        """Its portal."""
        return self.election.site.site_name

    def between(self) -> list[dict]:
        """Nothing: it is the election's own screen."""
        return []

    def get_context_data(self, **kwargs) -> dict:
        """Steps and bodies, with how many constituencies and candidates these have."""
        bodies = self.election.bodies.annotate(
            constituency_count=Count("constituencies", distinct=True),
            candidate_count=Count("constituencies__candidates", distinct=True),
        )
        return super().get_context_data(
            **kwargs,
            steps=list(self.election.milestones.all()),
            bodies=list(bodies.select_related("published_list")),
            area_count=self.election.polling_areas.count(),
            pages=list(self.election.pages.all()),
        )


class EditElectionView(ThingScreen, OneElectionScreen, TemplateView):
    """Changes an election; the steps follow its day."""

    page_title = gettext_lazy("Change the election")
    form_class = ElectionForm

    def thing(self) -> Election:
        """The election."""
        return Election.objects.get(pk=self.election.pk)

    def get_form_kwargs(self) -> dict:
        """It stays with its portal."""
        return {**super().get_form_kwargs(), "sites": set()}

    def save(self, form: ElectionForm) -> Election:
        """With its calendar."""
        return save_election(form.save(commit=False))

    def delete_address(self) -> str:
        """Where it is deleted."""
        return reverse("elections:delete", args=[self.election.pk])


class DeleteElectionView(ConfirmScreen, OneElectionScreen):
    """Deletes an election that nothing hangs on."""

    page_title = gettext_lazy("Delete the election")
    question = gettext_lazy("Delete this election with its calendar, constituencies and areas?")
    publishes = True

    def act(self) -> str:
        """Deletes it, unless candidates or a page hang on it."""
        try:
            self.election.delete()
        except ProtectedError:
            self.kept = True
            return _("It was not deleted: candidates, results or a page belong to it.")
        return deleted(self.election)

    def way_out(self) -> str:
        """The list; the election where it is still there."""
        if getattr(self, "kept", False) or self.request.method == "GET":
            return super().way_out()
        return reverse("elections:index")


class StepView(ThingScreen, OneElectionScreen, TemplateView):
    """Enters a step of the calendar, or changes one."""

    page_title = gettext_lazy("Step of the calendar")
    form_class = MilestoneForm

    def thing(self) -> Milestone:
        """A new one, or that of the address."""
        if "pk" not in self.kwargs:
            return Milestone(election=self.election)
        return get_object_or_404(Milestone, election=self.election, pk=self.kwargs["pk"])

    def save(self, form: MilestoneForm) -> Milestone:
        """From now on a new election day does not move it."""
        step = form.save(commit=False)
        edit_milestone(step)
        return step

    def delete_address(self) -> str:
        """Where it is deleted."""
        if "pk" not in self.kwargs:
            return ""
        return reverse("elections:delete_step", args=[self.election.pk, self.kwargs["pk"]])


class DeleteStepView(ConfirmScreen, OneElectionScreen):
    """Takes a step out of the calendar."""

    page_title = gettext_lazy("Delete the step")
    question = gettext_lazy("Take “%(thing)s” out of the calendar?")

    @cached_property
    def step(self) -> Milestone:
        """The step of the address."""
        return get_object_or_404(Milestone, election=self.election, pk=self.kwargs["pk"])

    def told(self) -> str:
        """With the step's name."""
        return str(self.question) % {"thing": self.step}

    def act(self) -> str:
        """Deletes it."""
        self.step.delete()
        self.log("elections.changed", thing=str(self.step))
        return deleted(self.step)
