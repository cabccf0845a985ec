"""Files with an address of their own are named by addresses that there are."""

from django.urls import URLPattern, get_resolver

from sites.trace.exports import NAMED, NOTED_BY_THEMSELVES


def names_below(resolver, spaces: tuple[str, ...] = ()) -> set[str]:
    found: set[str] = set()
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            found.add(":".join([*spaces, entry.name or ""]))
        else:
            inner = (*spaces, entry.namespace) if entry.namespace else spaces
            found |= names_below(entry, inner)
    return found


def test_every_name_is_an_address_of_the_administration():
    names = names_below(get_resolver("portal.urls.admin"))
    assert names >= NAMED | NOTED_BY_THEMSELVES
