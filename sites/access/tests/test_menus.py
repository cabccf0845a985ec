"""Menus show only what a role can use: every link of every role's menu is followed."""

import json
import re
from html import unescape

import pytest
from django.conf import settings
from django.test import Client
from wagtail.admin.menu import (
    Menu,
    SubmenuMenuItem,
    admin_menu,
    help_menu,
    reports_menu,
    settings_menu,
)

from portal.accounts.models import User
from portal.common.testing.officers import officer_client
from portal.hosts.models import Host
from sites.access.models import FAR_REACHING, SITE_ROLES, Role
from sites.access.people import give_role
from sites.access.services import PermissionIds, add_groups

EVERYBODY = [*SITE_ROLES, *FAR_REACHING, "superuser"]
OK = 200
# The list of keyboard shortcuts opens on the same screen.
OPENS_HERE = "#"


@pytest.fixture
def province_site(two_sites):
    """The province's own portal, on which alone far-reaching roles of the province exist."""
    from datetime import date

    from sites.provisioning.services import provision_site
    from sites.provisioning.spec import SiteSpec
    from sites.units.models import UnitPeriod

    day = date(2021, 4, 19)
    unit = UnitPeriod.objects.on(day).get(code="27").unit
    return provision_site(SiteSpec(unit=unit, day=day)).site


@pytest.fixture
def client_of(two_sites, request):
    """A browser in which somebody with just this role is signed in."""
    Host.objects.get_or_create(name=settings.ADMIN_HOST, kind=Host.Kind.ADMIN)

    def make(role: str) -> Client:
        if role == "superuser":
            return officer_client(User.objects.create_superuser("tinh@example.org", "x-1-Mat-khau"))
        if role in FAR_REACHING:
            site = request.getfixturevalue("province_site")
            add_groups(site, [role], PermissionIds())
            return officer_client(two_sites.person(site, role))
        return officer_client(two_sites.person(two_sites.here, role))

    return make


def links_of(menu: Menu, request) -> list[tuple[str, str]]:
    """Label and address of every entry, with those of submenus."""
    found = []
    for item in menu.menu_items_for_request(request):
        if isinstance(item, SubmenuMenuItem):
            assert item.menu.menu_items_for_request(request), f"the submenu {item.label} is empty"
            found += links_of(item.menu, request)
        elif str(item.url) != OPENS_HERE:
            found.append((str(item.label), str(item.url)))
    return found


@pytest.mark.parametrize("role", EVERYBODY)
def test_every_link_of_the_menu_can_be_used(client_of, role):
    client = client_of(role)
    first = client.get("/admin/")
    assert first.status_code == OK
    links = links_of(admin_menu, first.wsgi_request)
    refused = {}
    for label, url in links:
        answer = client.get(url)
        # A shortcut may lead on within the same matter, but never back to the first screen.
        for _step in range(2):
            if answer.status_code == 302 and answer.url != "/admin/":
                answer = client.get(answer.url)
        if answer.status_code != OK:
            refused[label, url] = (answer.status_code, answer.headers.get("Location"))
    assert refused == {}
    assert len(links) == len(set(links))


@pytest.mark.parametrize("role", EVERYBODY)
def test_what_the_page_shows_is_what_was_followed(client_of, role):
    """The frame draws its menu from data in the page; nothing there is left untried."""
    answer = client_of(role).get("/admin/")
    drawn = set(re.findall(r'"url": ?"(/admin/[^"]*)"', unescape(answer.content.decode())))
    followed = {url for _label, url in links_of(admin_menu, answer.wsgi_request)}
    account = {"/admin/account/"}
    assert drawn - account - {"/admin/logout/"} == followed - account


@pytest.mark.parametrize("role", EVERYBODY)
def test_menus_of_wagtail_lead_nowhere_else(client_of, role):
    request = client_of(role).get("/admin/").wsgi_request
    for menu in (admin_menu, settings_menu, reports_menu, help_menu):
        for _label, url in links_of(menu, request):
            # Help of Wagtail's makers is in English and outside.
            assert url.startswith("/admin/"), url


def words_of(client: Client) -> set[str]:
    request = client.get("/admin/").wsgi_request
    return {url for _label, url in links_of(admin_menu, request)}


PEOPLE, OWN_PORTAL, ALL_PORTALS = "/admin/access/people/", "/admin/portals/own/", "/admin/portals/"
LOCKED, AGING = "/admin/reports/locked/", "/admin/reports/aging-pages/"
WORKFLOWS, TASKS = "/admin/reports/workflow/", "/admin/reports/workflow_tasks/"
IMAGES, DOCUMENTS = "/admin/images/", "/admin/documents/"


@pytest.mark.parametrize("role", EVERYBODY)
def test_people_and_identity_are_the_administrators(client_of, role):
    shown = words_of(client_of(role))
    is_administrator = role == Role.ADMINISTRATOR
    assert (PEOPLE in shown) == is_administrator
    assert (OWN_PORTAL in shown) == is_administrator
    assert (ALL_PORTALS in shown) == (role == "superuser")


@pytest.mark.parametrize("role", [Role.CITIZENS_OFFICER, Role.CONTRIBUTOR])
def test_who_has_nothing_to_oversee_sees_no_reports(client_of, role):
    assert not {url for url in words_of(client_of(role)) if "/reports/" in url}


@pytest.mark.parametrize("role", [Role.CITIZENS_OFFICER, Role.SUPERVISOR])
def test_who_keeps_no_media_sees_none(client_of, role):
    assert not words_of(client_of(role)) & {IMAGES, DOCUMENTS}


@pytest.mark.parametrize("role", [Role.EDITOR, Role.SECRETARY, Role.APPROVER])
def test_who_writes_sees_what_writing_needs(client_of, role):
    assert words_of(client_of(role)) >= {IMAGES, DOCUMENTS, WORKFLOWS}


def test_roles_add_up(two_sites, client_of):
    client_of(Role.EDITOR)
    user = two_sites.person(two_sites.here, Role.CITIZENS_OFFICER)
    before = words_of(officer_client(user))
    give_role(user, two_sites.here, Role.EDITOR)
    assert before < words_of(officer_client(User.objects.get(pk=user.pk)))


def test_the_data_of_the_frame_is_json(client_of):
    text = client_of(Role.EDITOR).get("/admin/").content.decode()
    data = re.search(r'<script id="wagtail-sidebar-props"[^>]*>(.*?)</script>', text, re.DOTALL)
    assert json.loads(data.group(1))
