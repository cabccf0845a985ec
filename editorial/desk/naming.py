"""Of which portals pages are."""

from collections.abc import Iterable

from wagtail.models import Page, Site

from portal.hosts.addresses import site_id_of


def portal_names(pages: Iterable[Page]) -> dict[int, str]:
    """The names of the portals of pages, by the page's key; one statement."""
    sites = {page.pk: site_id_of(page) for page in pages}
    names = dict(Site.objects.filter(pk__in=set(sites.values())).values_list("pk", "site_name"))
    return {page: names.get(site, "") for page, site in sites.items()}
