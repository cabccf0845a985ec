"""Two sites, an officer, and pictures and files made on the spot."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.cache import caches
from django.core.files.base import ContentFile
from PIL import Image
from wagtail.models import Page, Site

from portal.accounts.models import User
from portal.common.testing.officers import officer_client as sign_in_officer
from portal.media.models import PortalDocument, PortalImage

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def picture_bytes(file_format="JPEG", size=(40, 30), **options) -> bytes:
    output = BytesIO()
    Image.new("RGB", size, "#a33").save(output, file_format, **options)
    return output.getvalue()


def archive_bytes(entries: dict[str, bytes | str], compression: int = ZIP_DEFLATED) -> bytes:
    output = BytesIO()
    with ZipFile(output, "w", compression) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return output.getvalue()


def word_bytes(content_type: str = WORD, **more: bytes) -> bytes:
    listing = f'<Types><Override ContentType="{content_type}"/></Types>'
    return archive_bytes({"[Content_Types].xml": listing, "word/document.xml": "<x/>", **more})


@pytest.fixture(autouse=True)
def fresh_rendition_cache():
    """Numbers of pictures come again after a rollback; their renditions do not."""
    caches["renditions"].clear()


@pytest.fixture
def make_site(db):
    def make(name: str) -> Site:
        home = Page.objects.get(depth=1).add_child(instance=Page(title=name, slug=name))
        return Site.objects.create(hostname=f"{name}.test.localhost", root_page=home)

    return make


@pytest.fixture
def site_a(make_site):
    return make_site("a")


@pytest.fixture
def site_b(make_site):
    return make_site("b")


@pytest.fixture
def officer_client(db):
    return sign_in_officer(User.objects.create_superuser("an@example.org", "x" * 12))


@pytest.fixture
def picture(db):
    return PortalImage.objects.create(
        title="Bầu cử", file=ContentFile(picture_bytes(), name="Bầu cử.jpg")
    )


@pytest.fixture
def document(db):
    return PortalDocument.objects.create(
        title="Nghị quyết", file=ContentFile(PDF, name="Nghị quyết.pdf")
    )
