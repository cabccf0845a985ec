"""Mail and notes of this feature, done by the worker."""

from datetime import date

from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, gettext_lazy
from django_tasks import task
from wagtail.log_actions import log

from portal.accounts import actions
from portal.accounts.invitations import invitation_url
from portal.accounts.models import Invitation, User
from portal.accounts.tokens import ResetTokenGenerator
from portal.common import clock


@task()
def send_invitation(uid: str) -> None:
    """Mails an invitation once, however often the task runs.

    The row stays locked while the mail is handed over, so that two workers do not both send it.
    """
    with transaction.atomic():
        rows = Invitation.objects.select_for_update(of=("self",)).select_related("user")
        invitation = rows.filter(uid=uid).first()
        if invitation is None or not _is_due(invitation):
            return
        with translation.override(preferred_language(invitation.user)):
            _message(invitation).send()
        invitation.sent_at = clock.now()
        invitation.save(update_fields=["sent_at"])


@task()
def send_password_reset(email: str) -> None:
    """Mails the link to a new password, if an active person with a password has this address.

    Who was invited and has no password yet needs the invitation: its link expires and can be
    revoked, and asking for another way in would undo that.
    """
    user = User.objects.filter(email=email, is_active=True).first()
    if user is None or not user.has_usable_password():
        return
    key = ResetTokenGenerator().make_token(user)
    path = reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(user), "key": key},
    )
    link = settings.WAGTAILADMIN_BASE_URL + path
    subject = gettext_lazy("A new password for the administration")
    _send_to(user, subject, "password_reset", {"link": link})


@task()
def note_refused_password(email: str) -> None:
    """Writes a refused password into the log of the account, if there is such an account."""
    user = User.objects.filter(email=email).first()
    if user is not None:
        log(user, actions.SIGN_IN_FAILED, data={"method": "password"})


@task()
def warn_of_disuse(user_id: int, last_used: str, blocked_on: str) -> None:
    """Tells the owner of an unused account when it will be blocked.

    Args:
        user_id: the account.
        last_used: the day of the last use, ISO.
        blocked_on: the day of the block, ISO.
    """
    days = {
        "last_used": date.fromisoformat(last_used),
        "blocked_on": date.fromisoformat(blocked_on),
        "link": settings.WAGTAILADMIN_BASE_URL + reverse("account_login"),
    }
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is not None:
        _send_to(user, gettext_lazy("Your account will be blocked"), "disuse_warning", days)


@task()
def tell_blocked(user_id: int) -> None:
    """Tells whoever knows the password of a blocked account whom to ask, at most once a day."""
    today = clock.today()
    blocked = User.objects.filter(pk=user_id, is_active=False, blocked_on__isnull=False)
    not_told = Q(blocked_told_on__isnull=True) | Q(blocked_told_on__lt=today)
    if blocked.filter(not_told).update(blocked_told_on=today):
        user = User.objects.get(pk=user_id)
        _send_to(user, gettext_lazy("Your account is blocked"), "blocked", {})


@task()
def mail_factor_forgotten(user_id: int) -> None:
    """Tells the owner that an administrator has taken the second factors away."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is not None:
        link = settings.WAGTAILADMIN_BASE_URL + reverse("account_login")
        subject = gettext_lazy("Your second factor was taken away")
        _send_to(user, subject, "factor_forgotten", {"link": link})


def _send_to(user: User, subject, template: str, context: dict) -> None:
    with translation.override(preferred_language(user)):
        EmailMessage(
            subject=str(subject),
            body=render_to_string(f"accounts/mail/{template}.txt", {"user": user, **context}),
            to=[user.email],
        ).send()


def preferred_language(user: User) -> str:
    """The language a person chose in the administration, or that of the installation."""
    profile = getattr(user, "wagtail_userprofile", None)
    return (profile and profile.preferred_language) or settings.LANGUAGE_CODE


def _is_due(invitation: Invitation) -> bool:
    is_unanswered = invitation.accepted_at is None and invitation.revoked_at is None
    is_valid = clock.now() < invitation.expires_at and invitation.user.is_active
    return invitation.sent_at is None and is_unanswered and is_valid


def _message(invitation: Invitation) -> EmailMessage:
    has_password = invitation.user.has_usable_password()
    if has_password:
        link = settings.WAGTAILADMIN_BASE_URL + reverse("account_login")
    else:
        link = invitation_url(invitation)
    context = {"invitation": invitation, "link": link, "has_password": has_password}
    subject = gettext("Your account for %(site)s") % {"site": invitation.site_name}
    return EmailMessage(
        subject=" ".join(subject.split()),
        body=render_to_string("accounts/mail/invitation.txt", context),
        to=[invitation.user.email],
    )
