"""What a reader's page costs in CPU time with 10 and with 3,000 sites, in both languages."""

import json
from datetime import date
from functools import partial
from pathlib import Path

from django.test import Client
from wagtail.models import Locale, Page, Site

from bench.clones import SiteCloner
from bench.speed import Times
from editorial.articles.models import ArticlePage, SectionPage
from sites.blueprint.services import load_law
from sites.profile.models import SiteSection
from sites.provisioning.services import provision_site, sync_site
from sites.provisioning.spec import SiteSpec
from sites.units.models import UnitPeriod
from sites.units.services import load_units

UNIT_DATA = Path(__file__).parent.parent / "sites" / "units" / "data"
DAY = date(2021, 4, 19)
FEW, MANY = 10, 3_000
ARTICLES = 60
LINKS = 50
RUNS, WARM_UP = 60, 3


def run() -> dict[str, float]:
    """Times three pages in two languages with few and with many sites."""
    load_units(UNIT_DATA / "units_2021.csv")
    load_law()
    site, addresses = _make_portal()
    cloner = SiteCloner(_small_site())
    cloner.copy(1, FEW - Site.objects.count())
    few = _measure(site, addresses)
    cloner.copy(FEW, MANY - Site.objects.count())
    many = _measure(site, addresses)
    figures = {}
    for name in few:
        figures[f"{name}, CPU ms with {FEW} sites"] = few[name].milliseconds
        figures[f"{name}, CPU ms with {MANY:,} sites"] = many[name].milliseconds
    for name in few:
        figures[f"{name}, {MANY:,} / {FEW} sites"] = many[name].ratio(few[name])
    return figures


def _site_of(code: str) -> Site:
    unit = UnitPeriod.objects.on(DAY).get(code=code).unit
    return provision_site(SiteSpec(unit=unit, day=DAY)).site


def _small_site() -> Site:
    """A commune's site with an English home page: what is copied."""
    site = _site_of("09334")
    site.root_page.copy_for_translation(_english()).save_revision().publish()
    sync_site(site, day=DAY)
    return Site.objects.get(pk=site.pk)


def _english() -> Locale:
    return Locale.objects.get_or_create(language_code="en")[0]


def _make_portal() -> tuple[Site, dict[str, str]]:
    """A portal with news in two languages, and the addresses that are timed."""
    site = _site_of("27")
    news = SiteSection.objects.get(site=site, key="news").page.specific
    linked = _fill(news)
    article = news.add_child(instance=_article("Bài có liên kết", "bai-co-lien-ket", linked))
    home = site.root_page.specific.copy_for_translation(_english())
    home.save_revision().publish()
    english_news = home.add_child(
        instance=SectionPage(title="News", slug="news", locale=_english())
    )
    english_linked = _fill(english_news)
    english_article = english_news.add_child(
        instance=_article("With links", "with-links", english_linked)
    )
    sync_site(site, day=DAY)
    pages = {
        "home vi": site.root_page,
        "listing vi": news,
        "article vi": article,
        "home en": home,
        "listing en": english_news,
        "article en": english_article,
    }
    return site, {name: page.get_url(current_site=site) for name, page in pages.items()}


def _fill(section: Page) -> list[Page]:
    return [
        section.add_child(instance=_article(f"Bài số {number}", f"bai-{number}", []))
        for number in range(ARTICLES)
    ]


def _article(title: str, slug: str, linked: list[Page]) -> ArticlePage:
    links = " ".join(
        f'<a linktype="page" id="{page.pk}">{page.title}</a>' for page in linked[:LINKS]
    )
    body = [{"type": "paragraph", "value": f"<p>Nội dung của bài. {links}</p>"}]
    return ArticlePage(title=title, slug=slug, lead="Tóm tắt của bài.", body=json.dumps(body))


def _measure(site: Site, addresses: dict[str, str]) -> dict[str, Times]:
    client = Client(headers={"host": site.hostname})
    figures = {}
    for name, path in addresses.items():
        figures[name] = _cost(client, path)
    home = (
        Page.objects.exclude(pk=site.root_page_id).filter(depth=2).order_by("-pk").first().specific
    )
    for name, path in addresses.items():
        figures[f"{name} after a home page was saved"] = _cost(client, path, save=home)
    return figures


def _cost(client: Client, path: str, save: Page | None = None) -> Times:
    """Times one request, only the first after the save, if there is one."""
    times = Times()
    for number in range(WARM_UP + RUNS):
        if save is not None:
            save.title = f"{save.title[:40]} {number}"
            save.save()
        if number < WARM_UP:
            _get(client, path)
        else:
            times.add(partial(_get, client, path))
    return times


def _get(client: Client, path: str) -> None:
    status = client.get(path).status_code
    if status != 200:
        raise SystemExit(f"{path}: {status}")
