"""The administration works in Chromium under its own policy, which runs no inline script."""

import io

import pytest
from django.apps import apps
from django.core.files.images import ImageFile
from PIL import Image as Pillow
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from portal.accounts.models import User

# Milliseconds in which the content checks of the pane look at the page.
CHECKS = 4000

pytestmark = pytest.mark.browser

PASSWORD = "Mot-mat-khau-that-dai-2021"


@pytest.fixture
def administrator(portal_server) -> User:
    return User.objects.create_superuser("quantri@example.org", PASSWORD, full_name="Lê Quản Trị")


@pytest.fixture
def window(officer_window, administrator):
    return officer_window(administrator)


@pytest.fixture
def article(administrator):
    """A draft article under a section of a portal, with one picture in the library."""
    root = Page.objects.get(depth=1)
    section_model = apps.get_model("articles", "SectionPage")
    home = root.add_child(instance=apps.get_model("pages", "GroupPage")(title="A", slug="a"))
    Site.objects.create(hostname="a.test.localhost", root_page=home)
    section = home.add_child(instance=section_model(title="Tin tức", slug="tin-tuc"))
    model = apps.get_model("articles", "ArticlePage")
    _picture("Ảnh tin")
    return section.add_child(instance=model(title="Khai mạc hội nghị", lead="Tin", live=False))


def _picture(title: str):
    content = io.BytesIO()
    Pillow.new("RGB", (800, 600), "green").save(content, "JPEG")
    content.seek(0)
    return get_image_model().objects.create(title=title, file=ImageFile(content, "anh.jpg"))


def editor(window, page) -> object:
    window.open(f"/admin/pages/{page.pk}/edit/")
    window.page.wait_for_selector("[data-contentpath=title] textarea, #id_title")
    return window.page


SCREENS = [
    "/admin/",
    "/admin/pages/",
    "/admin/images/",
    "/admin/images/multiple/add/",
    "/admin/images/add/",
    "/admin/documents/",
    "/admin/documents/multiple/add/",
    "/admin/users/",
    "/admin/users/new/",
    "/admin/redirects/",
    "/admin/redirects/add/",
    "/admin/collections/",
    "/admin/account/",
    "/admin/reports/site-history/",
    "/admin/reports/workflow/",
    "/admin/workflows/list/",
    "/admin/workflows/add/",
    "/admin/locales/",
    "/tai-khoan/mat-khau/doi/",
    "/tai-khoan/hai-lop/",
]


def test_screens_run_no_blocked_script(window):
    failed = []
    for path in SCREENS:
        answer = window.open(path)
        if answer.status != 200:
            failed.append((path, answer.status))
    assert failed == []
    assert window.violations == []
    assert window.faults == []


def test_date_picker_opens(window):
    window.open("/admin/reports/workflow/")
    window.page.wait_for_selector(".sidebar-menu-item__link")
    started = window.page.eval_on_selector_all(
        "template[data-widget]",
        "marks => marks.map(mark => [mark.dataset.widget, mark.dataset.started])",
    )
    assert started
    assert {state for _widget, state in started} == {"yes"}


def test_page_chooser_of_a_form_chooses(window, article):
    window.open("/admin/redirects/add/")
    page = window.page
    page.click(".page-chooser [data-chooser-action-choose]")
    page.click(".modal-body a[data-chooser-modal-choice], .modal-body .page-results a >> nth=0")
    page.wait_for_selector(".modal-body", state="hidden")
    assert page.input_value("input[name=redirect_page]")
    assert window.violations == []
    assert window.faults == []


def test_page_editor_adds_rows_chooses_and_saves(window, article):
    page = editor(window, article)
    markers = page.eval_on_selector_all(
        "template[data-widget]", "marks => marks.map(mark => mark.dataset.started)"
    )
    assert markers
    assert set(markers) == {"yes"}

    page.click("#id_related_links-ADD")
    page.click("#inline_child_related_links-0 [data-chooser-action-choose]")
    page.wait_for_selector(".modal-body")
    page.click(".modal [data-dismiss=modal]")
    page.wait_for_selector(".modal-body", state="hidden")

    page.click("[data-contentpath=picture] [data-chooser-action-choose]")
    page.click(".modal-body a[data-chooser-modal-choice]")
    page.wait_for_selector("[data-contentpath=picture] img[src]")
    page.fill("#id_picture_alt", "Hội trường")

    page.click("[data-contentpath=body] .c-sf-add-button >> nth=0")
    page.click("[role=option] >> nth=0")
    page.wait_for_selector("[data-contentpath=body] [data-streamfield-child]")
    assert page.input_value("input[name=body-count]") == "1"
    assert window.violations == []
    assert window.faults == []


def test_preview_pane_shows_the_page(window, article):
    page = editor(window, article)
    page.click("[data-side-panel-toggle=preview]")
    frame = page.frame_locator("#w-preview-iframe")
    frame.locator("h1", has_text="Khai mạc hội nghị").wait_for()
    frame.locator("wagtail-userbar").wait_for(state="attached")
    page.click("[data-side-panel-toggle=checks]")
    page.wait_for_timeout(CHECKS)
    assert window.violations == []
    words = page.inner_text("[data-content-word-count]")
    assert words.strip() not in {"", "-"}
