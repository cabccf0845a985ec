"""What groups, people and links pages show."""

from wagtail.models import Page

from editorial.pages.models import GroupPage, Link, LinksPage, PeoplePage, Person
from portal.common.pictures import attach_pictures
from portal.common.tree import children_of


def live_children(group: GroupPage) -> list[Page]:
    """The live pages directly under a group, in the order of the tree."""
    return list(Page.objects.live().filter(children_of(group)).order_by("path"))


def people_by_kind(page: PeoplePage) -> list[tuple[str, list[Person]]]:
    """The people of a page under the name of their kind; kinds without people are left out."""
    people = list(page.people.all())
    attach_pictures(people)
    groups = [
        (kind.label, [person for person in people if person.kind == kind]) for kind in Person.Kind
    ]
    return [(label, members) for label, members in groups if members]


def links_by_group(page: LinksPage) -> list[tuple[str, list[Link]]]:
    """The links of a page under the name of their group, in the order of first appearance."""
    groups: dict[str, list[Link]] = {}
    for link in page.links.all():
        groups.setdefault(link.group, []).append(link)
    return list(groups.items())
