"""Lists of candidates, for officers."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages

from editorial.candidates.errors import ListRefusedError
from editorial.candidates.forms import CandidateForm, CorrectionForm, WithdrawalForm
from editorial.candidates.models import Candidate
from editorial.candidates.services import (
    LISTED,
    correct,
    enter,
    enter_all,
    is_published,
    listed,
    publish,
    remove,
    warnings_of,
    withdraw,
)
from editorial.candidates.sheets import CandidateSheet, candidate_of
from editorial.elections.places import constituencies_of
from editorial.elections.views.screens import (
    ConfirmScreen,
    OneBodyScreen,
    ThingScreen,
    deleted,
)
from editorial.elections.views.sheets import SheetScreen
from portal.common.sheets import SheetRow


class ListScreen(OneBodyScreen):
    """A screen of the candidates of one body."""

    def way_out(self) -> str:
        """The list."""
        return reverse("candidates:list", args=[self.election.pk, self.body.pk])

    def between(self) -> list[dict]:
        """The body and its list."""
        return [*super().between(), {"url": self.way_out(), "label": _("Candidates")}]


class CandidatesView(OneBodyScreen, TemplateView):
    """The list of a body, by constituency."""

    template_name = "candidates/admin/list.html"
    page_title = gettext_lazy("Candidates")

    def get_context_data(self, **kwargs) -> dict:
        """The candidates in the list's order, and what was corrected."""
        rows = list(listed(Candidate.objects.filter(constituency__body=self.body)))
        constituencies = constituencies_of(self.body)
        for constituency in constituencies:
            constituency.listed = [one for one in rows if one.constituency_id == constituency.pk]
        return super().get_context_data(
            **kwargs,
            constituencies=constituencies,
            published=getattr(self.body, "published_list", None),
            corrections=list(self.body.corrections.select_related("made_by")[:200]),
        )


class CandidateScreen(ListScreen):
    """A screen of one candidate."""

    @cached_property
    def candidate(self) -> Candidate:
        """The candidate of the address.

        Raises:
            Http404: the body has none of this number.
        """
        rows = Candidate.objects.select_related("constituency__body")
        return get_object_or_404(rows, constituency__body=self.body, pk=self.kwargs["pk"])


class EnterView(ThingScreen, CandidateScreen, TemplateView):
    """Enters a candidate, or changes one while the list is not published."""

    page_title = gettext_lazy("Candidate")
    form_class = CandidateForm

    def get(self, request, *args, **kwargs) -> HttpResponse:
        """Of a published list, candidates are corrected instead."""
        if "pk" in self.kwargs and is_published(self.body):
            return redirect("candidates:correct", *self.kwargs.values())
        return super().get(request, *args, **kwargs)

    def thing(self) -> Candidate:
        """A new one, or that of the address."""
        return self.candidate if "pk" in self.kwargs else Candidate()

    def get_form_kwargs(self) -> dict:
        """The constituencies of the body."""
        return {**super().get_form_kwargs(), "body": self.body, "user": self.request.user}

    def form_valid(self, form: CandidateForm) -> HttpResponse:
        """Enters the candidate, or says why not."""
        try:
            enter(form.save(commit=False))
        except ListRefusedError as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        self.log(self.action, thing=str(form.instance))
        messages.success(self.request, self.done)
        return redirect(self.way_out())

    def delete_address(self) -> str:
        """Where the candidate is taken off the list."""
        if "pk" not in self.kwargs:
            return ""
        args = [self.election.pk, self.body.pk, self.kwargs["pk"]]
        return reverse("candidates:remove", args=args)


class RemoveView(ConfirmScreen, CandidateScreen):
    """Takes a candidate off a list that is not published."""

    page_title = gettext_lazy("Take off the list")

    def told(self) -> str:
        """With the name."""
        return _("Take %(name)s off the list?") % {"name": self.candidate.full_name}

    def act(self) -> str:
        """Removes the candidate, or says why not."""
        name = self.candidate.full_name
        try:
            remove(self.candidate)
        except ListRefusedError as refused:
            return str(refused)
        self.log("elections.changed", thing=name)
        return deleted(name)


