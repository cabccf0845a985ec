"""Two portals in two languages, of plain pages: what no test of a public answer may mix up."""

from dataclasses import dataclass

from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Page, Site


@dataclass
class Portal:
    """One portal of the test world."""

    host: str
    site: Site
    home: Page
    english_home: Page

    def get(self, path: str, **extra):
        """A reader's request to this portal."""
        return Client().get(path, headers={"host": self.host}, **extra)

    def request(self, method: str, path: str, **extra):
        """The same by any method."""
        return Client().generic(method, path, headers={"host": self.host}, **extra)


def make_portal(name: str) -> Portal:
    """A portal with a home page in both languages."""
    vietnamese, _ = Locale.objects.get_or_create(language_code="vi")
    english, _ = Locale.objects.get_or_create(language_code="en")
    root = Page.get_first_root_node()
    home = root.add_child(title=f"Cổng {name}", slug=name, locale=vietnamese)
    english_home = home.copy_for_translation(english)
    english_home.title = f"Portal {name}"
    english_home.save_revision().publish()
    host = f"{name}.localhost"
    site = Site.objects.create(hostname=host, root_page=home, site_name=f"Cổng {name}")
    return Portal(host, site, home, Page.objects.get(pk=english_home.pk))


def add_page(parent: Page, title: str, slug: str, *, live: bool = True, **fields) -> Page:
    """A page below another one, in its language."""
    moment = timezone.now() if live else None
    return parent.add_child(
        title=title,
        slug=slug,
        live=live,
        locale=parent.locale,
        first_published_at=moment,
        last_published_at=moment,
        **fields,
    )
