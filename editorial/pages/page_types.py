"""Registers menu groups, standard pages, people, links and contact."""

from collections.abc import Callable

from wagtail.models import Page

from editorial.pages.models import ContactPage, GroupPage, LinksPage, PeoplePage, StandardPage
from editorial.pages.services import filled_children, has_contact
from portal.common.registry import PageType, make_with, page_types

# A group takes every kind of section; one that is not installed is simply not there.
SECTION_KEYS = (
    "articles",
    "register",
    "page",
    "people",
    "links",
    "contact",
    "consultation",
    "petitions",
    "campaigns",
    "group",
)


def register() -> None:
    """Tells the registry the page types of this feature."""
    _register("group", GroupPage, lambda page: filled_children(page).exists(), SECTION_KEYS)
    _register("page", StandardPage, lambda page: bool(page.body), ("page",))
    _register("people", PeoplePage, lambda page: page.people.exists())
    _register("links", LinksPage, lambda page: page.links.exists())
    _register("contact", ContactPage, has_contact, shows_profile=True)


def _register(
    key: str,
    model: type[Page],
    is_filled: Callable[[Page], bool],
    children: tuple[str, ...] = (),
    shows_profile: bool = False,
) -> None:
    kind = PageType(key, model, make_with(model), is_filled, children, shows_profile=shows_profile)
    page_types.register(kind)
