"""Puts many empty pages into the tree at once.

Treebeard saves page by page, with some twelve statements each; a site of thirty sections would
take half a second. Here the places are computed first and the rows are written per table. It is
for new, live pages without references: no signal is sent and no reference is indexed, the search
index is fed in bulk.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F
from wagtail.models import Collection, Page
from wagtail.search.backends import get_search_backends

from portal.common import clock
from portal.common.slugs import refuse_reserved
from portal.common.tree import children_of


@transaction.atomic
def append_collection(name: str) -> Collection:
    """Makes a collection below the root, as the last one.

    Treebeard keeps collections in the order of their names and renames the path of each one that
    follows, a statement each; with thousands of sites that is most of what making a site costs.
    """
    root = Collection.objects.select_for_update().get(path=Collection._get_path("", 1, 1))
    last = root.get_children().order_by("-path").first()
    collection = Collection(name=name, depth=2)
    collection.path = last._inc_path() if last else Collection._get_path(root.path, 2, 1)
    collection.save()
    Collection.objects.filter(pk=root.pk).update(numchild=F("numchild") + 1)
    return collection


@transaction.atomic
def insert_pages(nodes: Iterable[tuple[Page, Page]]) -> list[Page]:
    """Writes new pages below their parents, last in order.

    Args:
        nodes: pairs of an unsaved page (title and slug set) and its parent, which is either
            saved or an earlier page of the same list. All slugs must be free. A page that
            says when it was first published keeps that moment; the others are of now.

    Returns:
        the pages, saved.

    Raises:
        ValidationError: a slug is an address of the portal itself.
    """
    pairs = list(nodes)
    if not pairs:
        return []
    new = {id(page) for page, _parent in pairs}
    for page, parent in pairs:
        _place(page, parent, is_new=id(parent) in new)
    pages = [page for page, _parent in pairs]
    _write(pages)
    _count_children(pairs, new)
    feed_search(pages)
    return pages


def _place(page: Page, parent: Page, *, is_new: bool) -> None:
    last = getattr(parent, "_last_child_path", None)
    if last is None and not is_new:
        last = (
            Page.objects.filter(children_of(parent))
            .order_by("-path")
            .values_list("path", flat=True)
            .first()
        )
    page.depth = parent.depth + 1
    if last:
        page.path = Page(path=last, depth=page.depth)._inc_path()
    else:
        page.path = Page._get_path(parent.path, page.depth, 1)
    parent._last_child_path = page.path
    refuse_reserved(page.slug, page.depth)
    moment = page.first_published_at or clock.now()
    page.numchild = 0
    page.url_path = f"{parent.url_path}{page.slug}/"
    page.locale_id = page.locale_id or parent.locale_id
    page.draft_title = page.draft_title or page.title
    page.live = True
    page.has_unpublished_changes = False
    page.first_published_at = page.last_published_at = page.latest_revision_created_at = moment


def _write(pages: list[Page]) -> None:
    names = [field.attname for field in Page._meta.local_concrete_fields if not field.primary_key]
    rows = [Page(**{name: getattr(page, name) for name in names}) for page in pages]
    by_model = defaultdict(list)
    for page, row in zip(pages, Page.objects.bulk_create(rows), strict=True):
        page.pk = page.page_ptr_id = row.pk
        page.id = row.pk
        by_model[type(page)].append(page)
    for model, group in by_model.items():
        model._base_manager._insert(group, model._meta.local_concrete_fields, using="default")
        for page in group:
            page._state.adding = False
            page._state.db = "default"


def _count_children(pairs: list[tuple[Page, Page]], new: set[int]) -> None:
    added: dict[int, int] = defaultdict(int)
    parents = {}
    for _page, parent in pairs:
        added[id(parent)] += 1
        parents[id(parent)] = parent
    for key, count in added.items():
        parent = parents[key]
        Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + count)
        parent.numchild += count


def feed_search(pages: Iterable[Page]) -> None:
    """Puts pages that were written in bulk into the search index."""
    by_model = defaultdict(list)
    for page in pages:
        by_model[type(page)].append(page)
    for backend in get_search_backends(with_auto_update=True):
        for model, group in by_model.items():
            backend.add_bulk(model, group)
