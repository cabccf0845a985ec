"""The administration speaks Vietnamese on every screen, to everybody who signs in."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import pytest
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.urls import Resolver404, resolve
from PIL import Image as Pillow
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page
from wagtail_localize.operations import TranslationCreator

from editorial.articles.models import ArticlePage
from editorial.workflow import gate
from editorial.workflow.services import submit
from portal.accounts.models import User
from portal.common import clock
from portal.common.testing.english import english_on
from portal.media.models import PortalDocument, PortalImage
from sites.access.models import SITE_ROLES
from sites.profile.models import SiteSection

pytestmark = pytest.mark.browser

# Acts, files and pages for machines: nothing to read there.
NOT_READ = re.compile(
    r"dang-xuat|logout|/bulk/|/download|\.(?:xlsx|csv|json|jsonl)$|/serve|autocomplete|jsi18n|/sites/|/groups/|/login|"
    # English pages as their readers see them.
    r"/preview/|/view_draft/"
)
# Screens whose texts depend on the role, and so are read for each.
OF_ROLES = re.compile(r"^/admin/$|^/admin/pages/N/(edit/|add_subpage/)?\w*$|^/admin/account/$")
ADDRESSES = [
    "/admin/",
    "/admin/pages/{article}/copy/",
    "/admin/pages/{article}/move/",
    "/admin/pages/{article}/delete/",
    "/admin/pages/{article}/unpublish/",
    "/admin/pages/{article}/history/",
    "/admin/pages/{article}/usage/",
    "/admin/pages/{article}/workflow_history/",
    "/admin/pages/{article}/revisions/compare/earliest...latest/",
    "/admin/pages/{waiting}/edit/",
    "/admin/pages/{waiting}/workflow_history/",
    "/admin/pages/{waiting}/workflow/confirm_cancellation/",
    "/admin/pages/{locked}/edit/",
    "/admin/pages/{translated}/edit/",
    "/admin/pages/search/?q=tin",
    "/tai-khoan/dang-nhap/",
]


def picture(title: str) -> PortalImage:
    content = io.BytesIO()
    Pillow.new("RGB", (800, 600), "green").save(content, "JPEG")
    content.seek(0)
    return PortalImage.objects.create(title=title, file=ImageFile(content, "anh.jpg"))


@dataclass
class Ground:
    """A portal in use: whatever a screen can show is there once."""

    site: object
    administrator: User
    pages: dict[str, int]


@pytest.fixture
def ground(portal_server, two_sites) -> Ground:
    site = two_sites.here
    administrator = User.objects.create_superuser(
        "quantri@example.org", "Mot-mat-khau-that-dai-2021", full_name="Lê Quản Trị"
    )
    section = SiteSection.objects.get(site=site, key="news").page.specific
    article = write(section, "Khai mạc hội nghị", administrator)
    article.lead = "Hội nghị kéo dài hai ngày."
    article.save_revision(user=administrator)
    waiting = write(section, "Tin chờ duyệt", administrator)
    waiting.save_revision(user=administrator)
    submit(waiting, administrator)
    locked = write(section, "Tin bị khóa", administrator)
    locked.locked, locked.locked_by, locked.locked_at = True, administrator, clock.now()
    locked.save()
    picture("Ảnh hội nghị")
    PortalDocument.objects.create(title="Chương trình", file=ContentFile(b"%PDF-1.4", "a.pdf"))
    Redirect.objects.create(old_path="/cu", site=site, redirect_page=article)
    return Ground(
        site,
        administrator,
        {
            "article": article.pk,
            "waiting": waiting.pk,
            "locked": locked.pk,
            "translated": translated(section).pk,
        },
    )


def write(section: Page, title: str, author: User) -> ArticlePage:
    """An article that is published and has a draft after that."""
    article = section.add_child(instance=ArticlePage(title=title, lead="Tin mới.", owner=author))
    with gate.reviewed():
        article.save_revision(user=author).publish(user=author)
    return article


def translated(section: Page) -> Page:
    """The English page of a section, waiting for its translation."""
    english = Locale.objects.get(language_code="en")
    TranslationCreator(user=None, target_locales=[english]).create_translations(section)
    return section.get_translation(english)


@dataclass
class Walk:
    """Follows links from screen to screen, each kind of screen once, and collects English."""

    window: object
    only: re.Pattern | None = None
    seen: set[str] = field(default_factory=set)
    found: dict[str, str] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)

    def from_addresses(self, addresses: list[str]) -> "Walk":
        waiting = list(addresses)
        while waiting:
            path = waiting.pop(0)
            kind = kind_of(path)
            if not kind or kind in self.seen:
                continue
            self.seen.add(kind)
            if self._opens(path):
                self.read(path)
                waiting += self._links()
        return self

    def read(self, where: str) -> None:
        """Notes the English on what the window shows now."""
        for text in english_on(self.window.page):
            self.found.setdefault(text, where)

    def _opens(self, path: str) -> bool:
        answer = self.window.open(path)
        if answer.status >= 500:
            self.broken.append(path)
        is_screen = "html" in answer.headers.get("content-type", "")
        return is_screen and answer.status in (200, 403)

    def _links(self) -> Iterator[str]:
        page = self.window.page
        for address in page.eval_on_selector_all(
            "a[href]", "links => links.map(link => link.getAttribute('href'))"
        ):
            parts = urlsplit(urljoin(page.url, address))
            inside = parts.netloc == urlsplit(self.window.base_url).netloc
            if inside and self._is_wanted(parts.path) and "export=" not in parts.query:
                yield parts.path

    def _is_wanted(self, path: str) -> bool:
        if not path.startswith(("/admin/", "/tai-khoan/")) or NOT_READ.search(path):
            return False
        return not self.only or bool(self.only.match(re.sub(r"\d+", "N", path)))


def kind_of(path: str) -> str:
    """Which screen an address shows, whatever object it shows; empty if it shows none."""
    parts = urlsplit(path).path
    try:
        name = resolve(parts, "portal.urls.admin").view_name
    except Resolver404:
        return ""
    number = re.match(r"/admin/pages/(\d+)/(edit/)?$", parts)
    page = Page.objects.filter(pk=number[1]).first() if number else None
    detail = page.specific_class.__name__ if page and page.specific_class else ""
    if "create" in parts:
        detail = parts
    if page and number[2] and (page.locked or page.current_workflow_state):
        detail += f"{page.pk}"
    # The lists of terms share their screens.
    return re.sub(r"^vocabularies-[\w-]+", "vocabularies", name or parts) + detail


def look_into_dialogues(walk: Walk, article: int) -> None:
    """Opens what the page's form opens: choosers, panels, menus, the picker of blocks."""
    page = walk.window.page
    walk.window.open(f"/admin/pages/{article}/edit/")
    page.wait_for_selector("#id_title")
    for panel in page.query_selector_all("[data-side-panel-toggle]"):
        if panel.is_visible():
            name = panel.get_attribute("data-side-panel-toggle")
            panel.click()
            page.wait_for_timeout(500)
            walk.read(f"panel {name}")
            page.keyboard.press("Escape")
    page.click("footer .w-dropdown-button [data-w-dropdown-target=toggle]")
    walk.read("menu of acts")
    page.keyboard.press("Escape")
    page.click("[data-contentpath=body] .c-sf-add-button >> nth=0")
    page.wait_for_selector("[role=option]")
    walk.read("picker of blocks")
    page.get_by_role("option").first.click()
    page.wait_for_timeout(500)
    walk.read("block")
    for chooser in page.query_selector_all("[data-chooser-action-choose]"):
        if chooser.is_visible():
            chooser.click()
            page.wait_for_selector(".modal-body")
            for tab in page.query_selector_all(".modal [role=tab]"):
                tab.click()
            walk.read(f"chooser {page.inner_text('.modal h2, .modal h1')}")
            page.click(".modal [data-dismiss=modal]")
            page.wait_for_selector(".modal-body", state="detached")


def test_nobody_reads_english(ground, officer_window, two_sites):
    window = officer_window(ground.administrator)
    walk = Walk(window)
    walk.from_addresses([address.format(**ground.pages) for address in ADDRESSES])
    look_into_dialogues(walk, ground.pages["article"])
    found = dict(walk.found)
    for role in SITE_ROLES:
        person = two_sites.person(ground.site, role)
        theirs = Walk(officer_window(person), only=OF_ROLES)
        theirs.from_addresses(["/admin/", f"/admin/pages/{ground.pages['article']}/edit/"])
        found |= {text: f"{role}: {where}" for text, where in theirs.found.items()}
    assert len(walk.seen) > 100
    assert walk.broken == []
    assert found == {}
