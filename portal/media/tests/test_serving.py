"""A file is served where something live shows it, and nowhere else."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils.http import http_date
from wagtail.models import Collection, GroupCollectionPermission, Page, ReferenceIndex

from portal.accounts.models import User
from portal.common.testing.officers import officer_client as sign_in_officer
from portal.media import access
from portal.media.models import PortalDocument
from portal.media.renditions import specs_of
from portal.media.tests.conftest import PDF

ADMIN_URLS = "portal.urls.admin"
LIST_SPEC = specs_of("list")[-1]


def refer(page: Page, file) -> None:
    """What Wagtail notes when a page is saved that shows a picture or a file."""
    ReferenceIndex.objects.create(
        base_content_type=ReferenceIndex._get_base_content_type(page),
        content_type=ReferenceIndex._get_base_content_type(page),
        object_id=str(page.pk),
        to_content_type=ReferenceIndex._get_base_content_type(file),
        to_object_id=str(file.pk),
        model_path="body",
        content_path="body.1",
        content_path_hash=ReferenceIndex._get_content_path_hash("body.1"),
    )


@pytest.fixture
def page(site_a):
    home = site_a.root_page.specific
    return home.add_child(instance=Page(title="Tin", slug="tin", live=True))


def get(client, site, url, **headers):
    return client.get(url, headers={"host": site.hostname, **headers})


class TestDocumentsInPublic:
    def test_a_live_page_makes_its_file_public(self, client, site_a, page, document):
        refer(page, document)
        response = get(client, site_a, document.url)
        assert response.status_code == 200
        assert b"".join(response.streaming_content) == PDF
        assert response["Content-Type"] == "application/pdf"
        assert response["Content-Disposition"].startswith("inline")
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert "s-maxage" in response["Cache-Control"]
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")

    def test_a_file_that_nothing_shows_is_not_there(self, client, site_a, document):
        assert get(client, site_a, document.url).status_code == 404

    def test_unpublishing_takes_the_file_away(self, client, site_a, page, document):
        refer(page, document)
        page.unpublish()
        assert get(client, site_a, document.url).status_code == 404

    def test_another_site_does_not_have_it(self, client, site_a, site_b, page, document):
        refer(page, document)
        assert get(client, site_b, document.url).status_code == 404

    def test_a_matching_etag_does_not_open_it(self, client, site_a, page, document):
        refer(page, document)
        etag = get(client, site_a, document.url)["ETag"]
        assert get(client, site_a, document.url, **{"if-none-match": etag}).status_code == 304
        page.unpublish()
        assert get(client, site_a, document.url, **{"if-none-match": etag}).status_code == 404
        future = http_date(2**31)
        refused = get(client, site_a, document.url, **{"if-modified-since": future})
        assert refused.status_code == 404

    def test_not_modified_since(self, client, site_a, page, document):
        refer(page, document)
        modified = get(client, site_a, document.url)["Last-Modified"]
        again = get(client, site_a, document.url, **{"if-modified-since": modified})
        assert again.status_code == 304

    def test_another_name_is_another_address(self, client, site_a, page, document):
        refer(page, document)
        assert get(client, site_a, f"/documents/{document.pk}/x.pdf").status_code == 404

    def test_what_is_no_pdf_is_downloaded(self, client, site_a, page, document):
        PortalDocument.objects.filter(pk=document.pk).update(
            file=document.file.storage.save("documents/a-1.csv", document.file)
        )
        document.refresh_from_db()
        refer(page, document)
        response = get(client, site_a, document.url)
        assert response["Content-Disposition"].startswith("attachment")

    def test_nothing_but_reading(self, client, site_a, page, document):
        refer(page, document)
        response = client.post(document.url, headers={"host": site_a.hostname})
        assert response.status_code in {403, 405}

    def test_a_lost_file_is_not_there(self, client, site_a, page, document):
        refer(page, document)
        document.file.storage.delete(document.file.name)
        assert get(client, site_a, document.url).status_code == 404

    def test_the_proxy_is_told_where_the_file_is(self, client, site_a, page, document, settings):
        settings.MEDIA_ACCEL_PREFIX = "/stored-media/"
        refer(page, document)
        response = get(client, site_a, document.url)
        assert response["X-Accel-Redirect"] == f"/stored-media/{document.file.name}"
        assert response.content == b""

    def test_statements_do_not_grow_with_references(
        self, client, site_a, page, document, django_assert_max_num_queries
    ):
        home = site_a.root_page.specific
        for number in range(20):
            refer(home.add_child(instance=Page(title="x", slug=f"x{number}")), document)
        get(client, site_a, document.url)
        with django_assert_max_num_queries(4):
            get(client, site_a, document.url)


class TestPicturesInPublic:
    def test_a_live_page_makes_its_picture_public(self, client, site_a, page, picture):
        refer(page, picture)
        rendition = picture.get_rendition(LIST_SPEC)
        response = get(client, site_a, rendition.url)
        assert response.status_code == 200
        assert response["Content-Type"] == "image/webp"
        # Else the browser asks again for each picture of each page that the reader opens.
        assert "max-age=3600, s-maxage=5," in response["Cache-Control"]

    def test_without_a_live_page_or_on_another_site_it_is_not_there(
        self, client, site_a, site_b, page, picture
    ):
        rendition = picture.get_rendition(LIST_SPEC)
        assert get(client, site_a, rendition.url).status_code == 404
        refer(page, picture)
        assert get(client, site_b, rendition.url).status_code == 404

    def test_originals_and_folders_have_no_address(
        self, client, site_a, page, picture, document, officer_client, settings
    ):
        refer(page, picture)
        refer(page, document)
        for stored in (picture.file.name, document.file.name):
            for host in (site_a.hostname, settings.ADMIN_HOST):
                for prefix in ("/media/", "/media/images/../", "/media/images/%2e%2e/"):
                    response = officer_client.get(prefix + stored, headers={"host": host})
                    assert response.status_code == 404

    def test_an_unknown_picture(self, client, site_a):
        assert get(client, site_a, "/media/images/x.webp").status_code == 404


class TestSourcesThatAreNoPages:
    @pytest.fixture(autouse=True)
    def own_sources(self, monkeypatch):
        monkeypatch.setattr(access, "_sources", [])

    def test_a_registered_source_makes_its_file_public(self, client, site_a, site_b, document):
        emblem = Collection.objects.get(depth=1).add_child(name="emblems")
        access.register_reference_source(
            Collection,
            lambda site_id: Collection.objects.filter(pk=emblem.pk if site_id == site_a.pk else 0),
        )
        refer(emblem, document)
        assert get(client, site_a, document.url).status_code == 200
        assert get(client, site_b, document.url).status_code == 404

    def test_a_page_shown_elsewhere_takes_its_file_along(
        self, client, site_a, site_b, page, document
    ):
        access.register_reference_source(Page, lambda site_id: Page.objects.filter(pk=page.pk))
        refer(page, document)
        assert get(client, site_b, document.url).status_code == 200


class TestAdminHost:
    @pytest.fixture
    def office(self, db):
        return Collection.objects.get(depth=1).add_child(name="A")

    @pytest.fixture
    def editor(self, office):
        group = Group.objects.create(name="editors of A")
        permission = Permission.objects.get(codename="choose_portaldocument")
        GroupCollectionPermission.objects.create(
            group=group, collection=office, permission=permission
        )
        user = User.objects.create_user("binh@example.org", "x" * 12)
        user.groups.add(group)
        return sign_in_officer(user)

    def test_an_officer_of_the_collection_sees_what_is_not_public(self, editor, office, document):
        document.collection = office
        document.save()
        response = editor.get(document.url)
        assert response.status_code == 200
        assert response["Cache-Control"] == "private, no-cache"

    def test_an_officer_of_another_collection_does_not(self, editor, document):
        assert editor.get(document.url).status_code == 404

    def test_nobody_without_sign_in(self, client, settings, document):
        response = client.get(document.url, headers={"host": settings.ADMIN_HOST})
        assert response.status_code == 404

    def test_pictures_of_the_administration(self, officer_client, picture):
        rendition = picture.get_rendition("max-165x165")
        assert officer_client.get(rendition.url).status_code == 200


class TestClosedScreens:
    def test_no_privacy_and_no_free_sizes(self, officer_client, page, picture):
        collection = Collection.objects.get(depth=1).add_child(name="A")
        addresses = [
            reverse("wagtailadmin_pages:set_privacy", args=[page.pk], urlconf=ADMIN_URLS),
            reverse(
                "wagtailadmin_collections:set_privacy", args=[collection.pk], urlconf=ADMIN_URLS
            ),
            reverse("wagtailimages:url_generator", args=[picture.pk], urlconf=ADMIN_URLS),
            reverse(
                "wagtailimages:preview", args=[picture.pk, "max-9000x9000"], urlconf=ADMIN_URLS
            ),
        ]
        for address in addresses:
            assert officer_client.get(address).status_code == 404, address
            assert officer_client.post(address).status_code == 404, address

    def test_no_screen_offers_the_privacy_dialog(self, officer_client, page):
        collection = Collection.objects.get(depth=1).add_child(name="A")
        for name, number in [
            ("wagtailadmin_pages:edit", page.pk),
            ("wagtailadmin_collections:edit", collection.pk),
        ]:
            response = officer_client.get(reverse(name, args=[number], urlconf=ADMIN_URLS))
            assert response.status_code == 200
            assert b"set-privacy" not in response.content


def new_article(**values) -> Page:
    article = apps.get_model("articles", "ArticlePage")
    return article(title="Tin", slug="tin-moi", picture_alt="Cử tri", **values)


class TestDrafts:
    """What counts is what readers see, not what an editor is preparing."""

    def test_a_picture_follows_what_is_published(self, client, site_a, picture):
        article = new_article()
        site_a.root_page.add_child(instance=article)
        article.save_revision().publish()
        url = picture.get_rendition(LIST_SPEC).url

        article.picture = picture
        draft = article.save_revision()
        assert get(client, site_a, url).status_code == 404
        draft.publish()
        assert get(client, site_a, url).status_code == 200
        article.refresh_from_db()
        article.picture = None
        article.save_revision().publish()
        assert get(client, site_a, url).status_code == 404

    def test_publishing_does_not_wait_for_a_worker(self, client, site_a, picture, settings):
        settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
        article = new_article(picture=picture)
        site_a.root_page.add_child(instance=article)
        article.save_revision().publish()
        assert get(client, site_a, picture.get_rendition(LIST_SPEC).url).status_code == 200
