"""The province's own sign-in, by OpenID Connect, for accounts that exist here already.

It stands in for the password. Nobody signs up by it, and the second factor is asked for as ever.
"""

import hashlib
import logging
import secrets

from allauth.account.utils import get_next_redirect_url
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.adapter import get_adapter as get_social_adapter
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from allauth.socialaccount.providers.base.constants import AuthError, AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from requests import RequestException

from portal.accounts.id_tokens import claims_of
from portal.accounts.models import User

logger = logging.getLogger(__name__)

NONCE_BYTES = 32
FORBIDDEN, UNAVAILABLE = 403, 503
# What a provider can do wrong: no answer, no JSON, fields missing or of another kind.
PROVIDER_FAULTS = (OAuth2Error, RequestException, LookupError, TypeError, ValueError)


def is_offered() -> bool:
    """Whether this installation has such a sign-in."""
    return bool(settings.OIDC_ISSUER)


def name() -> str:
    """How the button calls it."""
    return settings.OIDC_NAME or _("the province's own sign-in")


def provider_id() -> str:
    """Under which links are kept: another issuer must not inherit the accounts of this one."""
    digest = hashlib.sha256(settings.OIDC_ISSUER.encode()).hexdigest()
    return f"oidc-{digest[:16]}"


class ProvinceOAuth2Adapter(OpenIDConnectOAuth2Adapter):
    """Speaks with the provider."""

    # Sent with this sign-in; set from the state that the session has kept.
    nonce = ""

    @property
    def openid_config(self) -> dict:
        """The provider's addresses, from itself, if it is who the settings name."""
        config = super().openid_config
        if config.get("issuer") != settings.OIDC_ISSUER:
            raise OAuth2Error("The provider calls itself by another name than OIDC_ISSUER.")
        return config

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        """Where the provider sends people back to: by the settings, whatever the request says."""
        return settings.WAGTAILADMIN_BASE_URL + reverse("accounts_oidc_callback")

    def complete_login(self, request: HttpRequest, app: SocialApp, token, **kwargs) -> SocialLogin:
        """Reads who the person is from the signed token, and from the provider's own answer."""
        claims = claims_of(
            str(kwargs["response"].get("id_token", "")),
            keys=self._published_keys(),
            issuer=settings.OIDC_ISSUER,
            client_id=app.client_id,
            nonce=self.nonce,
        )
        if "email" not in claims and "userinfo_endpoint" in self.openid_config:
            claims = self._with_user_info(claims, token.token)
        login = self.get_provider().sociallogin_from_response(request, {"id_token": claims})
        login.claims = claims
        # What the provider knows of the person is not kept; the link needs the subject alone.
        login.account.extra_data = {}
        return login

    def _published_keys(self) -> dict:
        with get_social_adapter().get_requests_session() as session:
            response = session.get(self.openid_config["jwks_uri"])
            response.raise_for_status()
            return response.json()

    def _with_user_info(self, claims: dict, access_token: str) -> dict:
        told = self._fetch_user_info(access_token)
        # Section 5.3.2: an answer about somebody else must not be used.
        if told.get("sub") != claims["sub"]:
            raise OAuth2Error("The provider answers about another person.")
        return {**claims, **{key: told.get(key) for key in ("email", "email_verified")}}


class ProvinceProvider(OpenIDConnectProvider):
    """The one provider there is."""

    oauth2_adapter_class = ProvinceOAuth2Adapter


