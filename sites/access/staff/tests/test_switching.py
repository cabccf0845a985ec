"""The way from one's own portal to another of one's own."""

import re

import pytest
from django.test import Client
from wagtail.models import Page, Site

from portal.common.testing.officers import officer_client
from sites.access.models import Role
from sites.access.people import give_role
from sites.access.services import PermissionIds, add_groups
from sites.access.staff import switching


@pytest.fixture
def both(people):
    user = people.person(people.here, Role.EDITOR)
    give_role(user, people.there, Role.APPROVER)
    return user


def title(client: Client, **data) -> str:
    text = client.get("/admin/", data).content.decode()
    return re.search(r"<title>\s*(.*?)\s*</title>", text, re.DOTALL).group(1)


def test_the_first_screen_says_where_one_is_and_leads_to_the_other(people, both):
    client = officer_client(both)
    answer = client.get("/admin/", {"portal": people.here.pk}).content.decode()
    assert people.here.site_name in title(client)
    link = f'<a href="/admin/?portal={people.there.pk}">'
    assert link in answer
    assert people.there.site_name in title(client, portal=people.there.pk)
    assert people.there.site_name in title(client)


def test_the_menu_offers_all_and_marks_the_current_one(people, both, rf):
    client = officer_client(both)
    request = client.get("/admin/", {"portal": people.there.pk}).wsgi_request
    item = switching.menu_item(request)
    assert people.there.site_name in item.label
    links = item.menu.registered_menu_items
    marked = {link.label: bool(link.attrs) for link in links}
    assert marked[people.there.site_name] is True
    assert marked[people.here.site_name] is False
    assert links[-1].url == "/admin/access/portals/"
    for link in links:
        assert client.get(link.url).status_code == 200


def test_one_portal_is_a_name_without_a_choice(people):
    client = officer_client(people.head)
    answer = client.get("/admin/")
    item = switching.menu_item(answer.wsgi_request)
    assert item.label == people.here.site_name
    assert not hasattr(item, "menu")
    assert people.here.site_name in title(client)
    assert "access/portals/" not in answer.content.decode()


def test_the_province_gets_nothing_of_it(people):
    client = officer_client(people.province)
    assert switching.menu_item(client.get("/admin/").wsgi_request) is None
    text = client.get("/admin/access/portals/").content.decode()
    assert "/admin/portals/" in text
    assert people.here.site_name not in text


def test_the_list_works_without_the_menu(people, both):
    text = officer_client(both).get("/admin/access/portals/").content.decode()
    main = text.split("<main", 1)[1]
    assert f'href="/admin/?portal={people.here.pk}"' in main
    assert f'href="/admin/?portal={people.there.pk}"' in main
    assert main.count('aria-current="true"') == 1
    assert 'name="q"' not in main


def test_many_are_searched_and_not_listed_in_the_menu(
    people, both, monkeypatch, django_assert_max_num_queries
):
    client = officer_client(both)
    client.get("/admin/")
    with django_assert_max_num_queries(120) as two:
        client.get("/admin/")
    # Counted at once: the next request forgets what was asked before it.
    statements = len(two)
    for number in range(switching.MOST_IN_MENU):
        home = Page.objects.get(depth=1).add_child(instance=Page(title="x", slug=f"x{number}"))
        site = Site.objects.create(
            hostname=f"x{number}.test", root_page=home, site_name=f"Xã Số {number}"
        )
        groups = add_groups(site, [Role.EDITOR], PermissionIds())
        both.groups.add(groups[Role.EDITOR])
    # What is kept of all portals is read anew after one is made.
    client.get("/admin/")
    with django_assert_max_num_queries(statements):
        answer = client.get("/admin/")
    item = switching.menu_item(answer.wsgi_request)
    assert len(item.menu.registered_menu_items) == 2
    page = client.get("/admin/access/portals/", {"q": "so 14"}).content.decode()
    main = page.split("<main", 1)[1]
    assert "Xã Số 14" in main
    assert "Xã Số 1<" not in main
    assert 'value="so 14"' in main


def test_exactly_as_many_as_the_menu_holds(people, both, monkeypatch):
    monkeypatch.setattr(switching, "MOST_IN_MENU", 2)
    client = officer_client(both)
    item = switching.menu_item(client.get("/admin/").wsgi_request)
    assert len(item.menu.registered_menu_items) == 3
    monkeypatch.setattr(switching, "MOST_IN_MENU", 1)
    item = switching.menu_item(client.get("/admin/").wsgi_request)
    assert len(item.menu.registered_menu_items) == 2


@pytest.mark.parametrize("word", ["x" * 5000, "²²", "<script>"])
def test_strange_words_find_nothing_and_harm_nothing(both, word):
    answer = officer_client(both).get("/admin/access/portals/", {"q": word})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()
