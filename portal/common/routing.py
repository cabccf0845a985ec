"""Finds the page of an address in two statements, however deep it stands.

Wagtail walks down the tree and reads each page on the way twice, once as a plain page and once
as what it is. Here the whole way is one statement over the addresses, and only the page itself
is read as what it is.
"""

from functools import cache

from django.http import Http404, HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page, Site
from wagtail.models.sites import SiteRootPath
from wagtail.url_routing import RouteResult

from portal.common.prepared import PreparedStatement
from portal.common.registry import page_types
from portal.hosts.index import index

DEEPEST_ADDRESS = 12


_pages_at = PreparedStatement(
    lambda first, last, addresses: Page.objects.filter(
        path__range=(first, last), url_path__in=addresses
    )
)


def find_route(request: HttpRequest, path: str) -> RouteResult | None:
    """The page of this address on the request's site, in the language of the address.

    As in Wagtail, a page type with a ``route`` of its own decides about what is below it, and a
    page that is not live is not there. Unlike Wagtail, a language without a home page has no
    pages: an address has one content.

    Sets ``request.page_trail``: the plain pages from the home page to the page.
    """
    site = Site.find_for_request(request)
    components = [component for component in path.split("/") if component]
    home = _home_root(site.pk, get_language()) if site else None
    if home is None or len(components) > DEEPEST_ADDRESS or "\0" in path:
        return None
    if not components:
        return _home_route(request, home[0]) or _page_route(request, home, components)
    return _page_route(request, home, components)


def _home_route(request: HttpRequest, tree_path: str) -> RouteResult | None:
    """The home page itself in one statement, where it is of the type that homes have."""
    kind = page_types.get("home")
    found = list(_home_at(kind.model).ask(path=tree_path)) if kind else []
    if not found:
        return None
    page = found[0]
    request.page_trail = [page]
    return RouteResult(page)


def _page_route(
    request: HttpRequest, home: tuple[str, SiteRootPath], components: list[str]
) -> RouteResult | None:
    request.page_trail = _trail(*home, components)
    found = _followed(request, request.page_trail, components)
    if found is None:
        # The page that says so stands nowhere in the tree.
        request.page_trail = []
    return found


def _followed(request: HttpRequest, trail: list[Page], components: list[str]) -> RouteResult | None:
    try:
        return _follow(request, trail, components) if trail else None
    except Http404:
        return None


def _home_root(site_id: int, language: str) -> tuple[str, SiteRootPath] | None:
    snapshot = index.current()
    for tree_path in snapshot.home_paths.get(site_id, []):
        root = snapshot.roots[tree_path]
        if root.language_code == language:
            return tree_path, root
    return None


def _trail(tree_path: str, root: SiteRootPath, components: list[str]) -> list[Page]:
    """The pages on the way that exist, from the home page down, without a gap."""
    addresses = [root.root_path]
    for component in components:
        addresses.append(f"{addresses[-1]}{component}/")
    last = Page._get_children_path_interval(tree_path)[1]
    on_the_way = _pages_at.ask(first=tree_path, last=last, addresses=addresses)
    found = {page.url_path: page for page in on_the_way}
    trail: list[Page] = []
    for address in addresses:
        page = found.get(address)
        if page is None:
            break
        if trail:
            page._cached_parent_obj = trail[-1]
        trail.append(page)
    return trail


def _follow(request: HttpRequest, trail: list[Page], components: list[str]) -> RouteResult | None:
    for place, page in enumerate(trail):
        kind = page.specific_class
        if kind is not None and kind.route is not Page.route:
            return _specific(page).route(request, components[place:])
    page = trail[-1]
    if len(trail) <= len(components) or not page.live:
        return None
    return RouteResult(_specific(page))


def _specific(page: Page) -> Page:
    specific = _served(page.specific_class, page.pk) or page.specific
    parent = getattr(page, "_cached_parent_obj", None)
    if parent is not None:
        specific._cached_parent_obj = parent
    return specific


def _served(model: type[Page] | None, pk: int) -> Page | None:
    """A page as it is read for a reader; None where its type has no way of its own."""
    if not hasattr(model, "to_serve"):
        return None
    found = list(_page_of(model).ask(pk=pk))
    if not found:
        raise Http404
    return found[0]


@cache
def _page_of(model: type[Page]) -> PreparedStatement:
    return PreparedStatement(lambda pk: model.to_serve().filter(pk=pk))


@cache
def _home_at(model: type[Page]) -> PreparedStatement:
    return PreparedStatement(lambda path: model.to_serve().filter(path=path, live=True))
