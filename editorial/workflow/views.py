"""What waits for me, one item with its version to decide on, and the ways to begin and to hurry."""

from django.core.exceptions import ValidationError
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page, TaskState
from wagtail_localize.models import Translation

from editorial.workflow import rules, services
from editorial.workflow.forms import DecisionForm, SubmitForm, UrgentForm
from editorial.workflow.marks import version_of
from editorial.workflow.models import ReviewState
from editorial.workflow.querysets import overdue_before, sent_back_to, waiting_for
from editorial.workflow.translations import submit_translation, translation_of
from portal.common import clock
from sites.access.choosing import pages_at_hand
from sites.access.standing import standing

HOME = {"url": reverse_lazy("wagtailadmin_home"), "label": gettext_lazy("Home")}
MOST_SHOWN = 200


def own_page(user, page_id: int) -> Page:
    """A page of the portals on which a person works.

    Raises:
        Http404: it is another's, or there is none.
    """
    condition = pages_at_hand(user)
    pages = Page.objects.filter(depth__gt=1)
    found = pages if condition is None else pages.filter(condition)
    return get_object_or_404(found, pk=page_id).specific


class ReviewScreen(WagtailAdminTemplateMixin):
    """The frame of the screens of the review."""

    header_icon = "clipboard-list"
    list_item = {"url": reverse_lazy("review:list"), "label": gettext_lazy("Review")}

    def get_breadcrumbs_items(self) -> list[dict]:
        """From the start to this screen."""
        return [HOME, self.list_item, {"url": "", "label": str(self.page_title)}]


class WaitingView(ReviewScreen, TemplateView):
    """Everything that waits for the person, the most pressing first."""

    template_name = "workflow/list.html"
    page_title = gettext_lazy("Review")

    def get_breadcrumbs_items(self) -> list[dict]:
        """From the start to this screen."""
        return [HOME, {"url": "", "label": str(self.page_title)}]

    def get_context_data(self, **kwargs) -> dict:
        """What waits for me to decide, what came back to me, and what is late elsewhere."""
        user, now = self.request.user, clock.now()
        states, late = _listed(waiting_for(user)), _listed(overdue_before(user, now))
        back = sent_back_to(user).select_related("current_task_state__finished_by")
        return super().get_context_data(
            **kwargs,
            states=states[:MOST_SHOWN],
            is_cut=len(states) > MOST_SHOWN,
            late=late[:MOST_SHOWN],
            is_late_cut=len(late) > MOST_SHOWN,
            looks_on=standing(user).reaches_everywhere,
            most=MOST_SHOWN,
            sent_back=back.prefetch_related("content_object").order_by("-pk")[:MOST_SHOWN],
            now=now,
        )


def _listed(states: QuerySet[ReviewState]) -> list[ReviewState]:
    """The most pressing first, one more than are shown."""
    rows = states.select_related("page", "site", "workflow_state__requested_by")
    return list(rows.order_by(F("due_at").asc(nulls_last=True), "started_at")[: MOST_SHOWN + 1])


class ReviewView(ReviewScreen, FormView):
    """One item: the version as readers would see it, what was said of it, and the decision."""

    template_name = "workflow/review.html"
    form_class = DecisionForm
    page_title = gettext_lazy("Read and decide")

    @cached_property
    def state(self) -> ReviewState:
        """The item at its step.

        Raises:
            Http404: it is another portal's, or there is none.
        """
        rows = ReviewState.objects.select_related(
            "workflow_state__requested_by", "revision__user", "site", "finished_by", "task"
        )
        state = get_object_or_404(rows, pk=self.kwargs["review_id"])
        self.page = own_page(self.request.user, state.page_id)
        return state

    def get_page_subtitle(self) -> str:
        """What the item is called in this version."""
        return self.page.get_admin_display_title()

    def get_initial(self) -> dict:
        """The version that the person is shown goes with the decision."""
        return {"version": version_of(self.state.revision)}

    def form_valid(self, form: DecisionForm) -> HttpResponse:
        """Decides, or says why not."""
        try:
            services.decide(
                self.state,
                self.request.user,
                form.cleaned_data["decision"],
                comment=form.cleaned_data["comment"],
                # A form without it decides on nothing.
                version=form.cleaned_data["version"] or "-",
            )
        except services.ReviewRefused as refused:
            return self._refused(form, str(refused))
        messages.success(self.request, self._outcome(form.cleaned_data["decision"]))
        return redirect("review:list")

    def _refused(self, form: DecisionForm, reason: str) -> HttpResponse:
        """Says why, beside the text as it is now; what was written stays in its field."""
        del self.state
        form = self.form_class({**form.cleaned_data, "version": version_of(self.state.revision)})
        form.is_valid()
        form.add_error(None, reason)
        return self.form_invalid(form)

    def _outcome(self, decision: str) -> str:
        title = {"title": self.page.get_admin_display_title()}
        if decision == "reject":
            return _("“%(title)s” was sent back.") % title
        if self.state.step == rules.Step.EDITING:
            return _("“%(title)s” was passed on for approval.") % title
        page = Page.objects.get(pk=self.page.pk)
        if not page.live:
            return _("“%(title)s” is approved and appears at the time that it says.") % title
        return _("“%(title)s” is published.") % title

    def get_context_data(self, **kwargs) -> dict:
        """The item, its round so far, what the person may do, and where to look closer."""
        user, state, page = self.request.user, self.state, self.page
        waits = state.status == TaskState.STATUS_IN_PROGRESS
        actions = rules.actions_for(user, page, state.step) if waits else []
        rounds = ReviewState.objects.filter(workflow_state=state.workflow_state_id).exclude(
            status=TaskState.STATUS_CANCELLED
        )
        return super().get_context_data(
            **kwargs,
            state=state,
            page=page,
            waits=waits,
            actions=actions,
            refusal=self._refusal(actions) if waits else "",
            rounds=rounds.exclude(pk=state.pk).select_related("finished_by", "task"),
            preview_url=self._preview_url() if waits and actions else "",
            compare_url=self._compare_url(),
            may_edit=waits
            and not page.get_lock()
            and page.permissions_for_user(user).can_edit()
            or (waits and state.task.specific.user_can_access_editor(page, user)),
            now=clock.now(),
        )

    def _refusal(self, actions: list) -> str:
        if any(name == "approve" for name, _label, _asks in actions):
            return ""
        if actions:
            return rules.own_text_refusal(self.request.user, self.page)
        return _("You do not hold the role on this portal that decides here.")

    def _preview_url(self) -> str:
        return reverse(
            "wagtailadmin_pages:workflow_preview", args=[self.page.pk, self.state.task_id]
        )

    def _compare_url(self) -> str:
        if not self.page.live_revision_id or self.page.live_revision_id == self.state.revision_id:
            return ""
        versions = [self.page.pk, self.page.live_revision_id, self.state.revision_id]
        return reverse("wagtailadmin_pages:revisions_compare", args=versions)


