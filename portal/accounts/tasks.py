"""Mail of this feature, sent by the worker."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django_tasks import task

from portal.accounts.invitations import invitation_url
from portal.accounts.models import Invitation, User
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
    key = default_token_generator.make_token(user)
    path = reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(user), "key": key},
    )
    context = {"user": user, "link": settings.WAGTAILADMIN_BASE_URL + path}
    with translation.override(preferred_language(user)):
        EmailMessage(
            subject=gettext("A new password for the administration"),
            body=render_to_string("accounts/mail/password_reset.txt", context),
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
