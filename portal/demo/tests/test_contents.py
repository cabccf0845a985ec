"""What stands in the portals of the demonstration."""

from datetime import datetime
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from wagtail.models import Page, ReferenceIndex

from editorial.articles.models import ArticlePage
from editorial.documents.models import LegalDocumentPage
from editorial.pages.models import Link, LinksPage, PeoplePage, StandardPage
from portal.common.clock import PROVINCE_TIME
from portal.common.registry import page_types
from portal.common.tree import below
from portal.demo import contents, services
from portal.demo.contents import SOURCE
from portal.demo.tests.conftest import DAY, EXAMPLE, NEIGHBOUR
from portal.media.models import PortalImage, PortalRendition
from sites.menus.services import in_menus
from sites.profile.models import SiteProfile, SiteSection
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


def under(code: str, model=Page):
    return model.objects.filter(below(profile_of(code).site.root_page))


def pictures_in(body) -> list[dict]:
    return [block["value"]["image"] for block in body.raw_data if block["type"] == "picture"]


def test_a_portal_gets_its_articles_and_an_example_more(filled):
    assert under(NEIGHBOUR, ArticlePage).count() == 3
    assert under(EXAMPLE, ArticlePage).count() == 6
    for code in (EXAMPLE, NEIGHBOUR):
        titles = list(under(code, ArticlePage).values_list("title", flat=True))
        assert len(set(titles)) == len(titles)
        assert under(code, LegalDocumentPage).count() >= 3


def test_a_second_run_changes_nothing(filled):
    def everything():
        return [
            list(model.objects.order_by("pk").values())
            for model in (Page, ArticlePage, StandardPage, PortalImage, PortalRendition, Link)
        ]

    before = everything()
    assert services.sites_to_fill() == []
    assert list(services.fill(services.sites_to_fill())) == []
    assert everything() == before


def test_what_an_editor_changed_or_deleted_stays_so(filled):
    first, second, _third = under(NEIGHBOUR, ArticlePage)
    first.title = "Tin đã sửa"
    first.save_revision().publish()
    second.delete()
    list(services.fill(services.sites_to_fill()))
    assert under(NEIGHBOUR, ArticlePage).count() == 2
    assert under(NEIGHBOUR, ArticlePage).filter(title="Tin đã sửa").exists()


def test_an_interruption_leaves_whole_portals_and_the_next_run_finishes(
    two_portals, on_the_day, monkeypatch
):
    services.make_accounts()
    fill_sections = contents.fill_sections

    def break_on_the_neighbour(portal):
        if portal.period.code == NEIGHBOUR:
            raise KeyboardInterrupt
        return fill_sections(portal)

    monkeypatch.setattr(contents, "fill_sections", break_on_the_neighbour)
    with pytest.raises(KeyboardInterrupt):
        list(services.fill(services.sites_to_fill()))
    assert under(EXAMPLE, ArticlePage).count() == 6
    assert not under(NEIGHBOUR, ArticlePage).exists()
    monkeypatch.setattr(contents, "fill_sections", fill_sections)
    assert len(list(services.fill(services.sites_to_fill()))) == 1
    assert under(NEIGHBOUR, ArticlePage).count() == 3
    assert Page.find_problems() == ([], [], [], [], [])


@pytest.mark.parametrize("code", [EXAMPLE, NEIGHBOUR])
def test_no_menu_leads_to_an_empty_section(filled, code):
    site = profile_of(code).site
    shown = in_menus(Page.objects.filter(below(site.root_page))).specific()
    sections = [page for page in shown if page_types.of(type(page)).is_section]
    assert len(sections) >= 12
    for page in sections:
        assert page_types.of(type(page)).is_filled(page), page
    top = {page.slug for page in in_menus(site.root_page.get_children())}
    assert {"gioi-thieu", "tin-tuc", "van-ban", "thu-tuc-hanh-chinh", "lien-he"} <= top
    assert "du-an-dau-tu" not in top


@pytest.mark.parametrize("code", [EXAMPLE, NEIGHBOUR])
def test_every_address_in_a_menu_answers_and_shows_something(filled, code):
    client = Client(SERVER_NAME=filled[code])
    for page in in_menus(under(code)):
        response = client.get("/" + page.url_path.split("/", 2)[2])
        assert response.status_code == 200
        assert "Chưa có nội dung" not in response.text


