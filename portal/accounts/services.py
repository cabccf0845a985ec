"""Acts on accounts."""

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _
from wagtail.admin.models import EditingSession
from wagtail.log_actions import log

from portal.accounts import actions
from portal.accounts.models import Invitation, User
from portal.common import clock


class AccountError(Exception):
    """The act is refused; the message is the reason, for whoever asked."""


def end_sessions(user: User) -> None:
    """Signs a person out everywhere, at once: who leaves, or loses a role, edits no further.

    The number is part of what each session, and each link to a new password, is checked against.
    """
    User.objects.filter(pk=user.pk).update(session_number=F("session_number") + 1)
    user.refresh_from_db(fields=["session_number"])


@transaction.atomic
def lost_role(user: User) -> None:
    """Ends what a person has open, after a role was taken from them.

    Sessions, the marks of pages being edited and links to a new password end; invitations stay,
    because a person may hold other roles.
    """
    end_sessions(user)
    EditingSession.objects.filter(user=user).delete()


def refusal_to_suspend(user: User, *, by: User | None) -> str:
    """Why this person may not be suspended; empty if they may.

    Args:
        user: who would be suspended.
        by: who asks for it; None for a command of the installation.
    """
    if by is not None and user.pk == by.pk:
        return _("You cannot suspend your own account. Ask another administrator to do it.")
    if is_last_administrator(user):
        return _(
            "This is the last active administrator of the province. "
            "Appoint another one first, then suspend this account."
        )
    return ""


def is_last_administrator(user: User) -> bool:
    """Whether nobody would be left who administers the installation."""
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=user.pk)
    return user.is_superuser and user.is_active and not others.exists()


@transaction.atomic
def suspend(user: User, *, by: User | None, reason: str) -> None:
    """Lets a person in no further: sessions, editing sessions, invitations and links end at once.

    Suspending a suspended person changes nothing.

    Args:
        user: the person, refreshed by this.
        by: who does it; None for a command of the installation.
        reason: for the log.

    Raises:
        AccountError: one's own account, or the last active administrator of the province.
    """
    _lock(user)
    if not user.is_active:
        return
    if refusal := refusal_to_suspend(user, by=by):
        raise AccountError(refusal)
    _close(user)
    log(user, actions.SUSPENDED, user=by, data={"reason": reason})


@transaction.atomic
def reinstate(user: User, *, by: User | None) -> None:
    """Lets a person in again, whether suspended or blocked for disuse. No former session revives.

    Args:
        user: the person, refreshed by this.
        by: who does it; None for a command of the installation.
    """
    _lock(user)
    if user.is_active:
        return
    user.is_active = True
    user.blocked_on = None
    user.reinstated_at = clock.now()
    user.save(update_fields=["is_active", "blocked_on", "reinstated_at"])
    log(user, actions.REINSTATED, user=by)


@transaction.atomic
def forget_second_factor(user: User, *, by: User | None) -> None:
    """Takes all second factors and recovery codes from a person who has lost them.

    Sessions end. Where the role requires a second factor, the next sign-in leads to setting one
    up. The owner is told by mail, because somebody else may have asked for it in their name.

    Args:
        user: the person, refreshed by this.
        by: who does it; None for a command of the installation.

    Raises:
        AccountError: one's own, which one gives up on the screens of one's own account.
    """
    if by is not None and user.pk == by.pk:
        raise AccountError(_("Your own second factor is changed under “My account”."))
    _lock(user)
    Authenticator.objects.filter(user_id=user.pk).delete()
    lost_role(user)
    log(user, actions.FACTOR_FORGOTTEN, user=by)
    transaction.on_commit(lambda: tell_factor_forgotten(user.pk))


def tell_factor_forgotten(user_id: int) -> None:
    """Queues the mail to the owner."""
    from portal.accounts.tasks import mail_factor_forgotten

    mail_factor_forgotten.enqueue(user_id)


@transaction.atomic
def block_for_disuse(user: User) -> None:
    """Closes an account that nobody has used; its owner is told when trying to sign in.

    Raises:
        AccountError: the last active administrator of the province.
    """
    _lock(user)
    if not user.is_active:
        return
    if refusal := refusal_to_suspend(user, by=None):
        raise AccountError(refusal)
    user.blocked_on = clock.today()
    user.save(update_fields=["blocked_on"])
    _close(user)
    log(user, actions.BLOCKED)


def _close(user: User) -> None:
    user.is_active = False
    # What is saved as inactive ends its sessions, whoever saves it.
    user.save(update_fields=["is_active"])
    EditingSession.objects.filter(user=user).delete()
    unanswered = Invitation.objects.filter(
        user=user, accepted_at__isnull=True, revoked_at__isnull=True
    )
    unanswered.update(revoked_at=clock.now())


def _lock(user: User) -> None:
    """Reads the account anew and keeps others from it.

    All administrators are locked as well, in one order: of two who suspend each other at the same
    moment one stays.
    """
    rows = User.objects.filter(Q(pk=user.pk) | Q(is_superuser=True))
    list(rows.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))
    user.refresh_from_db()
