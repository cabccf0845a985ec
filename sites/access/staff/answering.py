"""Where an invited person accepts or declines, on the pages of sign-in."""

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from portal.accounts.forms import InvitationForm
from portal.accounts.fresh import fresh_sign_in
from portal.accounts.views import GONE, sign_in
from sites.access.current import PARAMETER
from sites.access.staff import offers
from sites.access.staff.models import RoleOffer
from sites.access.staff.rules import StaffRefused
from sites.access.staff.wording import role_names

FORBIDDEN = 403


@method_decorator(sensitive_post_parameters(), name="dispatch")
@method_decorator(never_cache, name="dispatch")
class OfferView(View):
    """Shows what is offered: a newcomer sets a password, everybody else signs in and answers."""

    http_method_names = ["get", "head", "post"]

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            response = super().dispatch(request, *args, **kwargs)
        except (offers.OfferError, StaffRefused):
            response = render(request, "accounts/invitation_refused.html", status=GONE)
        # The address itself is the secret and must not travel on. Without any referrer the browser
        # would send the form with "Origin: null", which the check against forgery refuses.
        response["Referrer-Policy"] = "strict-origin"
        response["X-Robots-Tag"] = "noindex"
        return response

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """The form for this person."""
        offer = offers.find_open(token)
        if offers.is_newcomer(offer.user):
            form = InvitationForm(user=offer.user, initial={"full_name": offer.full_name})
            return _page(request, offer, form)
        return self._detour(request, offer) or _page(request, offer)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """The answer."""
        offer = offers.find_open(token)
        if offers.is_newcomer(offer.user):
            return self._begin(request, token, offer)
        return self._detour(request, offer) or fresh_sign_in(_answer)(request, token)

    def _begin(self, request: HttpRequest, token: str, offer: RoleOffer) -> HttpResponse:
        form = InvitationForm(request.POST, user=offer.user)
        if not form.is_valid():
            return _page(request, offer, form)
        accepted = offers.accept_as_newcomer(
            token,
            full_name=form.cleaned_data["full_name"],
            password=form.cleaned_data["password"],
        )
        return sign_in(request, accepted.user)

    def _detour(self, request: HttpRequest, offer: RoleOffer) -> HttpResponse | None:
        """Where somebody goes first who is not signed in as the person that was invited."""
        if not request.user.is_authenticated:
            return redirect_to_login(request.path)
        if request.user.pk != offer.user_id:
            return render(request, "staff/offer_of_another.html", status=FORBIDDEN)
        return None


def _answer(request: HttpRequest, token: str) -> HttpResponse:
    if "decline" in request.POST:
        offer = offers.decline(token, user=request.user)
        return render(request, "staff/offer_declined.html", {"offer": offer})
    offer = offers.accept(token, user=request.user)
    target = urlencode({PARAMETER: offer.site_id})
    return redirect(f"{reverse('wagtailadmin_home')}?{target}")


def _page(request: HttpRequest, offer: RoleOffer, form=None) -> HttpResponse:
    context = {"offer": offer, "form": form, "roles": role_names(offer.roles)}
    return render(request, "staff/offer.html", context)
