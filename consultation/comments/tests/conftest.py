"""Drafts that stand open, and citizens in front of their forms."""

import pytest

from consultation.comments.loading import load_consent_texts
from consultation.comments.tests.citizens import Citizen
from consultation.comments.tests.desks import desk, officer, stranger  # noqa: F401 fixtures


@pytest.fixture
def draft(make_draft, two_sites):
    """A draft of the commune “here”, open for 30 more days."""
    load_consent_texts()
    return make_draft(two_sites.here)


@pytest.fixture
def foreign_draft(make_draft, two_sites):
    """One of the commune “there”."""
    load_consent_texts()
    return make_draft(two_sites.there, "Dự thảo nơi khác")


@pytest.fixture
def citizen(draft) -> Citizen:
    """Somebody in front of the form of that draft."""
    return Citizen(draft)
