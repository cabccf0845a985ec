"""The provincial portal in English: home page, introduction, some news, contact."""

import tomllib
from functools import cache

from django.db import transaction
from wagtail.models import Locale, Page

from editorial.articles.models import ArticlePage
from editorial.pages.models import Link
from portal.demo.markup import stream_of
from portal.demo.pictures import SCENES
from portal.demo.portals import DemoPortal, Lists, short_slug
from portal.demo.sections import linked_units
from portal.demo.texts import FOLDER, articles_of
from sites.blueprint.services import required_sections
from sites.menus.services import look_again_below
from sites.profile.models import SiteProfile
from sites.units.models import Kind, UnitPeriod

HOME, ORGANISATION, LOCALITY = "home", "about_org", "about_locality"
AUTHOR, SOURCE = "Editorial Board", "Illustrative content"
LISTED = {
    ORGANISATION: lambda period: period.kind != Kind.DISTRICT,
    LOCALITY: lambda period: period.kind == Kind.DISTRICT,
}
GROUPS = {
    "Cổng dịch vụ công": "Public service portals",
    "Trung ương": "Central authorities",
    "Bầu cử": "Elections",
    "Tỉnh Bắc Ninh": "Bac Ninh Province",
}
TITLES = {
    "https://dichvucong.gov.vn/": "National Public Service Portal",
    "https://dvc.bacninh.gov.vn/": "Bac Ninh Public Service Portal",
    "https://chinhphu.vn/": "Government Portal",
    "https://vbpl.vn/": "National Database of Legal Documents",
    "https://hoidongbaucu.quochoi.vn/": "National Election Council",
    "https://stttt.bacninh.gov.vn/": "Department of Information and Communications",
    "https://snv.bacninh.gov.vn/": "Department of Home Affairs",
    "https://vienktxh.bacninh.gov.vn/": "Institute for Socio-economic Development Studies",
    "https://hkhkt.bacninh.gov.vn/": "Union of Science and Technology Associations",
}

SCENES_BY_TITLE = {scene.title: scene for scene in SCENES.values()}


@transaction.atomic
def translate_province(lists: Lists) -> int:
    """Gives the province's portal its English pages, all or nothing.

    Args:
        lists: what is read once for all portals.

    Returns:
        How many pages were made; 0 where the portal is there in English already, or not at all.
    """
    period = UnitPeriod.objects.on(lists.day).filter(kind=Kind.PROVINCE).first()
    profile = period and SiteProfile.objects.filter(
        unit=period.unit_id, state=SiteProfile.State.LIVE
    ).select_related("site__root_page", "collection").first()  # fmt: skip
    if not profile:
        return 0
    english, _is_new = Locale.objects.get_or_create(language_code="en")
    home = profile.site.root_page
    if home.get_translation_or_none(english):
        return 0
    portal = DemoPortal(profile, period, lists)
    made = [_translate(portal, row, english) for row in _rows()]
    look_again_below(home.get_translation(english))
    return len(made)


@cache
def _rows() -> tuple[dict, ...]:
    with (FOLDER / "english.toml").open("rb") as file:
        return tuple(tomllib.load(file)["pages"])


def _translate(portal: DemoPortal, row: dict, english: Locale) -> Page:
    source = _source(portal, row)
    page = source.copy_for_translation(english, copy_parents=True)
    if "of" in row:
        _word_article(portal, page, row)
    else:
        _word_section(portal, page, row)
    moment = source.first_published_at or source.latest_revision_created_at
    page.save_revision(user=portal.owner, clean=False).publish(log_action=False)
    Page.objects.filter(pk=page.pk).update(first_published_at=moment, last_published_at=moment)
    return page


def _source(portal: DemoPortal, row: dict) -> Page:
    if row["section"] == HOME:
        return portal.profile.site.root_page.specific
    if "of" not in row:
        return portal.sections[row["section"]]
    texts = articles_of(portal.period, portal.day, plenty=portal.is_example)
    (title,) = [text.title for text in texts if text.key == row["of"]]
    section = portal.sections[row["section"]]
    return ArticlePage.objects.child_of(section).get(title=title)


def _word_article(portal: DemoPortal, page: ArticlePage, row: dict) -> None:
    page.title, page.lead, page.search_description = row["title"], row["lead"], row["lead"][:200]
    page.slug = short_slug(row["title"])
    page.author, page.source = AUTHOR, SOURCE
    page.picture_alt = SCENES_BY_TITLE[page.picture.title].alternative_en
    page.body = portal.with_pictures(stream_of(row["body"]), row["of"], in_english=True)


def _word_section(portal: DemoPortal, page: Page, row: dict) -> None:
    named = _names(portal).get(row["section"])
    page.title = row.get("title") or named.name_en
    if named:
        page.slug = named.slug_en or page.slug
    for name in ("intro", "welcome", "address", "working_hours"):
        if name in row:
            setattr(page, name, row[name])
    if "body" in row:
        body = portal.with_pictures(stream_of(row["body"]), row["section"], in_english=True)
        listed = LISTED.get(row["section"])
        page.body = body + (linked_units(portal, listed, in_english=True) if listed else [])
    if hasattr(page, "links"):
        page.links = [_english_link(link) for link in page.links.all()]


def _english_link(link: Link) -> Link:
    link.group, link.title, link.description = GROUPS[link.group], TITLES[link.url], ""
    return link


def _names(portal: DemoPortal) -> dict:
    sections = required_sections(portal.period.kind, portal.day)
    return {section.key: section for section in sections}
