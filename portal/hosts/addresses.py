"""Teaches Wagtail's pages and sites to find their address in the index.

Wagtail offers no setting for this: ``Page.get_url`` and its helpers walk the list of all sites,
also for links in rich text, where no request is at hand. The replaced methods give what the
originals give.
"""

from copy import copy
from functools import partial

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.request import split_domain_port
from django.utils.translation import get_language
from wagtail.models import AbstractPage, Site
from wagtail.models.sites import SiteRootPath

from portal.hosts.index import HOME_PATH_LENGTH, index, root_url
from portal.hosts.kept import kept
from portal.hosts.models import Host

# What is read together with a request's site; features above add what every page of theirs needs.
read_with_site = ["root_page", "root_page__locale"]


def site_id_of(page: AbstractPage) -> int | None:
    """The site that a page belongs to, read from its tree path; None outside all sites."""
    root = index.current().roots.get(page.path[:HOME_PATH_LENGTH])
    return root.site_id if root else None


def language_of(page: AbstractPage) -> str | None:
    """The language of a page, read from its tree path; None outside all sites."""
    root = index.current().roots.get(page.path[:HOME_PATH_LENGTH])
    return root.language_code if root else None


def home_of(site_id: int, language: str) -> tuple[str, SiteRootPath] | None:
    """Tree path and root of a site's home page in one language; None if it has none.

    Args:
        site_id: primary key of the site.
        language: code such as ``vi``.
    """
    snapshot = index.current()
    for path in snapshot.home_paths.get(site_id, ()):
        if snapshot.roots[path].language_code == language:
            return path, snapshot.roots[path]
    return None


def portal_here(request: HttpRequest) -> Site:
    """The portal of the request's host, which must have the language of the address.

    Raises:
        Http404: the host has no portal, or none in this language.
    """
    site = Site.find_for_request(request)
    language = (get_language() or settings.LANGUAGE_CODE)[:2]
    if site is None or home_of(site.pk, language) is None:
        raise Http404
    return site


def public_url(root: SiteRootPath, url_path: str) -> str:
    """The full address of a page below a home page, from what the index knows.

    The same as ``Page.full_url``, without a query and without reversing patterns: for lists of
    thousands of pages.

    Args:
        root: the root of the page's home page.
        url_path: the page's own ``url_path``.
    """
    prefix = "" if root.language_code == settings.LANGUAGE_CODE else f"{root.language_code}/"
    return f"{root.root_url}/{prefix}{url_path[len(root.root_path) :]}"


def _get_site_root_paths() -> list[SiteRootPath]:
    return index.current().root_paths


def _page_site_root_paths(self, cache_object=None, **kwargs) -> list[SiteRootPath]:
    paths = index.current().root_paths
    if cache_object is not None:
        # The redirects made for renamed and moved pages read what Wagtail leaves here.
        cache_object._wagtail_cached_site_root_paths = paths
    return paths


def _relevant_site_root_paths(self, cache_object=None) -> tuple[SiteRootPath, ...]:
    _page_site_root_paths(self, cache_object)
    root = index.current().roots.get((self.path or "")[:HOME_PATH_LENGTH])
    return (root,) if root else ()


def _get_url(self, request=None, current_site=None) -> str | None:
    if current_site is None and request is not None:
        current_site = Site.find_for_request(request)
    parts = self.get_url_parts(request=request)
    if parts is None or parts[1] is None:
        return None
    site_id, site_url, path = parts
    is_here = current_site is not None and site_id == current_site.id
    return path if is_here else site_url + path


def site_of(request: HttpRequest) -> Site | None:
    """The site of a request's host; None on the admin host and on unknown names."""
    entry = getattr(request, "portal_host", None)
    if entry is None:
        name = split_domain_port(request._get_raw_host())[0]
        entry = index.current().hosts.get(name)
    if entry is None or entry.kind != Host.Kind.PUBLIC:
        return None
    site = kept(entry.site_id, "site", partial(_read_site, entry.site_id))
    return copy(site)


def _read_site(site_id: int) -> Site | None:
    return Site.objects.select_related(*read_with_site).filter(pk=site_id).first()


def install() -> None:
    """Replaces the methods. Called once, when the application is ready."""
    Site.get_site_root_paths = staticmethod(_get_site_root_paths)
    Site._find_for_request = staticmethod(site_of)
    Site.root_url = property(lambda self: root_url(self.hostname))
    AbstractPage._get_site_root_paths = _page_site_root_paths
    AbstractPage._get_relevant_site_root_paths = _relevant_site_root_paths
    AbstractPage.get_url = _get_url
    AbstractPage.url = property(_get_url)
