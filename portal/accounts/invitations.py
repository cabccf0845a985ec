"""Inviting a person: a signed link that works once, for some days, until a password is set."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, TimestampSigner
from django.db import transaction
from django.urls import reverse
from wagtail.log_actions import log

from portal.accounts import actions
from portal.accounts.models import Invitation, User
from portal.common import clock

SALT = "portal.accounts.invitation"
# Mail programs end a link at a colon, which is the signer's usual separator.
SEPARATOR = "."


class InvitationError(Exception):
    """The link does not work. Why is not told, so that links cannot be probed."""


@transaction.atomic
def invite(user: User, *, site_name: str, role_name: str) -> Invitation:
    """Invites a person to a role on a portal and mails the link once all is committed.

    A person who has a password already is told of the new role and needs no link.

    Args:
        user: the account, active.
        site_name: the portal as the mail and the page name it.
        role_name: the role as the mail and the page name it.

    Returns:
        The invitation, written before anything is sent.
    """
    now = clock.now()
    invitation = Invitation.objects.create(
        user=user,
        site_name=site_name,
        role_name=role_name,
        made_at=now,
        expires_at=now + timedelta(days=settings.INVITATION_DAYS),
    )
    _mail_on_commit(invitation)
    return invitation


@transaction.atomic
def invite_again(invitation: Invitation) -> Invitation:
    """Revokes an invitation and sends a new one, for a link that was lost or has expired."""
    revoke(invitation)
    return invite(invitation.user, site_name=invitation.site_name, role_name=invitation.role_name)


def revoke(invitation: Invitation) -> None:
    """Makes the link of an invitation useless from now on. An accepted one stays as it is."""
    unanswered = Invitation.objects.filter(
        pk=invitation.pk, accepted_at__isnull=True, revoked_at__isnull=True
    )
    unanswered.update(revoked_at=clock.now())
    invitation.refresh_from_db()


def invitation_url(invitation: Invitation) -> str:
    """The link, on the admin host of the settings whatever host a request came by."""
    token = _signer().sign(invitation.uid.hex)
    return settings.WAGTAILADMIN_BASE_URL + reverse("accounts_invitation", args=[token])


def find_open(token: str) -> Invitation:
    """The invitation that a link stands for.

    Raises:
        InvitationError: forged, expired, used or revoked, or the person has left or has set
            a password in another way.
    """
    return _find(token, Invitation.objects.select_related("user"))


@transaction.atomic
def accept(token: str, *, full_name: str, password: str) -> User:
    """Gives the invited person name and password and uses the link up.

    Args:
        token: the signed part of the link.
        full_name: checked by the form.
        password: checked by the form against the validators of the settings.

    Raises:
        InvitationError: see :func:`find_open`.
    """
    # The row is locked so that of two who send the form at once only one sets the password.
    locked = Invitation.objects.select_for_update(of=("self",)).select_related("user")
    invitation = _find(token, locked)
    user = invitation.user
    user.full_name = full_name
    user.set_password(password)
    user.save(update_fields=["full_name", "password"])
    log(user, actions.PASSWORD_CHANGED, user=user)
    invitation.accepted_at = clock.now()
    invitation.save(update_fields=["accepted_at"])
    return user


def mail_unsent() -> int:
    """Queues the mail of every open invitation that was never sent; returns how many."""
    unsent = list(Invitation.objects.open().filter(sent_at__isnull=True))
    for invitation in unsent:
        _mail_on_commit(invitation)
    return len(unsent)


def _find(token: str, invitations) -> Invitation:
    try:
        uid = _signer().unsign(token, max_age=timedelta(days=settings.INVITATION_DAYS))
        invitation = invitations.get(uid=uid)
    except (BadSignature, ValidationError, Invitation.DoesNotExist) as error:
        raise InvitationError from error
    if not invitation.is_open:
        raise InvitationError
    return invitation


def _signer() -> TimestampSigner:
    return TimestampSigner(salt=SALT, sep=SEPARATOR)


def _mail_on_commit(invitation: Invitation) -> None:
    from portal.accounts.tasks import send_invitation

    uid = str(invitation.uid)
    transaction.on_commit(lambda: send_invitation.enqueue(uid))
