"""Conditions on the page tree that an index can answer."""

from django.db.models import Q
from wagtail.models import Page


def below(page: Page) -> Q:
    """Everything under a page, at any depth, without the page itself.

    Wagtail's ``descendant_of`` compares by ``LIKE``, which SQLite answers by reading the whole
    table; an interval of paths is read from the index.
    """
    return Q(path__range=Page._get_children_path_interval(page.path))


def children_of(page: Page) -> Q:
    """What stands directly under a page."""
    return below(page) & Q(depth=page.depth + 1)


def within(page: Page) -> Q:
    """A page and everything under it."""
    return within_path(page.path)


def within_path(path: str) -> Q:
    """The page of a tree path and everything under it."""
    return Q(path__range=(path, Page._get_children_path_interval(path)[1]))
