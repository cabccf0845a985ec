"""Lists of pages cost the same with more rows and more portals, and say what Wagtail's say."""

import json

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.admin.views import chooser
from wagtail.models import Page, Site
from wagtail_localize.wagtail_hooks import page_listing_more_buttons

from editorial.articles.models import ArticlePage
from editorial.workflow.services import submit
from portal.accounts.models import User
from portal.common import clock, page_choosers
from portal.common.page_lists import prepare_rows
from portal.common.testing.officers import officer_client
from portal.common.translation_buttons import KNOWN, listing_buttons
from portal.hosts.models import Host
from portal.isolation.furnishing import furnish
from portal.isolation.ground import MARKER
from sites.access.models import Role
from sites.access.people import give_role
from sites.provisioning.services import provision_site
from sites.provisioning.spec import SiteSpec
from sites.units.models import UnitPeriod

MOST_EXPLORER, MOST_CHOOSER_SEARCH, MOST_EDITOR_BYTES = 40, 20, 300_000


@pytest.fixture
def here(two_sites):
    Host.objects.get_or_create(name=settings.ADMIN_HOST, kind=Host.Kind.ADMIN)
    furnish(two_sites.there, MARKER)
    return furnish(two_sites.here)


def portal_of(code: str) -> Site:
    """The portal of a unit, made now."""
    unit = UnitPeriod.objects.on(clock.today()).get(code=code).unit
    return provision_site(SiteSpec(unit=unit, day=clock.today())).site


@pytest.fixture
def people(here) -> list[User]:
    province, district = portal_of("27"), portal_of("260")
    found = [User.objects.create_superuser("quantri.tinh@example.org", "mat-khau-dai-12")]
    # The second to the fourth are of one portal.
    for role, site in (
        (Role.CONTRIBUTOR, here.site),
        (Role.EDITOR, here.site),
        (Role.APPROVER, here.site),
        (Role.SUPERVISOR, district),
        (Role.PROVINCIAL_EDITOR, province),
    ):
        person = User.objects.create_user(f"{role}.thu@example.org")
        give_role(person, site, role)
        found.append(person)
    return found


def addresses(here) -> dict[str, tuple[str, int]]:
    section = here.section.pk
    return {
        "explorer": (reverse("wagtailadmin_explore", args=[section]), MOST_EXPLORER),
        "top": (reverse("wagtailadmin_explore_root"), MOST_EXPLORER),
        "search": (reverse("wagtailadmin_pages:search") + "?q=chuyện", MOST_EXPLORER),
        "chooser": (reverse("wagtailadmin_choose_page_child", args=[section]), MOST_EXPLORER),
        "chooser search": (
            reverse("wagtailadmin_choose_page_search") + "?q=chuyện",
            MOST_CHOOSER_SEARCH,
        ),
    }


def statements(client: Client, address: str) -> int:
    client.get(address, follow=True)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address, follow=True).status_code == 200
    return len(asked)


def counts(here, people: list[User]) -> dict[tuple[str, str], int]:
    return {
        (person.email, name): statements(officer_client(person), address)
        for person in people
        for name, (address, _most) in addresses(here).items()
    }


def test_more_rows_and_portals_ask_no_more_statements(here, people):
    # A published item that waits again: its task is asked whether it may be taken back.
    here.objects["workflow"].start(here.pages["live"], people[1])
    few = counts(here, people)
    for number in range(12):
        page = here.section.add_child(
            instance=ArticlePage(
                title=f"chuyện khác {number}",
                slug=f"khac-{number}",
                live=number % 3 == 0,
                owner=people[number % len(people)],
            )
        )
        page.save_revision()
        if number % 3 == 1:
            here.objects["workflow"].start(page.specific, people[1])
        if number % 3 == 2:
            submit(page.specific, here.people["editor"])
    for code in ("09343", "09346", "09349"):
        portal_of(code)
    many = counts(here, people)
    more = {key: (few[key], many[key]) for key in few if many[key] > few[key]}
    assert more == {}
    limits = {name: most for name, (_address, most) in addresses(here).items()}
    assert {key: count for key, count in many.items() if count > limits[key[1]]} == {}


def test_the_editor_of_an_item_stays_light(here, people):
    address = reverse("wagtailadmin_pages:edit", args=[here.pages["live"].pk])
    answer = officer_client(people[2]).get(address)
    assert answer.status_code == 200
    assert len(answer.content) <= MOST_EDITOR_BYTES


def test_the_buttons_of_a_row_are_those_of_the_package(here, people):
    pages = list(Page.objects.filter(depth__gt=1).specific())
    prepare_rows(pages, people[0])
    assert {page._translation_row.can_be_translated for page in pages} == {True, False}
    assert any(page._translation_row.source_id for page in pages)
    for page in pages:
        mine = list(listing_buttons(page, people[0], next_url="/x/"))
        stock = list(page_listing_more_buttons(page, people[0], next_url="/x/"))
        assert [(str(b.label), b.url, b.priority) for b in mine] == [
            (str(b.label), b.url, b.priority) for b in stock
        ]


def test_who_may_not_translate_gets_no_buttons(here, people):
    page = here.pages["live"].specific
    prepare_rows([page], people[2])
    assert not hasattr(page, KNOWN)
    assert list(listing_buttons(page, people[2])) == []


@pytest.mark.parametrize("page_type", ["", "articles.ArticlePage"])
@pytest.mark.parametrize("kind", ["BrowseView", "SearchView"])
def test_the_chooser_says_what_wagtails_says(here, people, kind, page_type):
    for person in people:
        ours = _answer(getattr(page_choosers, f"Portal{kind}"), person, page_type, here)
        assert ours == _answer(getattr(chooser, kind), person, page_type, here)
        assert "chuyện riêng live" in ours
        assert MARKER not in ours or person not in people[1:4]


def _answer(view, person: User, page_type: str, here) -> str:
    query = {"page_type": page_type, "q": "chuyện riêng"}
    request = RequestFactory().get("/", query, HTTP_HOST=settings.ADMIN_HOST)
    request.user = User.objects.get(pk=person.pk)
    if issubclass(view, chooser.SearchView):
        return view.as_view()(request).render().content.decode()
    answer = view.as_view()(request, parent_page_id=here.section.pk)
    return json.loads(answer.content)["html"]
