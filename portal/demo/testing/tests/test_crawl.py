"""The walk of all addresses, on two portals."""

import pytest

from portal.demo.testing.crawl import Walker
from portal.demo.testing.small import build_sites


@pytest.fixture
def hosts(law_and_units) -> list[str]:
    """A commune's portal with its contents, and its empty neighbour's."""
    filled, empty = build_sites(["09355"]), build_sites(["09358"], is_filled=False)
    return [profile.site.hostname for profile in (*filled, *empty)]


def test_nothing_is_wrong_on_two_portals(hosts):
    walk = Walker().visit(hosts)
    assert walk.faults == {}
    assert walk.pages > 40
    assert walk.links > walk.pages
