"""What roles may do, on a live portal and on an archive."""

import pytest

from sites.access.models import SITE_ROLES, Role
from sites.access.roles import rights_of


@pytest.mark.parametrize("role", SITE_ROLES)
def test_an_archive_gives_nobody_more_and_nothing_that_writes(role):
    live, archived = rights_of(role, retired=False), rights_of(role, retired=True)
    assert archived.media <= live.media
    assert not archived.pages
    assert not archived.site
    assert all(right.startswith("choose_") for right in archived.media)


def test_only_the_approver_publishes():
    publishing = [r for r in SITE_ROLES if "publish_page" in rights_of(r, retired=False).pages]
    assert publishing == [Role.APPROVER]
