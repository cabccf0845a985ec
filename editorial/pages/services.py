"""What groups, people, links and contact pages show."""

from dataclasses import dataclass

from django.db.models import (
    BooleanField,
    ExpressionWrapper,
    F,
    Q,
    QuerySet,
    TextField,
    Value,
    Window,
)
from django.db.models.functions import Coalesce, RowNumber, Substr
from django.http import HttpRequest
from wagtail.models import Page

from editorial.pages.models import ContactPage, GroupPage, Link, LinksPage, PeoplePage, Person
from portal.common import text
from portal.common.references import Prepared, prepare
from portal.common.tree import below, children_of
from portal.hosts.addresses import site_id_of
from sites.menus.services import filled
from sites.profile.models import SiteProfile
from sites.profile.services import Portal, portal_of


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
# How many of its newest entries stand under each page of a group.
NEWEST = 3


def live_children(group: GroupPage) -> list[Page]:
    """What a group leads to, in the order of the tree.

    Returns:
        Plain pages with ``intro``: what they say about themselves, if they do; ``is_contact``;
        and ``is_dated``: whether what stands under them is news, which has its day. One statement.
    """
    if not group.pk:
        # A preview of a group that was never saved.
        return []
    intros = (F(f"{name}__intro") for name in _INTRODUCED)
    intro = Coalesce(*intros, Value(""), output_field=TextField())
    pages = filled_children(group).annotate(
        intro=intro,
        is_contact=_whether(Q(contactpage__isnull=False)),
        is_dated=_whether(Q(sectionpage__isnull=False)),
    )
    return list(pages.order_by("path"))


def _whether(condition: Q) -> ExpressionWrapper:
    return ExpressionWrapper(condition, output_field=BooleanField())


def newest_below(group: GroupPage) -> dict[str, list[Page]]:
    """The newest entries under each page of a group, by the tree path of that page.

    One statement for the whole group. What only holds other pages is no entry.
    """
    place = Substr("path", 1, len(group.path) + Page.steplen)
    newest = [F("first_published_at").desc(nulls_last=True), F("pk").desc()]
    rank = Window(RowNumber(), partition_by=place, order_by=newest)
    entries = Page.objects.live().filter(below(group), depth__gt=group.depth + 1, numchild=0)
    found: dict[str, list[Page]] = {}
    for entry in filled(entries).annotate(rank=rank).filter(rank__lte=NEWEST).order_by(*newest):
        found.setdefault(entry.path[: len(group.path) + Page.steplen], []).append(entry)
    return found


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
        return text.dialled(self.telephone)


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
class GroupEntry:
    """A page of a group with its newest entries."""

    page: Page
    newest: list[Page]


@dataclass(frozen=True)
class GroupContent:
    """What the page of a group shows.

    Attributes:
        contact_page: the first contact page of the group, whose contacts are shown at once.
        contact: those contacts; None where the group has no such page.
        entries: the other pages under the group, in the order of the tree.
    """

    contact_page: ContactPage | None
    contact: Contact | None
    entries: list[GroupEntry]


def group_content(group: GroupPage, request: HttpRequest | None) -> GroupContent:
    """What stands in a group: two statements, and one for its contact page if it has one."""
    children = live_children(group)
    # Without pages under it there is nothing to look for under them.
    newest = newest_below(group) if children else {}
    first = next((child for child in children if child.is_contact), None)
    contact_page = ContactPage.objects.get(pk=first.pk) if first else None
    portal = portal_of(request) if contact_page and request else None
    return GroupContent(
        contact_page=contact_page,
        contact=contact_of(contact_page, portal) if contact_page else None,
        entries=[
            GroupEntry(child, newest.get(child.path, [])) for child in children if child != first
        ],
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
