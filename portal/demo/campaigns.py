"""Major events of the demonstration: the election that runs, and what is over."""

import tomllib
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.models import Page

from editorial.articles.models import ArticleCampaign, ArticlePage
from editorial.campaigns.models import (
    CampaignDocument,
    CampaignPage,
    CampaignQuestion,
    CampaignsPage,
)
from editorial.campaigns.tagging import list_articles
from editorial.elections.models import Election, ElectionPage
from editorial.workflow import gate
from portal.common.clock import PROVINCE_TIME
from portal.demo.contents import AUTHOR, SOURCE
from portal.demo.elections import hold_election, hold_rehearsal
from portal.demo.markup import stream_of
from portal.demo.portals import DemoPortal, Lists, short_slug
from portal.demo.texts import placeholders
from portal.demo.wordfiles import word_file
from portal.media.models import PortalDocument
from sites.access.models import Role
from sites.access.people import people_with_role
from sites.menus.services import look_again
from sites.profile.models import SiteProfile, SiteSection
from sites.units.models import Kind, UnitPeriod

PROVINCE = "27"
REMARK = f"({SOURCE}, không phải văn bản có thật.)"
# Of the communes every fifth tells of the election, and of the departments every third.
SPARSE = {Kind.COMMUNE: 5, Kind.DEPARTMENT: 3}
AREAS = {Kind.PROVINCE, Kind.DISTRICT, Kind.COMMUNE}
ITEMS = {Kind.PROVINCE: 4, Kind.DISTRICT: 2}
FIRST_HOUR = time(8)
# How many days before the day of the demonstration the news lie.
FIRST_DAYS, LAST_DAYS = 4, 27


@cache
def texts() -> dict:
    """What the data file says."""
    return tomllib.loads((Path(__file__).parent / "elections.toml").read_text(encoding="utf-8"))


@transaction.atomic
def hold_events(on: date) -> int:
    """Gives the province its major events, and some portals news of them; how many were new.

    Args:
        on: the day of the demonstration.
    """
    period = UnitPeriod.objects.on(on).filter(code=PROVINCE).select_related("unit").first()
    profile = _profile(period) if period else None
    if profile is None or CampaignsPage.objects.exists():
        return 0
    portal = DemoPortal(profile, period, Lists.read(on))
    words = texts()
    section = _section(portal, words["section"])
    election = hold_election(portal, words["election"])
    hub = _hub(portal, section, words["hub"], election)
    rehearsal = hold_rehearsal(portal, words["rehearsal"])
    _page(ElectionPage, portal, section, words["rehearsal"], election=rehearsal)
    for item in words["archive"]:
        _page(CampaignPage, portal, section, item)
    count = _tell(hub, words["news"], on)
    look_again(section)
    return count + 2 + len(words["archive"])


def _profile(period: UnitPeriod) -> SiteProfile | None:
    live = SiteProfile.objects.filter(state=SiteProfile.State.LIVE, unit=period.unit)
    return live.select_related("site__root_page", "collection", "unit").first()


def _section(portal: DemoPortal, item: dict) -> CampaignsPage:
    page = CampaignsPage(
        title=item["title"], slug=short_slug(item["title"]), intro=item["intro"], owner=portal.owner
    )
    return portal.profile.site.root_page.add_child(instance=page)


def _page(model, portal: DemoPortal, section: Page, item: dict, **facts) -> CampaignPage:
    page = model(
        title=item["title"],
        slug=item["slug"],
        lead=item["lead"],
        body=stream_of(item["body"].strip()),
        banner_text=item.get("banner", ""),
        starts_on=item["starts_on"],
        ends_on=item["ends_on"],
        reach=CampaignPage.Reach.ALL,
        contact=item.get("contact", ""),
        hotline=item.get("hotline", ""),
        search_description=item["lead"][:200],
        owner=portal.owner,
        live=False,
        **facts,
    )
    section.add_child(instance=page)
    _publish(page, portal)
    return page


def _hub(portal: DemoPortal, section: Page, item: dict, election: Election) -> ElectionPage:
    page = _page(ElectionPage, portal, section, item, election=election)
    page.questions = [
        CampaignQuestion(
            question=row["question"],
            answer=f"<p>{row['answer']}</p>",
            source=row.get("source", ""),
            sort_order=place,
            locale=page.locale,
        )
        for place, row in enumerate(item["questions"])
    ]
    page.documents = [
        _document(page, portal, row, place) for place, row in enumerate(item["documents"])
    ]
    _publish(page, portal)
    return page


def _document(page: Page, portal: DemoPortal, row: dict, place: int) -> CampaignDocument:
    content = word_file(row["title"].upper(), ["Bản minh họa, không có nội dung."], REMARK)
    name = f"{short_slug(row['title'])}.docx"
    document = PortalDocument(title=row["title"], collection=portal.profile.collection)
    document.file.save(name, ContentFile(content), save=False)
    document.file_size = len(content)
    document.save()
    return CampaignDocument(
        document=document,
        kind=row["kind"],
        title=row["title"],
        number=row.get("number", ""),
        issued_on=row.get("issued_on"),
        sort_order=place,
        locale=page.locale,
    )


def _publish(page: Page, portal: DemoPortal) -> None:
    approver = people_with_role(portal.profile.site, Role.APPROVER).order_by("pk").first()
    revision = page.save_revision(user=portal.owner)
    with gate.reviewed():
        revision.publish(user=approver)


def _tell(hub: CampaignPage, items: list[dict], on: date) -> int:
    """News of portals of every level, dated over the weeks before."""
    rows = []
    sections = SiteSection.objects.filter(key="news").select_related("site__profile", "page")
    by_unit = {row.site.profile.unit_id: row.page for row in sections}
    periods = UnitPeriod.objects.on(on).filter(unit__in=by_unit).select_related("unit", "parent")
    for number, period in enumerate(periods.order_by("kind", "code")):
        for turn in range(_items_of(period, number)):
            fitting = [one for one in items if period.kind in AREAS or not one.get("areas")]
            item = fitting[(number + turn) % len(fitting)]
            rows.append(_item(item, period, by_unit[period.unit_id], on, number * 3 + turn))
    ArticleCampaign.objects.bulk_create(
        ArticleCampaign(article=row, campaign=hub, sort_order=0) for row in rows
    )
    return list_articles(ArticlePage.objects.filter(pk__in=[row.pk for row in rows]))


def _items_of(period: UnitPeriod, number: int) -> int:
    if period.kind in ITEMS:
        return ITEMS[period.kind]
    every = SPARSE.get(period.kind)
    return 1 if every and number % every == 0 else 0


def _item(item: dict, period: UnitPeriod, section: Page, on: date, number: int) -> ArticlePage:
    words = placeholders(period, on)
    title = item["title"].format(**words)
    lead = item["lead"].format(**words)
    day = on - timedelta(days=FIRST_DAYS + number * 7 % LAST_DAYS)
    moment = datetime.combine(day, FIRST_HOUR, PROVINCE_TIME) + timedelta(minutes=number * 7 % 480)
    page = ArticlePage(
        title=title,
        slug=short_slug(title),
        lead=lead,
        body=stream_of(lead),
        author=AUTHOR,
        source=SOURCE,
        search_description=lead[:200],
        first_published_at=moment,
        last_published_at=moment,
        live=True,
    )
    return section.specific.add_child(instance=page)
