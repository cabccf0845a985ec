"""What an item's form refuses to take from another portal."""

from dataclasses import dataclass

import pytest
from django.core.files.base import ContentFile
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Site
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from editorial.articles.models import ArticlePage
from portal.common.page_forms import FOREIGN_MEDIA, FOREIGN_PAGE
from portal.media.models import PortalDocument, PortalImage
from sites.profile.models import SiteProfile, SiteSection


def section_of(site: Site):
    return SiteSection.objects.get(site=site, key="news").page.specific


def picture_of(site: Site) -> PortalImage:
    collection = SiteProfile.objects.get(site=site).collection
    return PortalImage.objects.create(
        title=f"Ảnh của {site.hostname}", collection=collection, file=get_test_image_file()
    )


def file_of(site: Site) -> PortalDocument:
    collection = SiteProfile.objects.get(site=site).collection
    file = ContentFile(b"%PDF-1.4", name="x.pdf")
    return PortalDocument.objects.create(
        title=f"Tệp của {site.hostname}", collection=collection, file=file
    )


@dataclass
class Editing:
    """An editor of one site in the form of an item."""

    two_sites: object

    def form(self, instance: ArticlePage | None = None, related=(), body=(), **fields):
        section = section_of(self.two_sites.here)
        sent = {
            "title": "Tin",
            "slug": "tin",
            "body": streamfield(list(body)),
            "related_links": inline_formset([{"related": page.pk} for page in related]),
            "comments": inline_formset([]),
            **fields,
        }
        form_class = ArticlePage.get_edit_handler().get_form_class()
        return form_class(
            nested_form_data(sent),
            instance=instance or ArticlePage(),
            parent_page=section,
            for_user=self.two_sites.person(self.two_sites.here, "editor"),
        )


@pytest.fixture
def editing(two_sites) -> Editing:
    return Editing(two_sites)


def picture_block(picture: PortalImage) -> dict:
    image = {"image": picture.pk, "decorative": "", "alt_text": "Cầu"}
    return {"image": image, "caption": ""}


def link_to(file: PortalDocument) -> str:
    return rich_text(f'<p><a linktype="document" id="{file.pk}">Tệp</a></p>', features=FEATURES)


FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]


def sent_with(field: str, site: Site) -> dict:
    """Fields of the form in which one refers to a picture or file of a site."""
    if field == "picture":
        return {"picture": picture_of(site).pk, "picture_alt": "Cầu"}
    if field == "share_image":
        return {"share_image": picture_of(site).pk}
    if field == "body, picture":
        return {"body": [("picture", picture_block(picture_of(site)))]}
    if field == "body, files":
        files = {"count": 1, "0": {"value": {"document": file_of(site).pk, "title": ""}}}
        files["0"] |= {"deleted": "", "order": 0, "type": "item", "id": ""}
        return {"body": [("files", {"heading": "", "files": files})]}
    return {"body": [("paragraph", link_to(file_of(site)))]}


PLACES = ["picture", "share_image", "body, picture", "body, files", "body, text"]


@pytest.mark.parametrize("place", PLACES)
def test_media_of_the_own_portal_are_taken(editing, place):
    form = editing.form(**sent_with(place, editing.two_sites.here))
    assert form.is_valid(), form.errors.as_json()


@pytest.mark.parametrize("place", PLACES)
def test_media_of_another_portal_are_refused(editing, place):
    form = editing.form(**sent_with(place, editing.two_sites.there))
    assert not form.is_valid()
    assert form.errors == {place.split(",")[0]: [FOREIGN_MEDIA]}


@pytest.mark.parametrize("place", ["picture", "share_image", "body, picture", "body, files"])
@pytest.mark.parametrize("whose", ["here", "there"])
def test_only_an_own_picture_or_file_is_shown_in_the_form_again(editing, place, whose):
    site = getattr(editing.two_sites, whose)
    form = editing.form(**sent_with(place, site))
    form.is_valid()
    shown = form[place.split(",")[0]].as_widget()
    assert (site.hostname in shown) is (whose == "here")


def link_to_page(site: Site, *, live: bool) -> dict:
    page = ArticlePage(title="Tin riêng", slug=f"tin-rieng-{live}", live=live)
    section_of(site).add_child(instance=page)
    text = f'<p><a linktype="page" id="{page.pk}">Tin</a></p>'
    return {"body": [("paragraph", rich_text(text, features=FEATURES))]}


def test_a_link_to_an_unpublished_page_of_another_portal_is_refused_and_not_shown(editing):
    form = editing.form(**link_to_page(editing.two_sites.there, live=False))
    assert not form.is_valid()
    assert form.errors == {"body": [FOREIGN_PAGE]}
    assert "tin-rieng" not in form["body"].as_widget()


@pytest.mark.parametrize(("whose", "live"), [("there", True), ("here", False), ("here", True)])
def test_a_link_to_an_own_or_a_published_page_is_taken(editing, whose, live):
    form = editing.form(**link_to_page(getattr(editing.two_sites, whose), live=live))
    assert form.is_valid(), form.errors.as_json()


def test_what_the_page_already_refers_to_stays(editing):
    picture = picture_of(editing.two_sites.there)
    article = ArticlePage(title="Tin", picture=picture, picture_alt="Cầu")
    section_of(editing.two_sites.here).add_child(instance=article)
    sent = {"picture": picture.pk, "picture_alt": "Cầu"}
    assert editing.form(article, **sent).is_valid()
    other = picture_of(editing.two_sites.there)
    assert not editing.form(article, picture=other.pk, picture_alt="Cầu").is_valid()


def test_a_file_that_is_not_there_is_refused(editing):
    gone = PortalDocument(pk=10**9)
    assert not editing.form(body=[("paragraph", link_to(gone))]).is_valid()


def test_an_item_of_another_portal_is_refused_and_its_title_not_shown(editing):
    secret = ArticlePage(title="Tin chưa công bố", live=False)
    section_of(editing.two_sites.there).add_child(instance=secret)
    form = editing.form(related=[secret])
    assert not form.is_valid()
    (link,) = form.formsets["related_links"].forms
    assert set(link.errors) == {"related"}
    assert secret.title not in link["related"].as_widget()


def test_an_item_of_the_own_portal_is_related(editing):
    other = ArticlePage(title="Tin trước")
    section_of(editing.two_sites.here).add_child(instance=other)
    form = editing.form(related=[other])
    assert form.is_valid(), form.errors.as_json()
    (link,) = form.formsets["related_links"].forms
    assert other.title in link["related"].as_widget()
