"""The screen of a portal's identity, for its own administrators and those of the province."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views import generic
from wagtail.permissions import policy_registry

from portal.accounts.fresh import FreshSignInMixin
from portal.common import clock
from sites.administration.identity_forms import identity_panel
from sites.administration.listing import host_address, kind_name
from sites.administration.permissions import refusal
from sites.administration.querysets import portals
from sites.profile.models import SiteProfile
from sites.profile.naming import keep_site_name

HOME = {"url": reverse_lazy("wagtailadmin_home"), "label": gettext_lazy("Home")}


def own_profiles(user) -> list[SiteProfile]:
    """The profiles that a person may change."""
    policy = policy_registry.get_by_type(SiteProfile)
    found = policy.instances_user_has_permission_for(user, "change")
    return list(found.select_related("site").order_by("site__site_name", "pk"))


def portal_of_profile(number: int) -> int | None:
    """The portal of a profile; None if there is none.

    Args:
        number: primary key of the profile.
    """
    return SiteProfile.objects.filter(pk=number).values_list("site", flat=True).first()


class OwnProfileMixin:
    """Asks the policy about the very profile, not only about some profile."""

    permission_required = "change"
    any_permission_required = None

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Refuses profiles of other portals before anything is read from them."""
        if not self.user_has_permission_for_instance("change", self.get_object()):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def path_to_profile(self) -> list[dict]:
        """From the start to the profile; over the list for those who may see it."""
        if refusal(self.request.user):
            return [HOME]
        return [
            HOME,
            {"url": reverse("portals:list"), "label": _("Portals")},
            {"url": reverse("portals:show", args=[self.object.pk]), "label": str(self.object)},
        ]


class ProfileEditView(FreshSignInMixin, OwnProfileMixin, generic.EditView):
    """Names, emblem, palette, contacts, responsible person and social links of one portal."""

    model = SiteProfile
    panel = identity_panel
    template_name = "administration/profile.html"
    edit_url_name = "portals:profile"
    history_url_name = "portals:profile_history"
    header_icon = "site"
    page_title = gettext_lazy("Portal's identity")
    success_message = gettext_lazy("The identity of “%(object)s” was saved.")
    error_message = gettext_lazy(
        "The identity was not saved. Mend the fields that are marked, then save again."
    )

    def get_success_url(self) -> str:
        """The same screen, so that one sees what was saved."""
        return self.get_edit_url()

    def get_success_buttons(self) -> list:
        """The way to the portal, where the change is seen at once."""
        return [messages.button(host_address(self.object), _("View"), new_window=False)]

    def save_instance(self) -> SiteProfile:
        """Saves and logs; Wagtail's site gets the name that the portal now has."""
        profile = super().save_instance()
        keep_site_name(profile)
        return profile

    def get_breadcrumbs_items(self) -> list[dict]:
        """From the start to this screen."""
        return [*self.path_to_profile(), {"url": "", "label": str(self.page_title)}]

    def get_context_data(self, **kwargs) -> dict:
        """Beside the form, what is decided elsewhere and only shown here."""
        facts = portals(clock.today()).select_related("collection").get(pk=self.object.pk)
        return super().get_context_data(**kwargs, facts=facts, kind=kind_name(facts))


class ProfileHistoryView(OwnProfileMixin, generic.HistoryView):
    """Who changed the identity, and what else was done with the portal."""

    model = SiteProfile
    edit_url_name = "portals:profile"
    history_url_name = "portals:profile_history"
    history_results_url_name = "portals:profile_history_results"

    def get_breadcrumbs_items(self) -> list[dict]:
        """From the start over the profile to its history."""
        profile = {
            "url": self.get_edit_url(self.object),
            "label": str(ProfileEditView.page_title),
        }
        return [*self.path_to_profile(), profile, {"url": "", "label": _("History")}]


class OwnPortalView(View):
    """Leads to the identity of the portal that one is working on."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The profile; refused to who may not change it."""
        profiles = own_profiles(request.user)
        if len(profiles) != 1:
            raise PermissionDenied
        return redirect("portals:profile", profiles[0].pk)
