"""What happens of itself when people come and go."""

from allauth.account import signals as account_signals
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from allauth.mfa import signals as mfa_signals
from allauth.mfa.models import Authenticator
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.signals import user_logged_out
from django.db.models import F
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest
from wagtail.log_actions import log

from portal.accounts import actions
from portal.accounts.middleware import remember_the_door
from portal.accounts.models import User
from portal.accounts.second_factor import FACTORS, METHOD
from portal.accounts.services import end_sessions


def person_saved(sender, instance: User, raw: bool = False, **kwargs) -> None:
    """A leaver's sessions end for good: being let in again later does not revive them."""
    if not raw and not instance.is_active:
        end_sessions(instance)


def factor_set_up(
    sender, instance: Authenticator, created: bool, raw: bool = False, **kwargs
) -> None:
    """Ends sessions opened without a new factor, save the one in which it was set up.

    To set a factor up is to have used it: the person has just given its code, or pressed the key.
    """
    if raw or not created or instance.type not in FACTORS:
        return
    if request := _end_other_sessions(instance):
        record_authentication(
            request, request.user, METHOD, id=instance.pk, type=instance.type, set_up=True
        )


def factor_given_up(sender, instance: Authenticator, **kwargs) -> None:
    """Ends sessions opened with a factor that is gone, save the one in which it was removed."""
    if instance.type in FACTORS:
        _end_other_sessions(instance)


def _end_other_sessions(factor: Authenticator) -> HttpRequest | None:
    """Ends the owner's sessions; returns the request, if it is one of the owner's own."""
    owner = User.objects.filter(pk=factor.user_id)
    owner.update(session_number=F("session_number") + 1)
    request = context.request
    user = getattr(request, "user", None)
    if user is None or user.pk != factor.user_id:
        return None
    user.refresh_from_db(fields=["session_number"])
    update_session_auth_hash(request, user)
    return request


def factor_added(sender, user: User, authenticator: Authenticator, **kwargs) -> None:
    """Writes it into the log."""
    log(user, actions.FACTOR_ADDED, user=user, data={"kind": authenticator.type})


def factor_removed(sender, user: User, authenticator: Authenticator, **kwargs) -> None:
    """Writes it into the log."""
    log(user, actions.FACTOR_REMOVED, user=user, data={"kind": authenticator.type})


def person_signed_in(sender, request: HttpRequest, user: User, **kwargs) -> None:
    """Writes into the log by which means."""
    records = get_authentication_records(request, user)
    methods = [record.get("type") or record["method"] for record in records]
    log(user, actions.SIGNED_IN, user=user, data={"methods": methods})


def person_signed_out(sender, request: HttpRequest, user: User | None, **kwargs) -> None:
    """Writes it into the log, also when a session was ended because it lacked something."""
    if user is not None and user.pk:
        log(user, actions.SIGNED_OUT, user=user)


def factor_refused(sender, user: User, authenticator, **kwargs) -> None:
    """A wrong code after a right password is a sign that the password is known to others."""
    log(user, actions.SIGN_IN_FAILED, data={"method": authenticator.type})


def password_changed(sender, request: HttpRequest, user: User, **kwargs) -> None:
    """Writes it into the log; the password itself goes nowhere."""
    log(user, actions.PASSWORD_CHANGED, user=user)


def connect() -> None:
    """Called once, when the application is ready."""
    post_save.connect(person_saved, sender=User, dispatch_uid="end_sessions_of_leavers")
    post_save.connect(factor_set_up, sender=Authenticator, dispatch_uid="factor_set_up")
    post_delete.connect(factor_given_up, sender=Authenticator, dispatch_uid="factor_given_up")
    account_signals.user_logged_in.connect(remember_the_door, dispatch_uid="remember_the_door")
    account_signals.user_logged_in.connect(person_signed_in, dispatch_uid="log_sign_in")
    user_logged_out.connect(person_signed_out, dispatch_uid="log_sign_out")
    for signal in (account_signals.password_changed, account_signals.password_set,
                   account_signals.password_reset):  # fmt: skip
        signal.connect(password_changed, dispatch_uid="log_password")
    mfa_signals.authenticator_added.connect(factor_added, dispatch_uid="log_factor_added")
    mfa_signals.authenticator_removed.connect(factor_removed, dispatch_uid="log_factor_removed")
    mfa_signals.authentication_failed.connect(factor_refused, dispatch_uid="log_factor_refused")