class PageActView(ReviewScreen, FormView):
    """An act on one page, which says first what will happen."""

    template_name = "workflow/act.html"

    @cached_property
    def page(self) -> Page:
        """The page.

        Raises:
            Http404: it is another portal's, or there is none.
        """
        return own_page(self.request.user, self.kwargs["page_id"])

    def get_page_subtitle(self) -> str:
        """What the page is called."""
        return self.page.get_admin_display_title()

    def get_initial(self) -> dict:
        """The version that the person is about to decide on."""
        return {"version": version_of(self.page.latest_revision)}

    def form_valid(self, form) -> HttpResponse:
        """Does it, or says why not."""
        try:
            self.act(form.cleaned_data)
        except services.ReviewRefused as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        except ValidationError as faults:
            form.add_error(None, faults.messages)
            return self.form_invalid(form)
        return redirect("wagtailadmin_explore", self.page.get_parent().pk)

    def get_context_data(self, **kwargs) -> dict:
        """The page, what the act does, and why it cannot be done."""
        return super().get_context_data(
            **kwargs, page=self.page, refusal=self.refusal(), sentences=self.sentences, act=self
        )


class SubmitView(PageActView):
    """Sends the latest version of a page for review."""

    form_class = SubmitForm
    page_title = gettext_lazy("Send for review")
    button = gettext_lazy("Send for review")
    sentences = (
        gettext_lazy("Those who edit or approve on this portal are told."),
        gettext_lazy("Until it is decided, only they can change the text."),
    )

    @cached_property
    def translation(self) -> Translation | None:
        """The translation whose sentences are sent, where the page is one."""
        return translation_of(self.page)

    def refusal(self) -> str:
        """Why it cannot be done; empty if it can."""
        is_translation = self.translation is not None
        return rules.submission_refusal(self.request.user, self.page, has_sentences=is_translation)

    def act(self, data: dict) -> None:
        """Sends it."""
        if self.translation is None:
            services.submit(self.page, self.request.user, version=data["version"])
        else:
            # Before anything is made of the sentences.
            services.refuse_if(self.refusal())
            submit_translation(self.translation, self.page, self.request.user)
        title = {"title": self.page.get_admin_display_title()}
        messages.success(self.request, _("“%(title)s” was sent for review.") % title)


class UrgentView(PageActView):
    """Publishes the latest version at once, for the head of the board."""

    form_class = UrgentForm
    page_title = gettext_lazy("Publish urgently")
    button = gettext_lazy("Publish now")
    sentences = (
        gettext_lazy("The latest version is published at once, without anybody else reading it."),
        gettext_lazy("Your reason stands in the history of the page and of the portal."),
        gettext_lazy("A review of the page that is under way ends."),
    )

    def refusal(self) -> str:
        """Why it cannot be done; empty if it can."""
        return rules.urgent_refusal(self.request.user, self.page)

    def act(self, data: dict) -> None:
        """Publishes it."""
        services.publish_urgently(
            self.page, self.request.user, reason=data["reason"], version=data["version"]
        )
        title = {"title": self.page.get_admin_display_title()}
        messages.success(self.request, _("“%(title)s” is published.") % title)


def to_review(request: HttpRequest, page_id: int, action_name: str, task_state_id: int):
    """Leads from Wagtail's windows for a decision to the screen on which one reads first."""
    if not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404
    state = get_object_or_404(ReviewState, pk=task_state_id, page=page_id)
    own_page(request.user, state.page_id)
    return redirect("review:show", state.pk)
