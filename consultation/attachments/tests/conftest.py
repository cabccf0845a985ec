"""Citizens who send files along, and the officers who look into them."""

import pytest

from consultation.comments.tests.conftest import citizen, draft, foreign_draft  # noqa: F401
from consultation.comments.tests.desks import desk, officer, stranger  # noqa: F401


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    """What is stored lies in a folder of the test."""
    settings.MEDIA_ROOT = str(tmp_path)
    return tmp_path
