"""From the invitation to the reader: the first account of a new portal publishes an article."""

import io
import re
import time
from dataclasses import replace

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from PIL import Image as Pillow
from wagtail.models import Site

from editorial.articles.models import ArticlePage
from portal.media.models import PortalImage
from sites.profile.models import SiteSection
from sites.provisioning.services import provision_site

pytestmark = pytest.mark.browser

EMAIL = "chutich@example.org"
NAME = "Nguyễn Thị Đào"
PASSWORD = "Mot-mat-khau-that-dai-2021"
TITLE = "Đường đến điểm bỏ phiếu được điều chỉnh"
SLUG = "duong-den-diem-bo-phieu-duoc-dieu-chinh"
LEAD = "Ủy ban bầu cử điều chỉnh lối vào ba điểm bỏ phiếu."
PARAGRAPH = "Cử tri đi lối cổng phía đông từ 7 giờ sáng."
ALT = "Biển chỉ đường vào điểm bỏ phiếu"
GPS = b"GPS-BI-MAT"


@pytest.fixture
def site(commune_spec) -> Site:
    """A commune's new portal; its first account has been invited by mail."""
    return provision_site(replace(commune_spec, administrator_email=EMAIL)).site


@pytest.fixture
def news(site):
    return SiteSection.objects.get(site=site, key="news").page.specific


def photograph() -> bytes:
    """A JPEG as a telephone makes it, with words of its owner in its metadata."""
    metadata = Pillow.Exif()
    metadata[0x010E] = GPS.decode()
    content = io.BytesIO()
    Pillow.new("RGB", (1200, 800), "#37a").save(content, "JPEG", exif=metadata)
    return content.getvalue()


def accept_invitation(window) -> None:
    """Follows the link of the mail and sets name and password."""
    (message,) = mail.outbox
    assert message.to == [EMAIL]
    (link,) = re.findall(r"https?://\S+", message.body)
    assert link.startswith(window.base_url)
    window.open(link)
    page = window.page
    page.fill("input[name=full_name]", NAME)
    page.fill("input[name=password]", PASSWORD)
    page.fill("input[name=password_again]", PASSWORD)
    page.click("main button[type=submit]")


def set_up_second_factor(window) -> None:
    """The role requires one, so every way leads here first; the new codes are shown."""
    page = window.page
    page.wait_for_selector("h1:has-text('Trước tiên hãy thiết lập')")
    page.click("main a")
    page.click("main a[href$='/ung-dung/bat/']")
    secret = page.input_value("#authenticator_secret")
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    page.fill("input[name=code]", code)
    page.click("main button[type=submit] >> nth=0")
    page.wait_for_url("**/ma-du-phong/")
    window.open("/admin/")
    page.wait_for_selector(".sidebar-menu-item__link")
    assert page.url == window.base_url + "/admin/"


def open_new_article(window, news) -> None:
    """Goes from the section's list to the empty form of an article."""
    window.open(f"/admin/pages/{news.pk}/")
    window.page.click(f"a[href$='/pages/{news.pk}/add_subpage/'] >> nth=0")
    window.page.click("a[href*='/add/articles/articlepage/']")
    window.page.wait_for_selector("#id_title")
    window.wait_for_editor()


def write_article(page) -> None:
    page.fill("#id_title", TITLE)
    page.fill("#id_lead", LEAD)
    page.click("[data-contentpath=body] .c-sf-add-button >> nth=0")
    page.get_by_role("option", name="Đoạn văn").click()
    page.click("[data-contentpath=body] .public-DraftEditor-content")
    page.keyboard.type(PARAGRAPH)


def upload_picture(page) -> None:
    """Takes a new picture through the dialogue of the picture chooser."""
    # First, because the editor may save by itself at any moment and refuses pictures without it.
    page.fill("#id_picture_alt", ALT)
    page.click("[data-contentpath=picture] [data-chooser-action-choose]")
    page.click(".modal [role=tab][href='#tab-upload']")
    photo = {"name": "IMG_0001.JPG", "mimeType": "image/jpeg", "buffer": photograph()}
    page.set_input_files(".modal input[type=file]", photo)
    page.fill(".modal #tab-upload input[name$=title]", "Biển chỉ đường")
    page.click(".modal #tab-upload [type=submit]")
    page.wait_for_selector("[data-contentpath=picture] img[src]")
    page.wait_for_selector(".modal-body", state="detached")


def see_preview(page) -> None:
    """The pane shows the unsaved article, and the content checks read it."""
    page.click("[data-side-panel-toggle=preview]")
    frame = page.frame_locator("#w-preview-iframe")
    frame.locator("h1", has_text=TITLE).wait_for()
    frame.locator("p", has_text=PARAGRAPH).wait_for()
    frame.locator(f"img[alt='{ALT}']").wait_for()
    page.click("[data-side-panel-toggle=checks]")
    page.wait_for_function(
        "() => Number(document.querySelector('[data-content-word-count]').textContent) > 0"
    )


def publish_urgently(page) -> None:
    """The first account heads the board and nobody else is there yet to approve."""
    # The editor saves a draft by itself and takes over its address.
    page.wait_for_url("**/edit/")
    assert page.locator("button[name=action-publish]").count() == 0
    page.click("footer .w-dropdown-button [data-w-dropdown-target=toggle]")
    page.click("button[name=action-urgent]")
    page.fill("textarea[name=reason]", "Cổng mới mở, chưa có người duyệt thứ hai.")
    page.click("main button[type=submit]")
    page.wait_for_selector(".messages .success")


def read_article(reader, article) -> None:
    """A reader without cookies sees the article on the portal's own host."""
    answer = reader.open(article.full_url)
    assert answer.status == 200
    page = reader.page
    assert page.inner_text("h1") == TITLE
    assert page.get_by_text(PARAGRAPH).is_visible()
    picture = page.locator(f"article img[alt='{ALT}']")
    assert picture.evaluate("image => image.complete && image.naturalWidth") > 0
    assert reader.page.context.cookies() == []


def test_first_account_publishes_an_article_that_readers_read(site, news, open_window):
    window = open_window()
    accept_invitation(window)
    set_up_second_factor(window)
    open_new_article(window, news)
    write_article(window.page)
    upload_picture(window.page)
    see_preview(window.page)
    publish_urgently(window.page)

    article = ArticlePage.objects.get()
    assert (article.slug, article.live) == (SLUG, True)
    assert article.owner.full_name == NAME
    assert article.full_url == f"{news.full_url}{SLUG}/"

    reader = open_window(site.hostname)
    read_article(reader, article)
    for address in (news.full_url, "/"):
        reader.open(address)
        assert reader.page.get_by_role("link", name=TITLE).is_visible()

    stored = PortalImage.objects.get().file.read()
    assert GPS not in stored
    assert not Pillow.open(io.BytesIO(stored)).getexif()
    assert window.violations == reader.violations == []
    assert window.faults == reader.faults == []
