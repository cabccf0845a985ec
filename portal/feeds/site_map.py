"""The list of a portal's pages, for search engines and for people."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q, QuerySet
from wagtail.models import Page
from wagtail.models.sites import SiteRootPath

from portal.common.tree import within_path
from portal.feeds.items import item_models
from portal.hosts.addresses import public_url
from portal.hosts.index import HOME_PATH_LENGTH, index

# The protocol allows 50,000; a part of this size is made in a fraction of a second.
PAGES_PER_PART = 1_000
# Levels below the home page that people are shown.
LEVELS_FOR_PEOPLE = 3
MOST_FOR_PEOPLE = 1_000
HOME_DEPTH = 2
STEP = 4  # Characters of one level in a page's tree path.


@dataclass(frozen=True)
class Entry:
    """One page in the list.

    Attributes:
        url: its full address.
        changed_at: when it was last published.
        alternates: language code and full address of each version, its own among them; empty
            when there is only one.
    """

    url: str
    changed_at: datetime | None
    alternates: list[tuple[str, str]] = field(default_factory=list)


def live_pages(site_id: int) -> QuerySet[Page]:
    """The live pages of one portal, in all languages; none for a portal without home page.

    An alias shows the text of its source, often in the other language, so it is left out.
    """
    paths = index.current().home_paths.get(site_id, [])
    below = Q(pk__in=[])
    for path in paths:
        below |= within_path(path)
    return Page.objects.filter(below, live=True, alias_of__isnull=True)


def number_of_parts(site_id: int) -> int:
    """How many parts the list has, at least one."""
    return max(1, -(-live_pages(site_id).count() // PAGES_PER_PART))


def entries(site_id: int, part: int) -> list[Entry]:
    """One part of the list, in the order of the tree.

    Args:
        site_id: the portal.
        part: number of the part, from 1.
    """
    start = (part - 1) * PAGES_PER_PART
    rows = list(
        live_pages(site_id)
        .order_by("path")
        .values_list("path", "url_path", "translation_key", "last_published_at")[
            start : start + PAGES_PER_PART
        ]
    )
    versions = _versions(site_id, {row[2] for row in rows})
    roots = index.current().roots
    return [
        Entry(public_url(_root(roots, path), url_path), changed_at, versions.get(key, []))
        for path, url_path, key, changed_at in rows
    ]


def _root(roots: dict[str, SiteRootPath], path: str) -> SiteRootPath:
    return roots[path[:HOME_PATH_LENGTH]]


def _versions(site_id: int, keys: Iterable) -> dict:
    """Of the pages that exist in more than one language: each version's language and address."""
    if len(index.current().home_paths.get(site_id, [])) < 2:
        return {}
    roots = index.current().roots
    rows = live_pages(site_id).filter(translation_key__in=keys).order_by("path")
    versions: dict = {}
    for path, url_path, key in rows.values_list("path", "url_path", "translation_key"):
        root = _root(roots, path)
        versions.setdefault(key, []).append((root.language_code, public_url(root, url_path)))
    return {key: found for key, found in versions.items() if len(found) > 1}


@dataclass
class Branch:
    """One page of the site map for people, with what stands under it."""

    title: str
    url: str
    path: str
    branches: list["Branch"] = field(default_factory=list)


def tree(home_path: str) -> list[Branch]:
    """The sections of a portal in one language, as a tree, in their order; no single items.

    Args:
        home_path: tree path of the home page.
    """
    root = index.current().roots[home_path]
    pages = (
        Page.objects.not_exact_type(*item_models())
        .filter(
            within_path(home_path),
            live=True,
            depth__gt=HOME_DEPTH,
            depth__lte=HOME_DEPTH + LEVELS_FOR_PEOPLE,
        )
        .order_by("path")
    )
    top = Branch("", "", home_path)
    above = [top]
    for title, url_path, path in pages.values_list("title", "url_path", "path")[:MOST_FOR_PEOPLE]:
        branch = Branch(title, public_url(root, url_path), path)
        while not path.startswith(above[-1].path):
            above.pop()
        # What stands under a page that is not shown is not shown either.
        if len(path) == len(above[-1].path) + STEP:
            above[-1].branches.append(branch)
            above.append(branch)
    return top.branches
