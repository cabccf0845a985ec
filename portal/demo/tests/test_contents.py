"""What stands in the portals of the demonstration."""

from datetime import datetime

import pytest
from django.test import Client
from wagtail.models import Page, ReferenceIndex

from editorial.articles.models import ArticlePage
from editorial.documents.models import LegalDocumentPage
from editorial.pages.models import StandardPage
from portal.common.clock import PROVINCE_TIME
from portal.demo import contents, services
from portal.demo.tests.conftest import DAY, EXAMPLE, NEIGHBOUR
from portal.media.models import PortalImage
from sites.profile.models import SiteProfile
from sites.units.models import UnitPeriod

START = datetime(2021, 4, 19, tzinfo=PROVINCE_TIME)


@pytest.fixture
def filled(two_portals, on_the_day):
    services.make_accounts()
    list(services.fill(services.sites_to_fill()))
    return two_portals


def profile_of(code: str) -> SiteProfile:
    unit = UnitPeriod.objects.on(DAY).get(code=code).unit
    return SiteProfile.objects.select_related("site__root_page").get(unit=unit)


def below(code: str, model):
    return model.objects.filter(path__startswith=profile_of(code).site.root_page.path)


def items(code: str) -> int:
    pages = [page for page in below(code, StandardPage) if page.body]
    return below(code, ArticlePage).count() + below(code, LegalDocumentPage).count() + len(pages)


def test_a_portal_gets_three_items_and_an_example_more(filled):
    assert items(NEIGHBOUR) == 3
    assert below(NEIGHBOUR, ArticlePage).count() == 2
    assert items(EXAMPLE) > 10


def test_a_second_run_adds_nothing(filled):
    before = list(Page.objects.order_by("pk").values("pk", "path", "title", "numchild"))
    pictures = PortalImage.objects.count()
    assert list(services.fill(services.sites_to_fill())) == [0, 0]
    assert list(Page.objects.order_by("pk").values("pk", "path", "title", "numchild")) == before
    assert PortalImage.objects.count() == pictures


def test_an_interruption_leaves_whole_portals_and_the_next_run_finishes(
    two_portals, on_the_day, monkeypatch
):
    services.make_accounts()
    third = contents._add_third

    def break_on_the_neighbour(portal):
        if portal.period.code == NEIGHBOUR:
            raise KeyboardInterrupt
        return third(portal)

    monkeypatch.setattr(contents, "_add_third", break_on_the_neighbour)
    with pytest.raises(KeyboardInterrupt):
        list(services.fill(services.sites_to_fill()))
    assert items(EXAMPLE) > 10
    assert items(NEIGHBOUR) == 0
    monkeypatch.setattr(contents, "_add_third", third)
    assert list(services.fill(services.sites_to_fill())) == [0, 3]
    assert items(NEIGHBOUR) == 3
    assert Page.find_problems() == ([], [], [], [], [])


def test_everything_was_published_before_the_day_of_the_demonstration(filled):
    for model in (ArticlePage, LegalDocumentPage):
        for page in model.objects.all():
            assert page.live
            assert page.first_published_at < START
            assert page.last_published_at < START
            assert page.owner is not None


def test_items_of_an_example_belong_to_its_editor(filled):
    owners = set(below(EXAMPLE, ArticlePage).values_list("owner__email", flat=True))
    assert owners == {f"bientap.daidong-tiendu@{filled[EXAMPLE].partition('.')[2]}"}


def test_pictures_stand_in_the_collection_of_their_own_portal_and_are_known_as_used(filled):
    pictures = PortalImage.objects.all()
    assert {picture.collection for picture in pictures} == {profile_of(EXAMPLE).collection}
    for article in below(EXAMPLE, ArticlePage):
        assert article.picture_alt
        uses = ReferenceIndex.get_references_to(article.picture)
        assert {int(use.object_id) for use in uses} == {article.pk}
    assert not below(NEIGHBOUR, ArticlePage).filter(picture__isnull=False).exists()


def test_an_example_has_a_first_revision_that_is_the_live_one(filled):
    for article in below(EXAMPLE, ArticlePage):
        assert article.live_revision_id == article.latest_revision_id is not None
        assert article.get_latest_revision_as_object().title == article.title
        assert not article.has_unpublished_changes


def test_readers_find_the_items_on_their_own_host_and_not_next_door(filled):
    article = below(NEIGHBOUR, ArticlePage).first()
    address = "/" + article.url_path.split("/", 2)[2]
    own = Client(SERVER_NAME=filled[NEIGHBOUR]).get(address)
    assert own.status_code == 200
    assert article.title in own.text
    assert Client(SERVER_NAME=filled[EXAMPLE]).get(address).status_code == 404
    listing = Client(SERVER_NAME=filled[NEIGHBOUR]).get(address.rsplit("/", 2)[0] + "/")
    assert article.title in listing.text


def test_items_are_in_the_search_index(filled):
    article = below(NEIGHBOUR, ArticlePage).first()
    found = ArticlePage.objects.search(article.title.split(" ", 1)[1], operator="and")
    assert article.pk in {page.pk for page in found}


def test_every_page_passes_the_checks_of_its_form(filled):
    for model in (ArticlePage, LegalDocumentPage):
        for page in model.objects.all():
            page.full_clean()
