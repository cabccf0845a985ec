"""“All” of a list of pages is all of one's own."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from portal.accounts.models import User
from portal.common.testing.officers import officer_client
from sites.access.models import SITE_ROLES, Role
from sites.profile.models import SiteSection

ACTS = ["delete", "move", "publish", "unpublish"]
THEIRS, OWN = "Chuyện bên kia", "Chuyện bên này"


@pytest.fixture
def drafts(two_sites) -> tuple[Page, Page]:
    """An unpublished section on each portal."""
    made = []
    for site, title in ((two_sites.here, OWN), (two_sites.there, THEIRS)):
        news = SiteSection.objects.get(site=site, key="news").page.specific
        page = type(news)(title=title, slug="chuyen", locale=news.locale, live=False)
        made.append(news.get_parent().specific.add_child(instance=page))
    return tuple(made)


def answer_to(person, act: str, **asked):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", act])
    return officer_client(person).get(address, asked)


def titles_in(answer) -> set[str]:
    listed = [*answer.context["items"], *answer.context["items_with_no_access"]]
    return {str(row["item"].title) for row in listed}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("role", SITE_ROLES)
@pytest.mark.parametrize("asked", [{}, {"q": "chuyện"}], ids=["all", "found"])
def test_holds_nothing_of_another_portal(two_sites, drafts, role, act, asked):
    person = two_sites.person(two_sites.here, role)
    answer = answer_to(person, act, id="all", **asked)
    if answer.status_code != 404:
        assert THEIRS not in answer.content.decode()


def test_holds_ones_own(two_sites, drafts):
    approver = two_sites.person(two_sites.here, Role.APPROVER)
    assert titles_in(answer_to(approver, "delete", id="all", q="chuyện")) == {OWN}
    own, _theirs = drafts
    home = own.get_parent()
    expected = set(home.get_children().values_list("title", flat=True))
    assert titles_in(answer_to(approver, "delete", id="all", childOf=home.pk)) == expected


def test_below_the_root_are_ones_own_homes(two_sites, drafts):
    approver = two_sites.person(two_sites.here, Role.APPROVER)
    root = two_sites.here.root_page.get_parent()
    assert titles_in(answer_to(approver, "unpublish", id="all", childOf=root.pk)) == {
        two_sites.here.root_page.title
    }


def test_the_province_reaches_both(two_sites, drafts):
    province = User.objects.create_superuser("tinh@example.org", "mat-khau-dai-12")
    assert {OWN, THEIRS} <= titles_in(answer_to(province, "delete", id="all"))


@pytest.mark.parametrize("parent", ["", "x", "1.5"])
@pytest.mark.parametrize("kind", [("wagtailcore", "page"), ("media", "portalimage")])
def test_a_list_below_nothing_is_not_found(two_sites, parent, kind):
    person = two_sites.person(two_sites.here, Role.EDITOR)
    address = reverse("wagtail_bulk_action", args=[*kind, "delete"])
    asked = officer_client(person).get(address, {"id": "all", "childOf": parent})
    assert asked.status_code == 404


def test_a_move_names_no_page_of_another_portal(two_sites, drafts):
    own, theirs = drafts
    person = two_sites.person(two_sites.here, "administrator")
    path = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    answer = officer_client(person).post(f"{path}?id={own.pk}", {"chooser": theirs.pk})
    assert answer.status_code == 404
    assert THEIRS not in answer.content.decode()
