"""Offering roles to a person: a mailed link, an answer, and only then the roles."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, TimestampSigner
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Site

from portal.accounts.models import User
from portal.common import clock
from sites.access.models import SiteRole
from sites.access.people import give_role
from sites.access.staff import logs, rules
from sites.access.staff.models import RoleOffer, Suspension
from sites.access.staff.rules import refuse

SALT = "sites.access.staff.offer"
# Mail programs end a link at a colon, which is the signer's usual separator.
SEPARATOR = "."
# What is sent again within a minute is the second click of the same hand.
SECOND_CLICK = timedelta(minutes=1)
# So that a stolen session does not turn the portal into a sender of mass mail.
MOST_UNANSWERED = 100


class OfferError(Exception):
    """The link does not work. Why is not told, so that links cannot be probed."""


def offer(site: Site, email: str, full_name: str, roles: frozenset[str], *, by: User) -> RoleOffer:
    """Offers roles on a portal to whoever reads the mail of an address.

    An address with an account and one without are treated alike to the eye: the same checks, the
    same answer, the same mail, and the name of an account stays unknown until it accepts.

    Args:
        site: the portal.
        email: the address, in any case.
        full_name: what the person is called until they accept.
        roles: values of :class:`sites.access.models.Role`.
        by: who invites.

    Raises:
        StaffRefused: a rule is broken; nothing was changed.
    """
    with rules.looking_after(site, by):
        refuse(rules.against_roles(site, by, roles))
        user, _is_new = User.objects.get_or_create(
            email=User.objects.normalize_email(email),
            defaults={"full_name": full_name, "password": _no_password()},
        )
        refuse(_against_known(site, user))
        before = RoleOffer.objects.unanswered().filter(site=site, user=user).first()
        if before and _is_second_click(before, roles):
            return before
        refuse(_against_offering(site, before))
        return _make(site, user, full_name, roles, by)


def offer_again(sent: RoleOffer, *, by: User) -> RoleOffer:
    """Sends a new link with new days to answer; the link that was sent before stops working.

    Raises:
        StaffRefused: it was answered or revoked, or a rule is broken; nothing was changed.
    """
    with rules.looking_after(sent.site, by):
        present = RoleOffer.objects.unanswered().filter(site=sent.site, user=sent.user).first()
        refuse("" if present else _answered())
        if clock.now() - present.made_at < SECOND_CLICK:
            return present
        roles = frozenset(present.roles)
        refuse(rules.against_roles(sent.site, by, roles))
        _close(present, RoleOffer.Outcome.REVOKED)
        return _make(present.site, present.user, present.full_name, roles, by)


def revoke(sent: RoleOffer, *, by: User) -> bool:
    """Makes the link useless.

    Returns:
        Whether it was still unanswered.

    Raises:
        StaffRefused: a rule is broken.
    """
    with rules.looking_after(sent.site, by):
        if not _close(sent, RoleOffer.Outcome.REVOKED):
            return False
        log(sent, logs.REVOKED, user=by, data=_noted(sent))
        return True


def offer_url(sent: RoleOffer) -> str:
    """The link, on the admin host of the settings whatever host a request came by."""
    token = _signer().sign(sent.uid.hex)
    return settings.WAGTAILADMIN_BASE_URL + reverse("staff_offer", args=[token])


def find_open(token: str) -> RoleOffer:
    """The offer that a link stands for.

    Raises:
        OfferError: forged, expired, answered or revoked, or the account is closed.
    """
    return _find(token, RoleOffer.objects.select_related("user", "site"))


def is_newcomer(user: User) -> bool:
    """Whether a person has to set a password first: they have none, and no other way in."""
    return not user.has_usable_password() and user.last_login is None


@transaction.atomic
def accept(token: str, *, user: User) -> RoleOffer:
    """Gives a person the roles that they were offered, and uses the link up.

    Args:
        token: the signed part of the link.
        user: who accepts, signed in.

    Raises:
        OfferError: see :func:`find_open`, or the offer is somebody else's.
        StaffRefused: the portal has become an archive.
    """
    sent = _locked(token)
    if sent.user_id != user.pk:
        raise OfferError
    _give(sent)
    return sent


@transaction.atomic
def accept_as_newcomer(token: str, *, full_name: str, password: str) -> RoleOffer:
    """Sets name and password of a person who never signed in, and gives the roles.

    Args:
        token: the signed part of the link.
        full_name: checked by the form.
        password: checked by the form against the validators of the settings.

    Raises:
        OfferError: see :func:`find_open`, or the person has a password meanwhile.
        StaffRefused: the portal has become an archive.
    """
    sent = _locked(token)
    user = sent.user
    if not is_newcomer(user):
        raise OfferError
    user.full_name = full_name
    user.set_password(password)
    user.save(update_fields=["full_name", "password"])
    _give(sent)
    return sent


@transaction.atomic
def decline(token: str, *, user: User) -> RoleOffer:
    """Refuses what was offered.

    Raises:
        OfferError: see :func:`find_open`, or the offer is somebody else's.
    """
    sent = _locked(token)
    if sent.user_id != user.pk:
        raise OfferError
    _close(sent, RoleOffer.Outcome.DECLINED)
    log(sent, logs.DECLINED, user=user, data=_noted(sent))
    return sent


def _make(site: Site, user: User, full_name: str, roles: frozenset[str], by: User) -> RoleOffer:
    now = clock.now()
    made = RoleOffer.objects.create(
        site=site,
        user=user,
        full_name=full_name,
        roles=sorted(roles),
        made_by=by,
        made_at=now,
        expires_at=now + timedelta(days=settings.INVITATION_DAYS),
    )
    log(made, logs.INVITED, user=by, data=_noted(made))
    mail_on_commit(made)
    return made


def mail_on_commit(made: RoleOffer) -> None:
    """Has the worker mail the link once all is written."""
    from sites.access.staff.tasks import send_offer

    uid = str(made.uid)
    transaction.on_commit(lambda: send_offer.enqueue(uid))


def _give(sent: RoleOffer) -> None:
    site = sent.site
    refuse(rules.against_archive(site))
    _refuse_of_a_leaver(sent)
    _refuse_the_suspended(sent)
    there = SiteRole.objects.filter(site=site, role__in=sent.roles)
    for role in there.order_by("pk").values_list("role", flat=True):
        give_role(sent.user, site, role, by=sent.made_by or sent.user)
    _close(sent, RoleOffer.Outcome.ACCEPTED)
    log(sent, logs.ACCEPTED, user=sent.user, data=_noted(sent))


def _refuse_of_a_leaver(sent: RoleOffer) -> None:
    """What somebody offered counts only while they could still offer it.

    Whoever leaves would otherwise keep a way back in for as long as the invitation is valid.
    """
    inviter = sent.made_by
    roles = frozenset(sent.roles)
    if inviter is None or not inviter.is_active:
        reason = _("Whoever invited you no longer works here. Ask for a new invitation.")
    elif rules.against_acting(sent.site, inviter) or rules.against_roles(sent.site, inviter, roles):
        reason = _("Whoever invited you may no longer do so. Ask for a new invitation.")
    else:
        return
    refuse(reason)


def _refuse_the_suspended(sent: RoleOffer) -> None:
    if Suspension.objects.filter(site=sent.site, user=sent.user).exists():
        refuse(_("Your roles on this portal rest. Ask one of its administrators."))


def _locked(token: str) -> RoleOffer:
    """The offer, with everything about it locked: of two answers at once only one counts.

    Portal, person, offer is the order in which everybody locks, so that nobody waits in a circle.
    """
    found = find_open(token)
    rules.lock(found.site)
    User.objects.select_for_update(no_key=True).get(pk=found.user_id)
    rows = RoleOffer.objects.select_for_update(of=("self",)).select_related("user", "site")
    return _find(token, rows)


def _close(sent: RoleOffer, outcome: str) -> bool:
    unanswered = RoleOffer.objects.unanswered().filter(pk=sent.pk)
    closed = unanswered.update(outcome=outcome, closed_at=clock.now())
    sent.refresh_from_db(fields=["outcome", "closed_at"])
    return bool(closed)


def _against_known(site: Site, user: User) -> str:
    is_suspended = Suspension.objects.filter(site=site, user=user).exists()
    if not is_suspended and not rules.roles_on(site, user):
        return ""
    return _(
        "%(email)s is in the list of this portal's people already. Open the person there to "
        "change the roles."
    ) % {"email": user.email}


def _against_offering(site: Site, before: RoleOffer | None) -> str:
    if before:
        return _(
            "%(email)s was invited already and has not answered. Send that invitation again, or "
            "revoke it first."
        ) % {"email": before.user.email}
    if RoleOffer.objects.unanswered().filter(site=site).count() >= MOST_UNANSWERED:
        return _(
            "%(number)d invitations are without an answer. Revoke those that are not needed "
            "before you send more."
        ) % {"number": MOST_UNANSWERED}
    return ""


def _answered() -> str:
    return _("This invitation was answered or revoked meanwhile. The list shows how it stands.")


def _is_second_click(before: RoleOffer, roles: frozenset[str]) -> bool:
    return set(before.roles) == roles and clock.now() - before.made_at < SECOND_CLICK


def _noted(sent: RoleOffer) -> dict:
    return {"site": sent.site_id, "roles": sent.roles}


def _no_password() -> str:
    user = User()
    user.set_unusable_password()
    return user.password


def _find(token: str, offers) -> RoleOffer:
    try:
        uid = _signer().unsign(token, max_age=timedelta(days=settings.INVITATION_DAYS))
        sent = offers.get(uid=uid)
    except (BadSignature, ValidationError, RoleOffer.DoesNotExist) as error:
        raise OfferError from error
    if not sent.is_open:
        raise OfferError
    return sent


def _signer() -> TimestampSigner:
    return TimestampSigner(salt=SALT, sep=SEPARATOR)
