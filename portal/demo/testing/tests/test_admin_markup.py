"""The checker of HTML on our own screens of the administration and on the doors before it."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from portal.common.testing.markup import faults
from portal.common.testing.officers import officer_client
from portal.hosts.models import Host
from sites.profile.models import SiteSection

pytestmark = pytest.mark.server

DOORS = ("account_login", "account_reset_password", "account_reset_password_done")
OWN = ("account_change_password", "mfa_index", "mfa_activate_totp", "mfa_list_webauthn")
# Lists and forms of Wagtail's own: what the checker says of these is not ours to mend.
WAGTAIL = ("wagtailadmin_collections:index", "wagtailusers_users:index", "wagtailadmin_home")
EDITOR, HISTORY = "wagtailadmin_pages:add", "wagtailadmin_pages:history"
SCREENS = ("portals:list", "portals:own", "portals:new")
SCREENS += ("portal_batches:index", "portal_batches:upload")
OF_A_PORTAL = ("portals:show", "portals:profile", "portals:profile_history", "portals:made")
ACTS = ("retire", "rename", "synchronise")


@pytest.fixture
def officer(db) -> Client:
    """A browser in which an administrator of the province is signed in."""
    Host.objects.get_or_create(name=settings.ADMIN_HOST, kind=Host.Kind.ADMIN)
    user = User.objects.create_superuser("quantri@example.org", "mat-khau-dai-12")
    return officer_client(user)


def source(client: Client, name: str, *args) -> str:
    """The HTML at the end of all redirects."""
    answer = client.get(reverse(name, urlconf="portal.urls.admin", args=args), follow=True)
    assert answer.status_code == 200, name
    return answer.content.decode()


def said(found: list[str]) -> set[str]:
    """The messages alone, without page and extract."""
    return {fault.partition(": ")[2].partition(" '")[0] for fault in found}


def test_doors_have_no_fault(officer, html_checker, tmp_path):
    pages = {name: source(Client(SERVER_NAME=settings.ADMIN_HOST), name) for name in DOORS}
    pages |= {name: source(officer, name) for name in OWN}
    found = faults(html_checker, pages, tmp_path)
    assert not found, "\n".join(found)


def test_our_screens_add_no_fault_to_those_of_wagtail(officer, html_checker, tmp_path, two_sites):
    profile = two_sites.here.profile
    pages = {name: source(officer, name) for name in (*WAGTAIL, *SCREENS)}
    news = SiteSection.objects.get(site=profile.site, key="news").page_id
    pages[f"{EDITOR} article"] = source(officer, EDITOR, "articles", "articlepage", news)
    pages[f"{HISTORY} news"] = source(officer, HISTORY, news)
    pages |= {name: source(officer, name, profile.pk) for name in OF_A_PORTAL}
    pages |= {act: source(officer, "portals:act", profile.pk, act) for act in ACTS}
    found = faults(html_checker, pages, tmp_path)
    of_wagtail = said([fault for fault in found if fault.startswith((*WAGTAIL, EDITOR, HISTORY))])
    ours = [fault for fault in found if not said([fault]) <= of_wagtail]
    assert not ours, "\n".join(ours)
