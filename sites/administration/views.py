"""One portal with all that can be done with it, and the pages that ask before it is done."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import registry as log_registry

from portal.accounts.fresh import FreshSignInMixin
from portal.common import clock
from sites.access.models import Role
from sites.access.people import people_with_role
from sites.administration import services
from sites.administration.acts import ACTS, Act, Outcome, acts_for
from sites.administration.listing import day_of_last_news, host_address, kind_name
from sites.administration.permissions import ProvincialAdministratorMixin
from sites.administration.querysets import portals
from sites.profile.models import SiteProfile
from sites.provisioning.errors import ProvisioningRefused

ENTRIES_SHOWN = 20


class PortalScreen(ProvincialAdministratorMixin, WagtailAdminTemplateMixin):
    """A screen of the group “Portals”: its frame, the path to it, who may open it."""

    template_name = "administration/base.html"
    header_icon = "site"
    breadcrumbs_items = [
        {"url": reverse_lazy("wagtailadmin_home"), "label": gettext_lazy("Home")},
        {"url": reverse_lazy("portals:list"), "label": gettext_lazy("Portals")},
    ]

    def get_breadcrumbs_items(self) -> list[dict]:
        """From the start to this screen."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]


class OnePortalScreen(PortalScreen):
    """A screen of one portal; the address names its profile."""

    @cached_property
    def profile(self) -> SiteProfile:
        """The portal with its unit as it is today.

        Raises:
            Http404: there is none of this number.
        """
        return get_object_or_404(portals(clock.today()), pk=self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        """The portal's name."""
        return str(self.profile)

    def get_breadcrumbs_items(self) -> list[dict]:
        """From the start over the portal to this screen."""
        of_portal = {
            "url": reverse("portals:show", args=[self.profile.pk]),
            "label": str(self.profile),
        }
        here = {"url": "", "label": self.get_page_title()}
        return [*self.breadcrumbs_items, of_portal, here]

    def get_context_data(self, **kwargs) -> dict:
        """The portal and its public address."""
        context = super().get_context_data(**kwargs)
        return {**context, "profile": self.profile, "address": host_address(self.profile)}


class PortalView(OnePortalScreen, TemplateView):
    """One portal: what it is, who leads it, what can be done, what was done."""

    template_name = "administration/show.html"

    def get_page_title(self) -> str:
        """The portal's name stands for itself."""
        return str(self.profile)

    def get_page_subtitle(self) -> str:
        """Nothing more."""
        return ""

    def get_breadcrumbs_items(self) -> list[dict]:
        """From the start to the portal."""
        return [*self.breadcrumbs_items, {"url": "", "label": str(self.profile)}]

    def get_context_data(self, **kwargs) -> dict:
        """What the screen shows, each thing in one statement."""
        history = log_registry.get_logs_for_instance(self.profile).select_related("user")
        return super().get_context_data(
            **kwargs,
            kind=kind_name(self.profile),
            last_news=day_of_last_news(self.profile),
            heads=people_with_role(self.profile.site, Role.APPROVER, Role.ADMINISTRATOR),
            invitations=services.invitations_of(self.profile),
            acts=[(act.title, act.url(self.profile)) for act in acts_for(self.profile)],
            entries=history[:ENTRIES_SHOWN],
        )


class ActView(FreshSignInMixin, OnePortalScreen, FormView):
    """Says what an act will do, and does it when it is confirmed."""

    template_name = "administration/act.html"

    @cached_property
    def act(self) -> Act:
        """The act that the address names."""
        if self.kwargs["act"] not in ACTS:
            raise Http404
        return ACTS[self.kwargs["act"]]

    def get_page_title(self) -> str:
        """What the act is called."""
        return str(self.act.title)

    def get_form_class(self) -> type:
        """What has to be typed first."""
        return self.act.form_class

    def get_context_data(self, **kwargs) -> dict:
        """The act and what it will do."""
        return super().get_context_data(
            **kwargs, act=self.act, consequences=self.act.consequences(self.profile)
        )

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Asks; an act that the portal does not allow leads back to it with the reason."""
        if reason := self.act.reason_against(self.profile):
            messages.warning(request, reason)
            return redirect("portals:show", self.profile.pk)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Refuses what the portal does not allow by now, before what was typed is looked at."""
        if reason := self.act.reason_against(self.profile):
            form = self.get_form()
            form.add_error(None, reason)
            return self.form_invalid(form)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form) -> HttpResponse:
        """Does it, or says in place why it is refused."""
        try:
            outcome = self.act.run(self.profile, form.cleaned_data, self.request.user)
        except ProvisioningRefused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.reason)
            # What the refused act may have written into the object is not so.
            del self.profile
            return self.form_invalid(form)
        say(self.request, outcome)
        return redirect("portals:show", self.profile.pk)


class InviteAgainView(FreshSignInMixin, OnePortalScreen, View):
    """Sends the link of an invitation anew."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, uid) -> HttpResponse:
        """Sends it, if the invitation belongs to a person of this portal who still needs it."""
        known = {invitation.uid: invitation for invitation in services.invitations_of(self.profile)}
        if uid not in known:
            messages.error(
                request,
                _("This invitation needs no new link: it was answered or replaced. See below."),
            )
        else:
            fresh = services.send_again(self.profile, known[uid], request.user)
            messages.success(
                request, _("A new link was sent to %(email)s.") % {"email": fresh.user.email}
            )
        return redirect("portals:show", self.profile.pk)


def say(request: HttpRequest, outcome: Outcome) -> None:
    """Shows what an act has done above the next screen.

    Args:
        request: who is told.
        outcome: a sentence and its details.
    """
    messages.success(request, _with_details(outcome) if outcome.details else outcome.message)


def _with_details(outcome: Outcome) -> SafeString:
    items = format_html_join("", "<li>{}</li>", ((detail,) for detail in outcome.details))
    return format_html("{}<ul>{}</ul>", outcome.message, items)
