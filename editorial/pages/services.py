"""What groups, people and links pages show."""

from dataclasses import dataclass

from django.db.models import QuerySet
from wagtail.models import Page

from editorial.pages.models import GroupPage, Link, LinksPage, PeoplePage, Person
from portal.common.references import Prepared, prepare
from portal.common.tree import children_of
from sites.menus.services import filled


def filled_children(group: Page) -> QuerySet:
    """The live pages directly under a group, without the sections that are empty."""
    return filled(Page.objects.live().filter(children_of(group)))


def live_children(group: GroupPage) -> list[Page]:
    """What a group leads to, in the order of the tree."""
    return list(filled_children(group).order_by("path"))


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
