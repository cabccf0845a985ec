"""The page editor's own tools in Chromium, on a portal as provisioning makes it."""

import pytest
from django.test import Client
from wagtail.models import Page

from editorial.articles.models import ArticlePage
from portal.accounts.models import User
from portal.media.models import PortalDocument
from sites.profile.models import SiteSection
from sites.provisioning.services import provision_site

pytestmark = pytest.mark.browser

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
SENTENCE = "Danh sách cử tri được niêm yết tại nhà văn hóa thôn."


@pytest.fixture
def site(commune_spec):
    return provision_site(commune_spec).site


@pytest.fixture
def window(officer_window, site):
    owner = User.objects.create_superuser("quantri@example.org", "Mot-mat-khau-that-dai-2021")
    window = officer_window(owner)
    yield window
    assert window.violations == []
    assert window.faults == []


@pytest.fixture
def draft(site) -> ArticlePage:
    """An article that readers do not see yet."""
    news = SiteSection.objects.get(site=site, key="news").page
    article = news.add_child(instance=ArticlePage(title="Niêm yết danh sách", live=False))
    article.save_revision()
    return article


def edit(window, page: Page):
    window.open(f"/admin/pages/{page.pk}/edit/")
    window.page.wait_for_selector("[data-contentpath=body] .c-sf-add-button")
    return window.page


def add_block(page, name: str) -> None:
    page.click("[data-contentpath=body] .c-sf-add-button >> nth=0")
    page.get_by_role("option", name=name, exact=True).click()


def save(page) -> None:
    page.click("footer button[type=submit] >> nth=0")
    page.wait_for_selector(".messages .success")


def test_formatted_text_is_typed_and_saved_as_a_draft(window, draft):
    page = edit(window, draft)
    add_block(page, "Đoạn văn")
    page.click("[data-contentpath=body] .public-DraftEditor-content")
    page.keyboard.type(SENTENCE)
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+b")
    # The editor hands over what was typed a moment later.
    page.wait_for_function(
        "() => document.querySelector('[name=body-0-value]').value.includes('BOLD')"
    )
    save(page)

    page = edit(window, draft)
    typed = page.locator("[data-contentpath=body] .public-DraftEditor-content")
    typed.get_by_text(SENTENCE).wait_for()
    draft.refresh_from_db()
    assert not draft.live
    (block,) = draft.get_latest_revision_as_object().body
    assert f"<b>{SENTENCE}</b>" in str(block.value.source)


def test_date_picker_opens_and_writes_the_day_as_here(window, site):
    register = SiteSection.objects.get(site=site, key="legal_documents").page
    window.open(f"/admin/pages/add/documents/legaldocumentpage/{register.pk}/")
    page = window.page
    page.fill("#id_issued_on", "18/03/2021")
    page.click("#id_title")
    page.click("#id_issued_on")
    picker = page.locator(".xdsoft_datetimepicker >> visible=true")
    picker.locator("td[data-date='19'][data-month='2']").click()
    assert page.input_value("#id_issued_on") == "19/03/2021"


def test_home_page_is_sent_to_translation_and_translated(window, site):
    home = site.root_page
    window.open(f"/admin/localize/submit/page/{home.pk}/")
    page = window.page
    page.check("input[name=locales] >> nth=0")
    page.click("main form button[type=submit], main form input[type=submit]")
    translated = Page.objects.filter(translation_key=home.translation_key).exclude(pk=home.pk)
    page.wait_for_selector(".messages .success")
    english = translated.get()
    assert english.locale.language_code == "en"

    window.open(f"/admin/pages/{english.pk}/edit/")
    page.get_by_text(home.title, exact=True).first.wait_for()


def test_uploaded_file_is_public_once_its_page_is(window, draft, open_window, site):
    page = edit(window, draft)
    add_block(page, "Tệp đính kèm")
    page.click("[data-contentpath=body] [data-chooser-action-choose]")
    page.click(".modal [role=tab][href='#tab-upload']")
    file = {"name": "Danh sách cử tri.pdf", "mimeType": "application/pdf", "buffer": PDF}
    page.set_input_files(".modal input[type=file]", file)
    page.fill(".modal #tab-upload input[name$=title]", "Danh sách cử tri")
    page.click(".modal #tab-upload [type=submit]")
    page.get_by_text("Danh sách cử tri").first.wait_for()
    page.wait_for_selector(".modal-body", state="detached")
    save(page)

    address = PortalDocument.objects.get().url
    public = Client(SERVER_NAME=site.hostname)
    assert public.get(address).status_code == 404
    draft.refresh_from_db()
    draft.get_latest_revision().publish()
    reader = open_window(site.hostname)
    reader.open(ArticlePage.objects.get().full_url)
    link = reader.page.get_by_role("link", name="Danh sách cử tri")
    assert link.get_attribute("href") == address
    answer = public.get(address)
    assert (answer.status_code, b"".join(answer)) == (200, PDF)
    assert reader.violations == reader.faults == []
