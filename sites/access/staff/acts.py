"""What administrators do with the people of their portal, each act whole or not at all."""

from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Site

from portal.accounts import invitations
from portal.accounts.models import Invitation, User
from portal.common import clock
from sites.access.models import FAR_REACHING, SiteRole
from sites.access.people import give_role, take_role
from sites.access.staff import logs, rules
from sites.access.staff.models import RoleOffer, Suspension
from sites.access.staff.rules import refuse
from sites.access.staff.tasks import News, tell


@dataclass(frozen=True)
class Outcome:
    """What an act has done.

    Attributes:
        changed: whether anything was other than before.
        warnings: what nobody on the portal can do now, a sentence each.
    """

    changed: bool
    warnings: list[str] = field(default_factory=list)


def change_roles(user: User, site: Site, roles: frozenset[str], *, by: User) -> Outcome:
    """Leaves a person just these roles on a portal.

    Roles that the one who acts may not give stay as they are.

    Args:
        user: one of the portal's people.
        site: the portal.
        roles: values of :class:`sites.access.models.Role`, at least one.
        by: who acts.

    Raises:
        StaffRefused: a rule is broken; nothing was changed.
    """
    with rules.looking_after(site, by):
        held = rules.roles_on(site, user)
        refuse(rules.against_own_roles(user, by) or _against_changing(site, user, held))
        mine = frozenset(rules.grantable(site, by))
        refuse(rules.against_roles(site, by, roles) if roles or held <= mine else "")
        given, taken = roles - held, (held & mine) - roles
        for role in sorted(given):
            give_role(user, site, role, by=by)
        for role in sorted(taken):
            take_role(user, site, role, by=by)
        if given or taken:
            _tell(user, site, News.CHANGED)
        return _outcome(site, bool(given or taken))


def suspend(user: User, site: Site, *, by: User) -> Outcome:
    """Lets the roles of a person on a portal rest, and ends at once what they have open.

    On other portals the person works on as before. Suspending a suspended person changes nothing.

    Raises:
        StaffRefused: a rule is broken; nothing was changed.
    """
    with rules.looking_after(site, by):
        held = rules.roles_on(site, user)
        refuse(
            rules.against_own_roles(user, by)
            or rules.against_far_reaching(site, user, by)
            or _against_strangers(site, user, held)
        )
        if not held:
            return _outcome(site, changed=False)
        Suspension.objects.update_or_create(
            site=site,
            user=user,
            defaults={"roles": sorted(held), "since": clock.now(), "made_by": by},
        )
        _take_all(user, site, held)
        _revoke_offers(site, user)
        log(user, logs.SUSPENDED, user=by, data=_noted(site, held))
        _tell(user, site, News.SUSPENDED)
        return _outcome(site, changed=True)


def reinstate(user: User, site: Site, *, by: User) -> Outcome:
    """Gives a suspended person back the roles that rest. No former session revives.

    Raises:
        StaffRefused: a rule is broken; nothing was changed.
    """
    with rules.looking_after(site, by):
        refuse(rules.against_own_roles(user, by))
        suspension = Suspension.objects.filter(site=site, user=user).first()
        if suspension is None:
            return _outcome(site, changed=False)
        resting = frozenset(suspension.roles)
        refuse(_against_giving_back(resting, by))
        there = SiteRole.objects.filter(site=site, role__in=resting)
        for role in there.order_by("pk").values_list("role", flat=True):
            give_role(user, site, role)
        suspension.delete()
        log(user, logs.REINSTATED, user=by, data=_noted(site, resting))
        _tell(user, site, News.REINSTATED)
        return _outcome(site, changed=True)


def remove(user: User, site: Site, *, by: User) -> Outcome:
    """Takes every role on a portal from a person, also those that rest.

    The account stays, with whatever roles it has elsewhere.

    Raises:
        StaffRefused: a rule is broken; nothing was changed.
    """
    with rules.looking_after(site, by):
        held = rules.roles_on(site, user)
        refuse(rules.against_leaving(site, user, by) or rules.against_far_reaching(site, user, by))
        resting, _kinds = Suspension.objects.filter(site=site, user=user).delete()
        if not held and not resting:
            return _outcome(site, changed=False)
        _take_all(user, site, held)
        _revoke_offers(site, user)
        _end_useless_invitations(user)
        log(user, logs.REMOVED, user=by, data=_noted(site, held))
        _tell(user, site, News.REMOVED)
        return _outcome(site, changed=True)


def send_first_link_again(user: User, site: Site, *, by: User) -> Invitation:
    """Sends a new link to one of the portal's people who got the roles with the account.

    Raises:
        StaffRefused: the person needs none, or a rule is broken.
    """
    with rules.looking_after(site, by):
        held = rules.roles_on(site, user)
        refuse(_against_link(user, held))
        sent = Invitation.objects.filter(user=user).order_by("-made_at", "-pk").first()
        refuse("" if sent else _needs_no_link())
        fresh = invitations.invite_again(sent)
        log(user, logs.LINK_SENT, user=by, data=_noted(site, held))
        return fresh


def _take_all(user: User, site: Site, roles: frozenset[str]) -> None:
    for role in sorted(roles):
        take_role(user, site, role)


def _revoke_offers(site: Site, user: User) -> None:
    """Who goes comes back by no link that is still on its way, and lets nobody else in by one."""
    offers = RoleOffer.objects.filter(Q(made_by=user) | Q(user=user), site=site)
    offers.unanswered().update(outcome=RoleOffer.Outcome.REVOKED, closed_at=clock.now())


def _end_useless_invitations(user: User) -> None:
    """A link to a first password is worth nothing to a person without any role or offer."""
    has_more = SiteRole.objects.filter(group__user=user).exists() or (
        RoleOffer.objects.unanswered().filter(user=user).exists()
    )
    if has_more or user.is_superuser:
        return
    for invitation in Invitation.objects.open().filter(user=user):
        invitations.revoke(invitation)


def _against_changing(site: Site, user: User, held: frozenset[str]) -> str:
    if not held and Suspension.objects.filter(site=site, user=user).exists():
        return _("This person is suspended. Let them in again first, then change the roles.")
    return _against_strangers(site, user, held)


def _against_strangers(site: Site, user: User, held: frozenset[str]) -> str:
    if held or Suspension.objects.filter(site=site, user=user).exists():
        return ""
    return _("This person does not work on this portal any more. Invite them again.")


def _against_giving_back(resting: frozenset[str], by: User) -> str:
    if by.is_superuser or not resting.intersection(FAR_REACHING):
        return ""
    return _(
        "One of the roles that rest reaches beyond this portal. Only administrators of the "
        "province may give it back."
    )


def _against_link(user: User, held: frozenset[str]) -> str:
    is_waiting = held and user.is_active and not user.has_usable_password()
    return "" if is_waiting and user.last_login is None else _needs_no_link()


def _needs_no_link() -> str:
    return _("This person needs no link: they can sign in, or do not work here any more.")


def _outcome(site: Site, changed: bool) -> Outcome:
    return Outcome(changed, rules.lacks(site) if changed else [])


def _noted(site: Site, roles: frozenset[str]) -> dict:
    return {"site": site.pk, "roles": sorted(roles)}


def _tell(user: User, site: Site, news: str) -> None:
    ids = (user.pk, site.pk)
    transaction.on_commit(lambda: tell.enqueue(*ids, str(news)))
