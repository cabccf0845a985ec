"""Two portals, so that every list can prove that it shows its own only."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from wagtail.models import Locale, Page, Site

from editorial.articles.models import ArticlePage, SectionPage
from editorial.documents.models import DocumentRegisterPage
from editorial.pages.models import GroupPage
from editorial.vocabularies.services import load_vocabularies
from portal.hosts.index import index
from portal.hosts.models import Host


@dataclass
class Portal:
    """One portal with a section and a register."""

    site: Site
    home: Page
    section: SectionPage
    register: DocumentRegisterPage

    @property
    def host(self) -> str:
        return self.site.hostname

    def article(self, title: str, *, under: Page | None = None, **fields) -> ArticlePage:
        fields.setdefault("first_published_at", datetime(2021, 4, 19, 2, tzinfo=UTC))
        return (under or self.section).add_child(instance=ArticlePage(title=title, **fields))


@pytest.fixture
def make_portal(db):
    """Makes a portal of this name: a menu group as its home, a section and a register."""

    def make(name: str) -> Portal:
        Locale.objects.get_or_create(language_code="vi")
        root = Page.get_first_root_node()
        home = root.add_child(instance=GroupPage(title=name, slug=name))
        site = Site.objects.create(hostname=f"{name}.test.localhost", root_page=home, port=80)
        Host.objects.get_or_create(
            name=site.hostname, defaults={"kind": Host.Kind.PUBLIC, "site": site}
        )
        index.changed(site.pk)
        section = home.add_child(instance=SectionPage(title="Tin tức"))
        register = home.add_child(instance=DocumentRegisterPage(title="Văn bản"))
        return Portal(site, home, section, register)

    return make


@pytest.fixture
def portal(make_portal) -> Portal:
    return make_portal("bacninh")


@pytest.fixture
def other_portal(make_portal) -> Portal:
    return make_portal("soyte")


@pytest.fixture
def vocabularies(db) -> None:
    load_vocabularies()
