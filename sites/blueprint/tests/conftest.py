"""The law as the data files have it."""

import pytest

from sites.blueprint.services import load_law


@pytest.fixture
def law(db):
    """All requirement sets loaded."""
    return load_law()
