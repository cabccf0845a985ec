"""Lists leave as files after a fresh sign-in alone, and the log says so."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.urls import URLPattern, get_resolver, reverse
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.models import ModelLogEntry

from portal.accounts.models import User
from portal.common.testing.officers import officer_client
from portal.hosts.models import Host
from sites.access.models import Role
from sites.trace.actions import EXPORTED
from sites.trace.models import TracedEntry


def patterns(resolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield route, entry
        else:
            yield from patterns(entry, route)


def exporting() -> list[str]:
    """Addresses of lists without arguments that offer a file."""
    found = set()
    for route, entry in patterns(get_resolver("portal.urls.admin")):
        view = getattr(entry.callback, "view_class", None)
        offers = view and issubclass(view, SpreadsheetExportMixin) and "results" not in route
        if offers and "<" not in route and "(" not in route:
            found.add("/" + route.replace("^", "").replace("$", ""))
    return sorted(found)


@pytest.fixture
def root(two_sites) -> User:
    Host.objects.get_or_create(name=settings.ADMIN_HOST, kind=Host.Kind.ADMIN)
    return User.objects.create_superuser("tinh@example.org", "x-1-Mat-khau")


def entries():
    return ModelLogEntry.objects.filter(action=EXPORTED)


def test_every_list_asks_for_a_fresh_sign_in_and_leaves_an_entry(root, settings):
    addresses = exporting()
    assert len(addresses) > 3
    browser, given = officer_client(root), []
    for address in addresses:
        before = entries().count()
        answer = browser.get(address, {"export": "csv"})
        if "attachment" in answer.get("Content-Disposition", ""):
            given.append(address)
            assert entries().count() == before + 1, address
    assert len(given) > 3
    settings.FRESH_SIGN_IN_SECONDS = 0
    before = entries().count()
    for address in given:
        answer = browser.get(address, {"export": "csv"})
        assert answer.status_code == 302, address
        assert answer["Location"].startswith(reverse("account_reauthenticate"))
    assert entries().count() == before


def test_the_entry_stands_in_the_log_of_the_portal(root, two_sites):
    approver = two_sites.person(two_sites.here, Role.APPROVER)
    answer = officer_client(approver).get("/admin/reports/locked/", {"export": "xlsx"})
    assert "attachment" in answer["Content-Disposition"]
    entry = entries().get()
    assert (entry.user, entry.data["format"]) == (approver, "xlsx")
    assert [row.site for row in TracedEntry.objects.filter(entry=entry.pk, action=EXPORTED)] == [
        two_sites.here
    ]
    assert "xlsx" in entry.message


def test_what_is_no_file_leaves_no_entry(root):
    browser = officer_client(root)
    assert browser.get("/admin/reports/locked/").status_code == 200
    assert browser.get("/admin/", {"export": "csv"}).status_code == 200
    assert not entries().exists()


def test_the_logs_own_export_is_noted_once(root, two_sites):
    administrator = two_sites.person(two_sites.here, Role.ADMINISTRATOR)
    browser = officer_client(administrator)
    answer = browser.get(reverse("log_csv"), {"export": "csv"})
    assert "attachment" in answer["Content-Disposition"]
    assert entries().count() == 1
