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
