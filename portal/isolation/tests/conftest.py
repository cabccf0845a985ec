"""The ground of the matrix."""

import pytest
from wagtail.models import Site

from portal.common.testing.remembered import remembered
from portal.hosts.index import index
from portal.isolation.ground import lay, other_district


@pytest.fixture
def ground(two_sites):
    keys = remembered("other_district", other_district)
    index.forget()
    district, commune = (Site.objects.select_related("profile").get(pk=key) for key in keys)
    return lay(two_sites.here, two_sites.there, district, commune)
