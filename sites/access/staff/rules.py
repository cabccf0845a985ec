"""Who may do what with the people of a portal; each refusal is a sentence that says why."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Site

from portal.accounts.models import User
from sites.access.models import FAR_REACHING, SITE_ROLES, Role, SiteRole
from sites.access.people import people_with_role
from sites.profile.models import SiteProfile


class StaffRefused(Exception):
    """An act on a portal's people is refused; nothing was changed.

    Attributes:
        reason: the sentence for whoever asked.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def refuse(reason: str) -> None:
    """Does nothing where there is no reason.

    Raises:
        StaffRefused: there is one.
    """
    if reason:
        raise StaffRefused(reason)


@contextmanager
def looking_after(site: Site, by: User) -> Iterator[None]:
    """One transaction in which nobody else changes the people of the portal.

    Args:
        site: whose people.
        by: who acts; asked anew, because somebody may just have taken their role.

    Raises:
        StaffRefused: they may not, or the portal is an archive.
    """
    with transaction.atomic():
        lock(site)
        refuse(against_acting(site, by) or against_archive(site))
        yield


def lock(site: Site) -> None:
    """Keeps everybody else from changing the people of a portal until the transaction ends."""
    rows = SiteRole.objects.filter(site=site).order_by("pk").select_for_update(no_key=True)
    list(rows.values_list("pk", flat=True))


def against_acting(site: Site, by: User) -> str:
    """Why a person may not look after the people of a portal; empty if they may."""
    is_active, is_superuser = (
        User.objects.filter(pk=by.pk).values_list("is_active", "is_superuser").first()
        or (False, False)
    )  # fmt: skip
    if is_active and (is_superuser or Role.ADMINISTRATOR in roles_on(site, by)):
        return ""
    return _(
        "You are not an administrator of this portal (any more). Ask one of its administrators, "
        "or those of the province."
    )


def against_archive(site: Site) -> str:
    """Why nothing is done with the people of an archive; empty for a live portal."""
    if not SiteProfile.objects.filter(site=site, state=SiteProfile.State.RETIRED).exists():
        return ""
    return _(
        "“%(portal)s” is an archive, in which nobody can write. Its people are left as they are."
    ) % {"portal": site.site_name}


def against_own_roles(user: User, by: User) -> str:
    """Why a person may not change or suspend themselves; empty for somebody else.

    Who keeps the accounts does not decide what they may approve themselves.
    """
    if user.pk != by.pk:
        return ""
    return _(
        "Nobody changes their own roles. Ask another administrator of this portal, or those of "
        "the province."
    )


def against_far_reaching(site: Site, user: User, by: User) -> str:
    """Why roles that reach beyond the portal keep a person out of its administrators' hands."""
    if by.is_superuser or not roles_on(site, user).intersection(FAR_REACHING):
        return ""
    return _(
        "This person also looks after other portals. Only administrators of the province may "
        "suspend or remove them."
    )


def against_leaving(site: Site, user: User, by: User) -> str:
    """Why the last administrator of a portal may not go of their own accord."""
    if user.pk != by.pk:
        return ""
    others = people_with_role(site, Role.ADMINISTRATOR).exclude(pk=user.pk)
    if others.exists():
        return ""
    return _(
        "You are the last administrator of this portal. Invite another one first, or ask those "
        "of the province."
    )


def against_roles(site: Site, by: User, roles: frozenset[str]) -> str:
    """Why somebody may not give these roles; empty if they may."""
    if not roles:
        return _("Choose at least one role.")
    if roles - set(grantable(site, by)):
        return _("One of these roles cannot be given here. Choose among those that are listed.")
    return ""


def grantable(site: Site, by: User) -> list[str]:
    """The roles of a portal that a person may give, in the order of the table of roles.

    Roles that reach beyond a portal are given by administrators of the province alone.
    """
    present = set(SiteRole.objects.filter(site=site).values_list("role", flat=True))
    wanted = (*SITE_ROLES, *FAR_REACHING) if by.is_superuser else SITE_ROLES
    return [str(role) for role in wanted if role in present]


def roles_on(site: Site, user: User) -> frozenset[str]:
    """The roles of a person on a portal, as they stand in the database now."""
    rows = SiteRole.objects.filter(site=site, group__user=user)
    return frozenset(rows.values_list("role", flat=True))


def lacks(site: Site) -> list[str]:
    """A warning for each kind of work that nobody on the portal can do now."""
    sentences = {
        Role.EDITOR: _("Nobody is an editor of this portal now: nobody edits what is handed in."),
        Role.APPROVER: _("Nobody is an approver of this portal now: nothing can be published."),
        Role.ADMINISTRATOR: _(
            "Nobody administers this portal now: only the province can invite people."
        ),
    }
    held = set(
        SiteRole.objects.filter(
            site=site, role__in=sentences, group__user__is_active=True
        ).values_list("role", flat=True)
    )
    return [sentence for role, sentence in sentences.items() if role not in held]
