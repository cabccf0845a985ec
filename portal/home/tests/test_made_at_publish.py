"""Uploading a picture and publishing a page make the files that readers will ask for."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file, get_test_image_file_jpeg
from wagtail.models import Locale, Page

from editorial.articles.models import ArticlePage
from editorial.pages.models import PeoplePage, Person
from portal.accounts.models import User
from portal.common.testing.officers import officer_client
from portal.media.models import PortalImage, PortalRendition
from portal.media.renditions import USUAL_SIZES, specs_of
from portal.media.services import request_renditions

ADMIN_URLS = "portal.urls.admin"


@pytest.fixture
def home(db) -> Page:
    Locale.objects.get_or_create(language_code="vi")
    return Page.get_first_root_node().add_child(instance=Page(title="a", slug="a"))


def new_picture() -> PortalImage:
    return PortalImage.objects.create(title="Cầu", file=get_test_image_file())


@pytest.fixture
def picture(db) -> PortalImage:
    return new_picture()


@pytest.fixture
def publish(home, django_capture_on_commit_callbacks):
    def publish(page):
        home.add_child(instance=page)
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()

    return publish


def specs(picture) -> set[str]:
    return set(picture.renditions.values_list("filter_spec", flat=True))


@pytest.mark.urls(ADMIN_URLS)
def test_an_upload_makes_the_usual_sizes(db, django_capture_on_commit_callbacks):
    officer = officer_client(User.objects.create_superuser("an@example.org", "x" * 12))
    file = get_test_image_file_jpeg(size=(1300, 900))
    sent = {"title": "Cầu", "collection": 1}
    sent["file"] = SimpleUploadedFile("cau.jpg", file.file.getvalue(), "image/jpeg")
    with django_capture_on_commit_callbacks(execute=True):
        response = officer.post(reverse("wagtailimages:add"), sent)
    assert response.status_code == 302, response.context["form"].errors
    assert specs(PortalImage.objects.get(title="Cầu")) >= set(specs_of(*USUAL_SIZES))


def test_storing_by_a_program_makes_nothing_by_itself(django_capture_on_commit_callbacks, picture):
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        picture.title = "Khác"
        picture.save()
    assert not callbacks
    assert not PortalRendition.objects.exists()


def test_publishing_makes_the_sizes_of_all_pictures_of_the_page(publish, picture):
    inside = new_picture()
    block = {"image": {"image": inside.pk, "alt_text": "a", "decorative": False}, "caption": ""}
    body = json.dumps([{"type": "picture", "value": block}])
    publish(ArticlePage(title="Bài", body=body, picture=picture, picture_alt="Cầu"))
    for one in (picture, inside):
        assert specs(one) == set(specs_of(*USUAL_SIZES))


def test_a_draft_makes_nothing(home, picture, django_capture_on_commit_callbacks):
    article = ArticlePage(title="Bài", live=False)
    home.add_child(instance=article)
    article.picture, article.picture_alt = picture, "Cầu"
    with django_capture_on_commit_callbacks(execute=True):
        article.save_revision()
    assert not specs(picture)


def test_a_people_page_makes_portraits(publish, picture):
    page = PeoplePage(title="Lãnh đạo")
    person = Person(name="An", post="Chủ tịch", picture=picture, locale=Locale.get_default())
    page.people = [person]
    publish(page)
    assert specs(picture) == set(specs_of("portrait", "share"))


def test_nothing_is_asked_for_where_there_are_no_pictures(django_capture_on_commit_callbacks, db):
    with django_capture_on_commit_callbacks() as callbacks:
        request_renditions([])
    assert not callbacks
