"""Messages are compared in the language of the code."""

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def english():
    """Leaves the interface in English for one test."""
    with translation.override("en"):
        yield
