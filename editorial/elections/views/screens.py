"""The frame of the officers' screens of elections: who may open them, and the way to them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from django.views.generic.edit import FormMixin, ProcessFormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from editorial.boards.views.base import HOME, RefusingMixin
from editorial.elections.models import ElectedBody, Election
from editorial.elections.permissions import (
    looks_after_elections,
    own_elections,
    refusal_to_edit,
    refusal_to_publish,
)


class ElectionsScreen(RefusingMixin, WagtailAdminTemplateMixin):
    """A screen of whoever looks after elections."""

    header_icon = "calendar-check"
    list_item = {"url": reverse_lazy("elections:index"), "label": gettext_lazy("Elections")}

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Sends home who looks after no election at all, before anything is sought."""
        if looks_after_elections(request.user):
            return super().dispatch(request, *args, **kwargs)
        messages.error(request, refusal_to_edit(request.user, 0))
        return redirect("wagtailadmin_home")

    def get_breadcrumbs_items(self) -> list[dict]:
        """From the start over the list to this screen."""
        items = [HOME, self.list_item, *self.between()]
        return [*items, {"url": "", "label": str(self.get_page_title())}]

    def between(self) -> list[dict]:
        """The screens between the list and this one."""
        return []


class OneElectionScreen(ElectionsScreen):
    """A screen of one election; those of other portals are not found.

    Attributes:
        publishes: whether what it does is left to those who publish.
    """

    publishes = False

    @cached_property
    def election(self) -> Election:
        """The election of the address.

        Raises:
            Http404: there is none that the person looks after.
        """
        rows = own_elections(self.request.user).select_related("site", "law")
        return get_object_or_404(rows, pk=self.kwargs["election"])

    def refusal(self) -> str:
        """Reading is for all who look after it; writing asks again, and publishing more."""
        reason = super().refusal()
        if reason or self.request.method in {"GET", "HEAD"} and not self.publishes:
            return reason
        ask = refusal_to_publish if self.publishes else refusal_to_edit
        return ask(self.request.user, self.election.site_id)

    def way_out(self) -> str:
        """The election itself, where it is theirs."""
        return reverse("elections:show", args=[self.election.pk])

    def get_page_subtitle(self) -> str:
        """The election."""
        return str(self.election)

    def between(self) -> list[dict]:
        """The election's own screen."""
        url = reverse("elections:show", args=[self.election.pk])
        return [{"url": url, "label": str(self.election)}]

    def get_context_data(self, **kwargs) -> dict:
        """The election, and whether the person publishes its lists and results."""
        user = self.request.user
        shown = {
            "election": self.election,
            "refusal_to_edit": refusal_to_edit(user, self.election.site_id),
            "refusal_to_publish": refusal_to_publish(user, self.election.site_id),
        }
        return super().get_context_data(**kwargs | shown)

    def log(self, action: str, **data: Any) -> None:
        """Writes an act into the history of the election."""
        log(self.election, action, user=self.request.user, data=data)


class OneBodyScreen(OneElectionScreen):
    """A screen of one body of an election."""

    @cached_property
    def body(self) -> ElectedBody:
        """The body of the address.

        Raises:
            Http404: the election has no such body.
        """
        body = get_object_or_404(ElectedBody, election=self.election, pk=self.kwargs["body"])
        body.election = self.election
        return body

    def way_out(self) -> str:
        """The body itself."""
        return reverse("elections:body", args=[self.election.pk, self.body.pk])

    def between(self) -> list[dict]:
        """The election and the body."""
        url = reverse("elections:body", args=[self.election.pk, self.body.pk])
        return [*super().between(), {"url": url, "label": str(self.body)}]

    def get_context_data(self, **kwargs) -> dict:
        """The body."""
        return super().get_context_data(**kwargs | {"body": self.body})


class ThingScreen(FormMixin, ProcessFormView):
    """Enters or changes one thing: the form, the act, and where to go after that.

    Attributes:
        done: what is said after it.
        action: as which it stands in the history.
    """

    template_name = "elections/admin/form.html"
    done = gettext_lazy("Saved.")
    action = "elections.changed"

    def thing(self) -> Any:
        """What the form edits: a new one, or the one of the address.

        Raises:
            Http404: there is none.
        """
        raise NotImplementedError

    def get_form_kwargs(self) -> dict:
        """The thing and the election that it belongs to."""
        return {
            **super().get_form_kwargs(),
            "instance": self.thing(),
            "election": getattr(self, "election", None),
        }

    def save(self, form: Any) -> Any:
        """Stores what the form holds."""
        return form.save()

    def form_valid(self, form: Any) -> HttpResponse:
        """Stores it and says so."""
        thing = self.save(form)
        if getattr(self, "election", None) is not None:
            self.log(self.action, thing=str(thing))
        messages.success(self.request, self.done)
        return redirect(self.get_success_url())

    def get_success_url(self) -> str:
        """Where the screen leads when it is left."""
        return self.way_out()

    def get_context_data(self, **kwargs) -> dict:
        """Where the form is left without saving, and where the thing is deleted."""
        return super().get_context_data(
            **kwargs, back=self.get_success_url(), delete=self.delete_address()
        )

    def delete_address(self) -> str:
        """Where the thing is deleted; empty where it is not."""
        return ""


class ConfirmScreen(TemplateView):
    """Asks before an act that cannot be taken back.

    Attributes:
        question: what is asked.
        button: what the button says.
    """

    template_name = "elections/admin/confirm.html"
    question = ""
    button = gettext_lazy("Delete")

    def act(self) -> str:
        """Does it; what is said after that."""
        raise NotImplementedError

    def told(self) -> str:
        """The question, with what it is about."""
        return str(self.question)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Does it and says so."""
        messages.success(request, self.act())
        return redirect(self.way_out())

    def get_context_data(self, **kwargs) -> dict:
        """The question and the way back."""
        return super().get_context_data(
            **kwargs, question=self.told(), button=self.button, back=self.way_out()
        )


def deleted(thing: Any) -> str:
    """Says that something is gone."""
    return _("“%(thing)s” was deleted.") % {"thing": thing}