def test_texts_posts_links_and_contact_say_whose_they_are(filled):
    sections = {
        row.key: row.page.specific
        for row in SiteSection.objects.filter(site=profile_of(NEIGHBOUR).site)
    }
    assert "xã Tri Phương" in sections["about_org"].intro
    assert isinstance(sections["leaders"], PeoplePage)
    (chairman, _deputy) = sections["leaders"].people.all()
    assert chairman.name == "Chủ tịch UBND xã Tri Phương"
    assert not chairman.telephone
    assert isinstance(sections["links"], LinksPage)
    assert "https://chinhphu.vn/" in {link.url for link in sections["links"].links.all()}
    assert sections["contact_agency"].address == "Xã Tri Phương, huyện Tiên Du, tỉnh Bắc Ninh"
    assert profile_of(NEIGHBOUR).address == sections["contact_agency"].address
    assert sections["leader_schedule"].intro


def test_everything_was_published_before_the_day_of_the_demonstration(filled):
    for model in (ArticlePage, LegalDocumentPage):
        for page in model.objects.all():
            assert page.live
            assert page.first_published_at < START
            assert page.last_published_at < START
            assert page.owner is not None
    assert set(ArticlePage.objects.values_list("source", flat=True)) == {SOURCE}


def test_items_of_an_example_belong_to_its_editor(filled):
    owners = set(under(EXAMPLE, ArticlePage).values_list("owner__email", flat=True))
    assert owners == {f"bientap.daidong-tiendu@{filled[EXAMPLE].partition('.')[2]}"}


def test_every_picture_says_what_it_shows_and_is_known_as_used(filled):
    for code in (EXAMPLE, NEIGHBOUR):
        collection = profile_of(code).collection
        for article in under(code, ArticlePage):
            assert article.picture.collection == collection
            assert article.picture_alt
            uses = ReferenceIndex.get_references_to(article.picture)
            assert article.pk in {int(use.object_id) for use in uses}
            for image in pictures_in(article.body):
                assert image["alt_text"]
                assert PortalImage.objects.get(pk=image["image"]).collection == collection


def test_portals_share_one_file_and_lose_only_their_own(filled, django_capture_on_commit_callbacks):
    by_title: dict[str, list[PortalImage]] = {}
    for image in PortalImage.objects.order_by("pk"):
        by_title.setdefault(image.title, []).append(image)
    one, other = next(images for images in by_title.values() if len(images) == 2)
    assert one.file.name != other.file.name
    assert Path(one.file.path).samefile(other.file.path)
    mine, others = (list(image.renditions.order_by("filter_spec")) for image in (one, other))
    assert [file.filter_spec for file in mine] == [file.filter_spec for file in others]
    assert len(mine) >= 10
    assert all(Path(a.file.path).samefile(b.file.path) for a, b in zip(mine, others, strict=True))
    with django_capture_on_commit_callbacks(execute=True):
        one.delete()
    assert not default_storage.exists(one.file.name)
    for rendition in others:
        assert default_storage.size(rendition.file.name) > 100
    assert default_storage.open(other.file.name).read(3) == b"\xff\xd8\xff"


def test_a_reader_gets_a_picture_that_hangs_in_the_portal(filled):
    article = under(NEIGHBOUR, ArticlePage).first()
    rendition = article.picture.renditions.get(filter_spec="fill-480x320|format-avif")
    picture = Client(SERVER_NAME=filled[NEIGHBOUR]).get(rendition.url)
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/avif")
    assert Client(SERVER_NAME=filled[EXAMPLE]).get(rendition.url).status_code == 404


def test_an_example_has_a_first_revision_that_is_the_live_one(filled):
    for article in under(EXAMPLE, ArticlePage):
        assert article.live_revision_id == article.latest_revision_id is not None
        assert article.get_latest_revision_as_object().title == article.title
        assert not article.has_unpublished_changes


def test_readers_find_the_items_on_their_own_host_and_not_next_door(filled):
    article = under(NEIGHBOUR, ArticlePage).first()
    address = "/" + article.url_path.split("/", 2)[2]
    own = Client(SERVER_NAME=filled[NEIGHBOUR]).get(address)
    assert own.status_code == 200
    assert article.title in own.text
    assert Client(SERVER_NAME=filled[EXAMPLE]).get(address).status_code == 404


def test_items_and_documents_are_found(filled):
    article = under(NEIGHBOUR, ArticlePage).first()
    found = ArticlePage.objects.search(article.title.split(" ", 1)[1], operator="and")
    assert article.pk in {page.pk for page in found}
    assert under(NEIGHBOUR, LegalDocumentPage).filter(folded__contains="953/kh-ubnd").exists()


def test_every_page_passes_the_checks_of_its_form(filled):
    for model in (ArticlePage, LegalDocumentPage, StandardPage):
        for page in model.objects.all():
            page.full_clean()
            if hasattr(page, "body"):
                page.body.stream_block.clean(page.body)
