"""The people of a portal, as its administrators see them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from portal.accounts.models import Invitation, User
from portal.common import clock
from portal.common.text import fold, sort_key
from sites.access.models import Role, SiteRole
from sites.access.staff.models import RoleOffer, Suspension
from sites.access.staff.offers import is_newcomer
from sites.access.staff.wording import role_names


class State(TextChoices):
    """How things stand between a person and a portal."""

    ACTIVE = "active", _("active")
    INVITED = "invited", _("invited")
    EXPIRED = "expired", _("invitation expired")
    SUSPENDED = "suspended", _("suspended")
    CLOSED = "closed", _("account closed by the province")


@dataclass(frozen=True)
class Member:
    """A person of a portal: who has roles there, whose roles rest, or who was invited.

    Attributes:
        person: the account; None for an invitation, whose account is nobody's business yet.
        offer: the invitation without an answer.
    """

    name: str
    email: str
    roles: frozenset[str]
    state: State
    telephone: str = ""
    last_login: datetime | None = None
    person: User | None = None
    offer: RoleOffer | None = None

    @property
    def role_names(self) -> str:
        """The roles on this portal, in the order of the table of roles."""
        return role_names(self.roles)

    @property
    def can_get_first_link(self) -> bool:
        """Whether a new link to a first password would help."""
        return self.person is not None and self.state in {State.INVITED, State.EXPIRED}


def members(site: Site) -> list[Member]:
    """All people of a portal by name, in five statements however many they are."""
    held = _roles_by_user(site)
    resting = {row.user_id: row for row in Suspension.objects.filter(site=site)}
    people = User.objects.filter(pk__in={*held, *resting})
    links = _days_of_links([user.pk for user in people if is_newcomer(user)])
    found = [
        _member(user, held.get(user.pk), resting.get(user.pk), links.get(user.pk))
        for user in people
    ]
    offers = RoleOffer.objects.unanswered().filter(site=site).select_related("user")
    found += [_invited(made) for made in offers if made.user_id not in held]
    return sorted(found, key=lambda member: (sort_key(member.name), member.email))


def member(site: Site, user_id: int) -> Member | None:
    """One of the people who have roles on a portal, or whose roles there rest."""
    return next((m for m in members(site) if m.person and m.person.pk == user_id), None)


def narrowed(people: list[Member], words: str = "", role: str = "", state: str = "") -> list:
    """The people whose name, address or telephone holds every word, with a role and a state."""
    wanted = fold(words).split()
    return [
        m
        for m in people
        if (not role or role in m.roles)
        and (not state or state == m.state)
        and all(word in fold(f"{m.name} {m.email} {m.telephone}") for word in wanted)
    ]


def _roles_by_user(site: Site) -> dict[int, set[str]]:
    rows = SiteRole.objects.filter(site=site, group__user__isnull=False)
    found: dict[int, set[str]] = {}
    for user_id, role in rows.values_list("group__user", "role"):
        found.setdefault(user_id, set()).add(role)
    return found


def _days_of_links(newcomers: list[int]) -> dict[int, datetime]:
    links = Invitation.objects.filter(
        user__in=newcomers, accepted_at__isnull=True, revoked_at__isnull=True
    )
    return dict(links.order_by("expires_at").values_list("user", "expires_at"))


def _member(user: User, held, suspension, link_until: datetime | None) -> Member:
    roles = frozenset(held or suspension.roles)
    return Member(
        name=user.get_full_name(),
        email=user.email,
        roles=frozenset(role for role in roles if role in Role.values),
        state=_state(user, bool(held), link_until),
        telephone=user.telephone,
        last_login=user.last_login,
        person=user,
    )


def _state(user: User, has_roles: bool, link_until: datetime | None) -> State:
    if not user.is_active:
        return State.CLOSED
    if not has_roles:
        return State.SUSPENDED
    if not is_newcomer(user):
        return State.ACTIVE
    is_open = link_until is not None and clock.now() < link_until
    return State.INVITED if is_open else State.EXPIRED


def _invited(made: RoleOffer) -> Member:
    is_valid = clock.now() < made.expires_at
    return Member(
        name=made.full_name or made.user.email,
        email=made.user.email,
        roles=frozenset(made.roles),
        state=State.INVITED if is_valid else State.EXPIRED,
        offer=made,
    )
