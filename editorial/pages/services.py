"""What groups, people, links and contact pages show."""

import re
from dataclasses import dataclass

from django.db.models import F, QuerySet, TextField, Value
from django.db.models.functions import Coalesce
from wagtail.models import Page

from editorial.pages.models import ContactPage, GroupPage, Link, LinksPage, PeoplePage, Person
from portal.common.references import Prepared, prepare
from portal.common.tree import children_of
from portal.hosts.addresses import site_id_of
from sites.menus.services import filled
from sites.profile.models import SiteProfile
from sites.profile.services import Portal


def filled_children(group: Page) -> QuerySet:
    """The live pages directly under a group, without the sections that are empty."""
    return filled(Page.objects.live().filter(children_of(group)))


# The types that introduce themselves, by the names under which a page leads to them.
_INTRODUCED = (
    "grouppage",
    "standardpage",
    "peoplepage",
    "linkspage",
    "contactpage",
    "sectionpage",
    "documentregisterpage",
)


def live_children(group: GroupPage) -> list[Page]:
    """What a group leads to, in the order of the tree.

    Returns:
        Plain pages with ``intro``: what they say about themselves, if they do. One statement.
    """
    intros = (F(f"{name}__intro") for name in _INTRODUCED)
    intro = Coalesce(*intros, Value(""), output_field=TextField())
    pages = filled_children(group).annotate(intro=intro)
    return list(pages.order_by("path"))


@dataclass(frozen=True)
class Contact:
    """How to reach the agency: what the page says, else what the portal's profile says."""

    agency: str
    address: str
    telephone: str
    email: str
    responsible_person: str

    @property
    def is_empty(self) -> bool:
        """Whether nobody is told how to reach the agency or who answers for the portal."""
        return not (self.address or self.telephone or self.email or self.responsible_person)

    @property
    def dialled(self) -> str:
        """The telephone number as a telephone takes it; of several, the first."""
        first = re.split(r"[,;/]| - ", self.telephone)[0]
        return re.sub(r"[^0-9+]", "", first)


def has_contact(page: ContactPage) -> bool:
    """Whether a contact page shows any contact: its own, or one of its portal's profile."""
    if page.address or page.telephone or page.fax or page.email:
        return True
    profile = SiteProfile.objects.filter(site=site_id_of(page)).first()
    return bool(profile and profile.has_contacts)


def contact_of(page: ContactPage, portal: Portal | None) -> Contact:
    """The contacts that a page shows.

    Args:
        page: the contact page.
        portal: the portal that it is shown on; None in a preview outside every portal.
    """
    profile = portal.profile if portal else None
    return Contact(
        agency=portal.name if portal else "",
        address=page.address or getattr(profile, "address", ""),
        telephone=page.telephone or getattr(profile, "telephone", ""),
        email=page.email or getattr(profile, "email", ""),
        responsible_person=getattr(profile, "responsible_person", ""),
    )


@dataclass(frozen=True)
class People:
    """The people of a page.

    Attributes:
        groups: the people under the name of their kind; kinds without people are left out.
        prepared: what their biographies refer to.
    """

    groups: list[tuple[str, list[Person]]]
    prepared: Prepared


def people_of(page: PeoplePage) -> People:
    """The people of a page with their pictures, in one statement for each kind of thing."""
    people = list(page.people.all())
    prepared = prepare(
        *(person.biography for person in people),
        pictures=[person.picture_id for person in people],
        sizes=page.picture_sizes,
    )
    for person in people:
        if person.picture_id in prepared.pictures:
            person.picture = prepared.pictures[person.picture_id]
    groups = [
        (kind.label, [person for person in people if person.kind == kind]) for kind in Person.Kind
    ]
    return People([(label, members) for label, members in groups if members], prepared)


def links_by_group(page: LinksPage) -> list[tuple[str, list[Link]]]:
    """The links of a page under the name of their group, in the order of first appearance."""
    groups: dict[str, list[Link]] = {}
    for link in page.links.all():
        groups.setdefault(link.group, []).append(link)
    return list(groups.items())