class SheetView(SheetScreen, ListScreen):
    """Takes candidates from a table."""

    page_title = gettext_lazy("Candidates from a table")

    def sheet(self) -> CandidateSheet:
        """Of this body."""
        return CandidateSheet(self.body)

    def take(self, rows: Sequence[SheetRow]) -> str:
        """Stores those that are new."""
        try:
            new, present = enter_all(self.body, [candidate_of(row) for row in rows])
        except ListRefusedError as refused:
            return str(refused)
        self.log("elections.changed", thing=str(self.body), count=new)
        told = ngettext(
            "%(count)d candidate was taken.", "%(count)d candidates were taken.", new
        ) % {"count": new}
        if present:
            known = ngettext(
                "%(count)d stood on the list already and was left as it is.",
                "%(count)d stood on the list already and were left as they are.",
                present,
            )
            told = f"{told} {known % {'count': present}}"
        return told


class PublishView(ConfirmScreen, ListScreen):
    """Publishes the list; it is frozen then."""

    page_title = gettext_lazy("Publish the list")
    button = gettext_lazy("Publish and freeze")
    publishes = True

    def told(self) -> str:
        """What follows."""
        return _(
            "Publish the candidates of “%(body)s”? From then on the list is frozen: what is "
            "corrected stands in a log that readers see."
        ) % {"body": self.body}

    def get_context_data(self, **kwargs) -> dict:
        """With what should be looked at before."""
        return super().get_context_data(**kwargs, warnings=warnings_of(self.body))

    def post(self, request, *args, **kwargs) -> HttpResponse:
        """Publishes it, or says why not."""
        try:
            publish(self.body, request.user)
        except ListRefusedError as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("The list is published on all portals that show it."))
        return redirect(self.way_out())


class CorrectView(ThingScreen, CandidateScreen, TemplateView):
    """Corrects a candidate of a published list."""

    template_name = "candidates/admin/correct.html"
    page_title = gettext_lazy("Correct a candidate")
    form_class = CorrectionForm
    publishes = True

    def thing(self) -> Candidate:
        """That of the address."""
        return self.candidate

    def get_form_kwargs(self) -> dict:
        """The body."""
        return {**super().get_form_kwargs(), "body": self.body, "user": self.request.user}

    def form_valid(self, form: CorrectionForm) -> HttpResponse:
        """Corrects what changed, or says why not."""
        values = {name: form.cleaned_data[name] for name in LISTED if name in form.cleaned_data}
        reason = form.cleaned_data["reason"]
        try:
            count = correct(self.candidate, values, reason, self.request.user)
        except ListRefusedError as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        if count:
            told = ngettext("%(count)d entry corrected.", "%(count)d entries corrected.", count)
            messages.success(self.request, told % {"count": count})
            thing = self.candidate.full_name
            self.log("elections.list_corrected", thing=thing, reason=reason)
        else:
            messages.warning(self.request, _("Nothing was changed."))
        return redirect(self.way_out())

    def get_context_data(self, **kwargs) -> dict:
        """Where the candidate is withdrawn."""
        args = [self.election.pk, self.body.pk, self.candidate.pk]
        return super().get_context_data(
            **kwargs, candidate=self.candidate, withdrawal=reverse("candidates:withdraw", args=args)
        )


class WithdrawView(CandidateScreen, FormView):
    """Marks a candidate of a published list as withdrawn."""

    template_name = "elections/admin/form.html"
    page_title = gettext_lazy("Withdraw a candidate")
    form_class = WithdrawalForm
    publishes = True

    def get_page_subtitle(self) -> str:
        """The candidate."""
        return self.candidate.full_name

    def form_valid(self, form: WithdrawalForm) -> HttpResponse:
        """Withdraws the candidate, or says why not."""
        reason = form.cleaned_data["reason"]
        try:
            withdraw(self.candidate, reason, self.request.user)
        except ListRefusedError as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        self.log("elections.list_corrected", thing=self.candidate.full_name, reason=reason)
        messages.success(self.request, _("The candidate is marked as withdrawn."))
        return redirect(self.way_out())

    def get_context_data(self, **kwargs) -> dict:
        """The way back."""
        return super().get_context_data(**kwargs, back=self.way_out())