class ProvinceAccountAdapter(DefaultSocialAccountAdapter):
    """Whom the provider's word lets in here."""

    def list_apps(self, request, provider=None, client_id=None) -> list[SocialApp]:
        """The one of the settings; none is read from the database."""
        if not is_offered():
            return []
        app = SocialApp(
            provider=OpenIDConnectProvider.id,
            provider_id=provider_id(),
            name=name(),
            client_id=settings.OIDC_CLIENT_ID,
            secret=settings.OIDC_CLIENT_SECRET,
            settings={"server_url": settings.OIDC_ISSUER.rstrip("/"), "oauth_pkce_enabled": True},
        )
        return [app]

    def get_provider(self, request, provider=None, client_id=None) -> ProvinceProvider:
        """The one there is, whatever it is asked for by."""
        return ProvinceProvider(request, app=self.list_apps(request)[0])

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Never."""
        return False

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict) -> User:
        """Takes over nothing: names and addresses are kept here."""
        return sociallogin.user

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Finds the account, or refuses without saying which of the reasons it is."""
        user = linked_account(sociallogin) or account_by_address(sociallogin)
        if user is None:
            raise ImmediateHttpResponse(refused(request))
        sociallogin.user = user

    def on_authentication_error(
        self, request, provider, error=None, exception=None, extra_context=None
    ) -> None:
        """Leads back whoever cancelled; refuses everybody else."""
        if error == AuthError.CANCELLED:
            raise ImmediateHttpResponse(redirect("account_login"))
        if exception is not None:
            logger.warning("Sign-in by the provider failed: %s", type(exception).__name__)
        raise ImmediateHttpResponse(refused(request))


def linked_account(sociallogin: SocialLogin) -> User | None:
    """The active account to which this subject of the provider was linked."""
    links = SocialAccount.objects.filter(
        provider=sociallogin.account.provider, uid=sociallogin.account.uid, user__is_active=True
    )
    link = links.select_related("user").first()
    return link.user if link else None


def account_by_address(sociallogin: SocialLogin) -> User | None:
    """The active account of the address that the provider has verified; links it from now on.

    A person whose subject is linked already, to an account that is closed, gets no second one.
    """
    claims = sociallogin.claims
    if claims.get("email_verified") is not True or not isinstance(claims.get("email"), str):
        return None
    email = User.objects.normalize_email(claims["email"])
    user = User.objects.filter(email=email, is_active=True).first()
    account = sociallogin.account
    if user is None or account.pk:
        return None
    # One link per account: another subject with the same address is another person.
    if SocialAccount.objects.filter(provider=account.provider, user=user).exists():
        return None
    account.user = user
    account.save()
    return user


def refused(request: HttpRequest, status: int = FORBIDDEN) -> HttpResponse:
    """One page for all who are not let in this way."""
    context = {"name": name(), "is_down": status == UNAVAILABLE}
    return render(request, "accounts/oidc_refused.html", context, status=status)


class CallbackView(OAuth2CallbackView):
    """Where the provider sends people back to."""

    def _get_state(self, request: HttpRequest, provider) -> tuple:
        state, response = super()._get_state(request, provider)
        if state:
            self.adapter.nonce = (state.get("data") or {}).get("nonce", "")
        return state, response


@never_cache
def begin(request: HttpRequest) -> HttpResponse:
    """Sends a person to the provider."""
    if not is_offered():
        raise Http404
    nonce = secrets.token_urlsafe(NONCE_BYTES)
    try:
        return (
            get_social_adapter()
            .get_provider(request)
            .redirect(
                request,
                process=AuthProcess.LOGIN,
                next_url=get_next_redirect_url(request),
                data={"nonce": nonce},
                auth_params={"nonce": nonce},
            )
        )
    except PROVIDER_FAULTS as error:
        logger.warning("The provider of sign-in does not answer: %s", type(error).__name__)
        return refused(request, UNAVAILABLE)


@never_cache
def callback(request: HttpRequest) -> HttpResponse:
    """Takes a person in whom the provider sends back."""
    if not is_offered():
        raise Http404
    try:
        view = CallbackView.adapter_view(ProvinceOAuth2Adapter(request, provider_id()))
        return view(request)
    except PROVIDER_FAULTS as error:
        logger.warning("The provider's answer is not as it must be: %s", type(error).__name__)
        return refused(request)
