"""Two portals in use: what the people of the first may never see or change stands on the second.

Everything that belongs to the second portal bears a marker, in whatever text it has: title, slug,
file name, alternative text, tag, comment, note of a log, decision, reason, name and address of a
person.
"""

from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Model
from django.test import Client
from wagtail.models import Page, Site

from portal.accounts.models import User
from portal.common.testing.officers import officer_client
from portal.hosts.models import Host
from sites.access.models import SITE_ROLES, Role
from sites.access.people import give_role, take_role
from sites.profile.models import SiteProfile, SiteSection
from sites.provisioning.services import provision_site
from sites.provisioning.spec import SiteSpec
from sites.units.models import UnitPeriod

MARKER = "kin7q"
WORDS = "chuyện riêng"
# A district that stands beside that of the two portals, and a commune of it.
OTHER_DISTRICT, ITS_COMMUNE = "258", "09193"
# Besides the roles of the first portal: who once worked on the second one, who works on both,
# and who looks after portals of another district.
MOVED, BOTH, ELSEWHERE = "moved", "both", "elsewhere"
PERSONS = (*SITE_ROLES, MOVED, BOTH, ELSEWHERE)


@dataclass
class Belongings:
    """What one portal has, each object under the name that addresses ask for it by."""

    site: Site
    home: Page
    section: Page
    people: dict[str, User] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)
    objects: dict[str, Model] = field(default_factory=dict)


@dataclass
class Ground:
    """The portals and the people who try.

    Attributes:
        here: the portal of those who try.
        there: the portal that they may not see.
        elsewhere: a portal of another district, for the supervisor of that one.
        persons: who tries, by role.
        former_client: the browser of the moved person, opened while they worked there.
    """

    here: Belongings
    there: Belongings
    elsewhere: Belongings
    persons: dict[str, User]
    former_client: Client

    def portal_of(self, name: str) -> Belongings:
        """The portal whose things a person may name."""
        return self.elsewhere if name == ELSEWHERE else self.here


def other_district() -> list[int]:
    """Makes the portals of a district and of one of its communes; gives their primary keys."""
    periods = UnitPeriod.objects.filter(code__in=[OTHER_DISTRICT, ITS_COMMUNE])
    units = {period.code: period.unit for period in periods.select_related("unit")}
    made = [provision_site(SiteSpec(unit=units[code])) for code in (OTHER_DISTRICT, ITS_COMMUNE)]
    return [portal.site.pk for portal in made]


def lay(here: Site, there: Site, district: Site, commune: Site) -> Ground:
    """Furnishes portals and calls the people.

    Args:
        here: of those who try.
        there: which they may not see; of the same district.
        district: of another district.
        commune: of a commune of that one.
    """
    from portal.isolation.furnishing import furnish

    Host.objects.get_or_create(name=settings.ADMIN_HOST, kind=Host.Kind.ADMIN)
    mover = _newcomer("moved")
    give_role(mover, there, Role.APPROVER)
    first, second = furnish(here), furnish(_marked(there), MARKER, mover=mover)
    former_client = officer_client(mover)
    _move(mover, first, second)
    persons = {role: first.people[role] for role in SITE_ROLES} | {MOVED: mover}
    persons[BOTH] = _newcomer("both")
    for site in (here, there):
        give_role(persons[BOTH], site, Role.APPROVER)
    persons[ELSEWHERE] = _newcomer("supervisor")
    give_role(persons[ELSEWHERE], district, Role.SUPERVISOR)
    return Ground(first, second, furnish(commune, name="elsewhere"), persons, former_client)


def people_of(portal: Belongings, mark: str) -> None:
    """One person for each role of a portal."""
    for role in SITE_ROLES:
        person = User.objects.create_user(f"{mark}-{role}@example.org", full_name=f"{mark} {role}")
        give_role(person, portal.site, role)
        portal.people[role] = person


def begin(site: Site) -> Belongings:
    """A portal before anything is put on it."""
    section = SiteSection.objects.get(site=site, key="news").page.specific
    return Belongings(site=site, home=site.root_page.specific, section=section)


def _marked(site: Site) -> Site:
    name = f"{MARKER} {site.site_name}"
    Site.objects.filter(pk=site.pk).update(site_name=name)
    SiteProfile.objects.filter(site=site).update(name=name)
    return Site.objects.get(pk=site.pk)


def _newcomer(name: str) -> User:
    return User.objects.create_user(f"{name}@example.org", full_name=f"Người {name}")


def _move(person: User, here: Belongings, there: Belongings) -> None:
    """Takes all roles there and gives the two that show most here."""
    by = there.people["administrator"]
    for role in Role:
        take_role(person, there.site, role, by=by)
    for role in (Role.APPROVER, Role.ADMINISTRATOR):
        give_role(person, here.site, role, by=here.people["administrator"])
