"""Keeps in mind which sections are empty, and leaves them out of menus.

Whether a section is filled is asked of its page type when something under it is published or
taken away, never when a page is shown: a menu only joins what is known.
"""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F, Q, QuerySet
from wagtail.models import Page

from portal.common.registry import PageType, page_types
from portal.common.tree import below
from portal.hosts.addresses import site_id_of
from portal.hosts.index import index
from sites.menus.models import EmptySection

FIRST_SECTION_DEPTH = 3


def in_menus(pages: QuerySet) -> QuerySet:
    """Of these pages the live ones that their editors want in menus and that are not empty.

    An alias of a page in another language stands in for a translation that is not made yet: a
    menu in English does not lead to it.
    """
    own_words = Q(alias_of=None) | Q(alias_of__locale=F("locale"))
    return filled(pages).filter(own_words, live=True, show_in_menus=True)


def filled(pages: QuerySet) -> QuerySet:
    """These pages without the sections that are known as empty; no further statement."""
    return pages.filter(empty_section=None)


def note_empty(pages: Iterable[Page]) -> None:
    """Notes that these sections have just been made and hold nothing."""
    EmptySection.objects.bulk_create(
        [EmptySection(page_id=page.pk) for page in pages], ignore_conflicts=True
    )


def look_again(page: Page) -> int:
    """Asks anew whether a page and the sections above it are filled, the nearest first.

    Args:
        page: what was published, unpublished, moved or deleted; it need not exist any more.

    Returns:
        How many sections came into the menu or left it.
    """
    first = FIRST_SECTION_DEPTH * Page.steplen
    paths = [page.path[:end] for end in range(first, len(page.path) + 1, Page.steplen)]
    trail = Page.objects.filter(path__in=paths)
    return _look_at(trail.order_by("-path"))


def look_again_below(home: Page) -> int:
    """Asks anew of every section below a home page.

    Returns:
        How many sections came into the menu or left it.
    """
    types = [kind.model for kind in page_types.all() if kind.is_section]
    sections = Page.objects.filter(below(home)).type(*types)
    # The deepest first: a group is asked after what stands in it.
    return _look_at(sections.order_by("-depth", "-path"))


@transaction.atomic
def look_again_at_profile(home: Page) -> int:
    """Asks anew of the sections below a home page that show what the portal's profile says.

    Returns:
        How many sections came into the menu or left it.
    """
    types = [kind.model for kind in page_types.all() if kind.shows_profile]
    if not types:
        return 0
    return sum(look_again(page) for page in Page.objects.filter(below(home)).type(*types))


def _look_at(pages: QuerySet) -> int:
    _lock(pages)
    found = list(pages.specific())
    known = set(
        EmptySection.objects.filter(page__in=[page.pk for page in found]).values_list(
            "page_id", flat=True
        )
    )
    settled = [page for page in found if _settle(page, page_types.of(type(page)), page.pk in known)]
    sites = {site_id_of(page) for page in settled if page.depth == FIRST_SECTION_DEPTH} - {None}
    if sites:
        index.changed(*sites)
    return len(settled)


def _lock(pages: QuerySet) -> None:
    """Lets one look at these sections at a time, so that the last to look sees what all did.

    The deepest come first, as their publication has locked them already: nobody who holds a
    section waits for what stands in it. SQLite has one writer at a time and needs no lock.
    """
    locked = pages.order_by("-depth", "-path").select_for_update(no_key=True)
    list(locked.values_list("pk", flat=True))


def _settle(page: Page, kind: PageType | None, is_known: bool) -> bool:
    """Notes what holds for one page now; whether that is new."""
    is_empty = kind is not None and kind.is_section and not kind.is_filled(page)
    if is_empty and not is_known:
        note_empty([page])
    elif is_known and not is_empty:
        EmptySection.objects.filter(page=page.pk).delete()
    return is_empty != is_known
