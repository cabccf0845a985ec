"""The administration bears our name and mark, and its help leads nowhere else."""

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string

from portal.accounts.models import User
from portal.common.testing.officers import officer_client
from portal.hosts.models import Host


@pytest.fixture
def start(db) -> str:
    """The first page of the administration."""
    Host.objects.get_or_create(name=settings.ADMIN_HOST, kind=Host.Kind.ADMIN)
    user = User.objects.create_superuser("quantri@example.org", "mat-khau-dai-12")
    return officer_client(user).get("/admin/").content.decode()


def test_titles_and_sidebar_name_the_portal(start):
    title = start.partition("<title>")[2].partition("</title>")[0]
    assert title.endswith("- Cổng")
    logo = start.partition("data-wagtail-sidebar-branding-logo>")[2].partition("</template>")[0]
    assert 'alt="Cổng"' in logo
    assert "images/gate.svg" in logo


def test_help_does_not_lead_to_pages_in_english(start):
    assert "guide.wagtail.org" not in start
    assert "keyboard-shortcuts-trigger" in start


def test_the_sign_in_page_has_our_mark(rf, db):
    request = rf.get("/")
    request.user = AnonymousUser()
    page = render_to_string("wagtailadmin/login.html", request=request)
    assert "images/gate.svg" in page
    assert "icon-wagtail" not in page
    assert "to Wagtail" not in page
