"""The sections that the law asks for stay with their portal, whoever publishes there."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from portal.accounts.models import User
from portal.common import clock
from portal.common.page_rights import prepare_reasons, reason_to_stay
from portal.common.testing.officers import officer_client
from sites.access.models import Role
from sites.access.people import give_role
from sites.blueprint.models import RequiredSection
from sites.profile.models import SiteSection
from sites.provisioning.required import sections_that_stay
from sites.units.models import UnitPeriod


@pytest.fixture
def news(two_sites) -> Page:
    """A required section."""
    return SiteSection.objects.get(site=two_sites.here, key="news").page


@pytest.fixture
def approver(two_sites) -> User:
    return two_sites.person(two_sites.here, Role.APPROVER)


@pytest.fixture
def province(two_sites) -> User:
    return User.objects.create_superuser("quan-tri@example.org", "mat-khau-dai-12")


@pytest.fixture
def extra(news) -> Page:
    """A section beside it that no law asks for."""
    specific = news.specific
    added = type(specific)(title="Chuyện làng", slug="chuyen-lang", locale=news.locale)
    news.get_parent().specific.add_child(instance=added)
    return Page.objects.get(pk=added.pk)


def act(client, name: str, page: Page):
    return client.post(reverse(f"wagtailadmin_pages:{name}", args=[page.pk]), follow=True)


def act_on_many(client, name: str, *pages: Page):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", name])
    ids = "&".join(f"id={page.pk}" for page in pages)
    return client.post(f"{address}?{ids}", follow=True)


def is_live(page: Page) -> bool:
    return Page.objects.filter(pk=page.pk, live=True).exists()


@pytest.mark.parametrize("how", [act, act_on_many])
@pytest.mark.parametrize("name", ["unpublish", "delete"])
class TestRemoving:
    def test_a_required_section_stays(self, news, approver, how, name):
        how(officer_client(approver), name, news)
        assert is_live(news)

    def test_so_does_what_holds_one(self, news, approver, extra, how, name):
        news.move(extra, pos="last-child")
        how(officer_client(approver), name, Page.objects.get(pk=extra.pk))
        assert is_live(extra)
        assert is_live(news)

    def test_another_section_goes(self, approver, extra, how, name):
        how(officer_client(approver), name, extra)
        assert not is_live(extra)

    def test_the_province_may(self, news, province, how, name):
        how(officer_client(province), name, news)
        assert not is_live(news)

    def test_what_the_law_asks_for_no_longer_goes(self, news, approver, how, name):
        yesterday = clock.today() - timedelta(days=1)
        RequiredSection.objects.filter(key="news").update(in_force_to=yesterday)
        how(officer_client(approver), name, news)
        assert not is_live(news)


class TestTheReason:
    WORDING = "bắt buộc"

    def seen(self, client, name: str, page: Page) -> str:
        return client.get(reverse(name, args=[page.pk]), follow=True).content.decode()

    @pytest.mark.parametrize("name", ["unpublish", "delete"])
    def test_is_told_to_who_asks(self, news, approver, name):
        answer = act(officer_client(approver), name, news)
        assert self.WORDING in " ".join(map(str, answer.context["messages"]))
        assert answer.redirect_chain[-1][0] == reverse("wagtailadmin_explore", args=[news.pk])

    def test_stands_where_the_act_would(self, news, approver, extra):
        client = officer_client(approver)
        label = "Vì sao không gỡ được"
        assert label in self.seen(client, "wagtailadmin_pages:edit", news)
        assert label not in self.seen(client, "wagtailadmin_pages:edit", extra)
        assert self.seen(client, "wagtailadmin_explore", news.get_parent()).count(label) >= 2

    @pytest.mark.parametrize("who", ["province", "editor"])
    def test_is_for_those_alone_who_would_have_the_right(self, two_sites, request, news, who):
        person = request.getfixturevalue(who) if who == "province" else None
        person = person or two_sites.person(two_sites.here, Role.EDITOR)
        page = self.seen(officer_client(person), "wagtailadmin_pages:edit", news)
        assert "Vì sao không gỡ được" not in page

    def test_of_another_portal_is_not_told(self, two_sites, news):
        stranger = two_sites.person(two_sites.there, Role.APPROVER)
        assert act(officer_client(stranger), "delete", news).status_code == 404


class TestMoving:
    def move(self, client, page: Page, to: Page) -> Page:
        names = [page.pk, to.pk]
        client.post(reverse("wagtailadmin_pages:move_confirm", args=names), follow=True)
        return Page.objects.get(pk=page.pk).get_parent()

    def test_within_the_portal_it_is_free(self, news, approver, extra):
        assert self.move(officer_client(approver), news, extra) == extra

    def test_to_another_portal_it_is_not(self, two_sites, news, approver, extra):
        give_role(approver, two_sites.there, Role.APPROVER)
        away = two_sites.there.root_page
        client = officer_client(approver)
        assert self.move(client, news, away) == news.get_parent()


def plan_end(person, news):
    client = officer_client(person)
    address = reverse("wagtailadmin_pages:edit", args=[news.pk])
    form = client.get(address).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields if name != "comments"}
    later = timezone.localtime() + timedelta(days=2)
    sent |= {"expire_at": later.strftime("%Y-%m-%d %H:%M"), "action-publish": "1"}
    sent |= {"comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}
    return client.post(address, sent)


def test_its_end_is_not_planned(news, approver):
    answer = plan_end(approver, news)
    assert "expire_at" in answer.context["form"].errors
    assert Page.objects.get(pk=news.pk).expire_at is None


def test_the_province_plans_its_end(news, province):
    answer = plan_end(province, news)
    assert answer.status_code == 302
    assert Page.objects.get(pk=news.pk).get_latest_revision_as_object().expire_at


class TestWhomTheLawBinds:
    """Each kind of unit has sections of its own to keep."""

    def test_what_other_kinds_must_have_goes(self, news, approver):
        RequiredSection.objects.filter(key="news").update(kinds=["province", "department"])
        assert not sections_that_stay([news])
        act(officer_client(approver), "delete", news)
        assert not is_live(news)

    def test_a_group_goes_when_no_section_of_it_is_asked_for(self, two_sites):
        section = RequiredSection.objects.filter(parent__isnull=False, is_function=False).first()
        group = SiteSection.objects.get(site=two_sites.here, key=section.parent.key).page
        assert sections_that_stay([group])
        RequiredSection.objects.filter(parent=section.parent).update(kinds=["province"])
        assert not sections_that_stay([group])

    def test_a_unit_of_another_kind_keeps_its_own(self, two_sites, news):
        UnitPeriod.objects.filter(unit=two_sites.there.profile.unit).update(kind="district")
        theirs = SiteSection.objects.get(site=two_sites.there, key="news").page
        RequiredSection.objects.filter(key="news").update(kinds=["district"])
        assert set(sections_that_stay([news, theirs])) == {theirs.pk}


def test_a_screen_asks_once_for_all_its_rows(two_sites, news, extra):
    pages = [*Page.objects.filter(depth__gte=2).order_by("path")]
    assert len(pages) > len(two_sites.here.required_sections.all())
    with CaptureQueriesContext(connection) as few:
        sections_that_stay(pages[:3])
    counted = len(few)
    with CaptureQueriesContext(connection) as many:
        prepare_reasons(pages)
        reasons = {page.pk: reason_to_stay(page) for page in pages}
    assert counted == 1
    # One more asks for drafts with comments.
    assert len(many) <= counted + 1
    assert reasons[news.pk]
    assert not reasons[extra.pk]


def test_neighbours_with_like_paths_are_told_apart(news, extra):
    """Nothing is kept because a page beside it is."""
    assert not reason_to_stay(extra)
    assert reason_to_stay(news.get_parent())
