"""Fixtures that every test may use."""

import pytest

from portal.hosts.index import index

pytest_plugins = ["portal.common.testing.browser"]


@pytest.fixture(autouse=True)
def fresh_address_index():
    """The database is rolled back between tests, so what the index knows is dropped as well."""
    index.forget()
    yield
    index.forget()
