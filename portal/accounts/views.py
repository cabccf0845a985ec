"""Pages of an account that allauth does not have."""

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.account.views import LoginView, LogoutView
from allauth.mfa.adapter import get_adapter as get_factor_adapter
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from portal.accounts import fresh, gate, invitations, oidc, requirements
from portal.accounts.forms import InvitationForm
from portal.accounts.models import User

GONE = 410


@method_decorator(sensitive_post_parameters(), name="dispatch")
@method_decorator(never_cache, name="dispatch")
class InvitationView(View):
    """Where an invited person sets name and password and is signed in."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            response = super().dispatch(request, *args, **kwargs)
        except invitations.InvitationError:
            response = render(request, "accounts/invitation_refused.html", status=GONE)
        # The address itself is the secret and must not travel on. Without any referrer the browser
        # would send the form with "Origin: null", which the check against forgery refuses.
        response["Referrer-Policy"] = "strict-origin"
        response["X-Robots-Tag"] = "noindex"
        return response

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        invitation = invitations.find_open(token)
        return self._page(request, invitation, InvitationForm(user=invitation.user))

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        invitation = invitations.find_open(token)
        form = InvitationForm(request.POST, user=invitation.user)
        if not form.is_valid():
            return self._page(request, invitation, form)
        user = invitations.accept(
            token,
            full_name=form.cleaned_data["full_name"],
            password=form.cleaned_data["password"],
        )
        return sign_in(request, user)

    def _page(self, request, invitation, form) -> HttpResponse:
        context = {"invitation": invitation, "form": form}
        return render(request, "accounts/invitation.html", context)


def sign_in(request: HttpRequest, user: User) -> HttpResponse:
    """Signs in who has just set a password, by allauth's own steps.

    They leave the record of methods in the session without which the administration stays
    closed, and ask for the second factor where one is set up. Whoever was signed in on this
    browser is signed out first.
    """
    logout(request)
    return perform_password_login(request, {"email": user.email}, Login(user=user))


class SignInView(LoginView):
    """allauth's own, with the way to the province's own sign-in where there is one."""

    def get_context_data(self, **kwargs) -> dict:
        """Adds how the button is called; empty for no button."""
        province_sign_in = oidc.name() if oidc.is_offered() else ""
        return super().get_context_data(province_sign_in=province_sign_in, **kwargs)


class SignOutView(LogoutView):
    """Signs out and has the browser forget what it has stored of the administration."""

    def post(self, *args, **kwargs) -> HttpResponse:
        response = super().post(*args, **kwargs)
        # Not "cookies": browsers would delete those of all hosts of the whole domain.
        response["Clear-Site-Data"] = '"cache", "storage"'
        return response


def closed(request: HttpRequest, *args, **kwargs) -> HttpResponse:
    """Stands before an address that Wagtail or allauth brings and that must not exist here."""
    raise Http404


@login_required
@never_cache
def second_factor_needed(request: HttpRequest) -> HttpResponse:
    """Says why a second factor is asked for and leads to where one is set up."""
    if gate.lack_of(request) is gate.Lack.NOTHING:
        return redirect("wagtailadmin_home")
    context = {"reason": requirements.reason(request.user)}
    return render(request, "accounts/second_factor_needed.html", context)


@login_required
@never_cache
def resume(request: HttpRequest) -> HttpResponse:
    """Sends, by one press of a button, what was kept while the sign-in was made fresh."""
    kept = fresh.take_kept(request) if fresh.is_fresh(request) else None
    return render(request, "accounts/resume.html", {"kept": kept})


class KeyRemovalView(RemoveWebAuthnView):
    """Removes a key, unless it is the only second factor of a person who must have one."""

    def form_valid(self, form) -> HttpResponse:
        """Removes it, or says why not."""
        adapter = get_factor_adapter()
        if not adapter.can_delete_authenticator(self.object):
            refusal: ValidationError = adapter.validation_error("cannot_delete_authenticator")
            form.add_error(None, refusal)
            return self.render_to_response(self.get_context_data(form=form))
        return super().form_valid(form)
