"""What a home page shows, each block only when it has content.

The number of statements is the same however many sections, articles and portals there are: one
for all articles, one for the documents, one for the open drafts and one for the pictures. Which
sections and portals there are is kept until that changes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import Length, RowNumber, Substr
from django.urls import reverse
from wagtail.models import Page

from consultation.drafts.listing import open_drafts
from consultation.drafts.models import DraftPage
from editorial.articles.models import ArticlePage
from editorial.campaigns.reach import Shown, running_on
from editorial.documents.models import LegalDocumentPage
from portal.common import clock
from portal.common.pictures import attach_pictures
from portal.common.prepared import PreparedStatement
from portal.common.tree import below
from portal.hosts.addresses import home_of, language_of, site_id_of
from portal.hosts.kept import kept
from portal.media.access import live_pages_of_site
from sites.directory.querysets import COMMUNES
from sites.directory.services import Group, grouped, kinds, portals_below, totals_of
from sites.profile.lines import line_of, name_of
from sites.profile.models import SiteProfile, SiteSection
from sites.profile.services import Portal
from sites.units.models import Kind

DIRECTION, REGISTER, CONSULTATION = "direction", "legal_documents", "draft_consultation"
# Sections that have a block of their own, in the order of the page.
SECTIONS = (
    "legal_guidance",
    "admin_procedures",
    "strategy_planning",
    "projects_procurement",
    "investment_incentives",
    "rewards_sanctions",
)
FIRST, IN_DIRECTION, IN_SECTION, SHARED, DOCUMENTS, DRAFTS = 5, 4, 3, 4, 5, 3
MOST_SECTIONS = 3
MOST_PORTALS = 60
_SHOWN = (
    "title",
    "path",
    "depth",
    "url_path",
    "slug",
    "locale",
    "first_published_at",
    "lead",
    "picture",
    "picture_alt",
)


@dataclass(frozen=True)
class SectionBlock:
    """The newest items of one section.

    Attributes:
        page: the section, or the home page of the portal that the items come from.
    """

    page: Page
    items: list[ArticlePage]


@dataclass(frozen=True)
class SharedNews:
    """News of the province on the home page of another portal; each stays at its own address.

    Attributes:
        source: the name of the province.
        url: the home page of the province's portal.
    """

    source: str
    url: str
    items: list[ArticlePage]


@dataclass(frozen=True)
class Components:
    """The portals under this one.

    Attributes:
        groups: those of them that are listed here.
        kinds: all kinds with their totals; empty where everything is listed here.
        total: how many there are in all; None where everything is listed here.
    """

    groups: list[Group]
    kinds: list[Group]
    total: int | None


@dataclass(frozen=True)
class Banner:
    """A major event that runs, over everything else.

    Attributes:
        url: its hub on this portal, or this portal's own address for it.
    """

    title: str
    banner: str
    url: str
    days_left: int | None
    counted_day: date | None


@dataclass(frozen=True)
class HomeBlocks:
    """The blocks of a home page; what is empty is not shown."""

    campaigns: list["Banner"]
    first: ArticlePage | None
    stories: list[ArticlePage]
    direction: SectionBlock | None
    documents: list[LegalDocumentPage]
    register: Page | None
    drafts: list[DraftPage]
    consultation: Page | None
    sections: list[SectionBlock]
    shared: SharedNews | None
    components: Components | None


def home_blocks(home: Page, portal: Portal | None) -> HomeBlocks:
    """The newest items of one portal in one language, and the portals under it.

    Args:
        home: the home page in that language.
        portal: the portal; None where the page is previewed outside every portal.
    """
    sections = _sections(home)
    province = _province_of(portal)
    articles = _articles(home.path, province[0] if province else None)
    own = [article for article in articles if article.path.startswith(home.path)]
    newest, others = own[:FIRST], own[FIRST:]
    blocks = {
        key: SectionBlock(page, items)
        for key, page in sections.items()
        if (items := _under(page, others, IN_DIRECTION if key == DIRECTION else IN_SECTION))
    }
    shared = [article for article in articles if not article.path.startswith(home.path)][:SHARED]
    chosen = [blocks[key] for key in SECTIONS if key in blocks][:MOST_SECTIONS]
    direction = blocks.get(DIRECTION)
    shown = [direction, *chosen] if direction else chosen
    in_blocks = [article for block in shown for article in block.items]
    attach_pictures([*newest, *in_blocks, *shared], "lead", "thumb")
    return HomeBlocks(
        campaigns=_campaigns(home),
        first=newest[0] if newest else None,
        stories=newest[1:],
        direction=direction,
        documents=_documents(home),
        register=sections.get(REGISTER),
        drafts=open_drafts(home, DRAFTS),
        consultation=sections.get(CONSULTATION),
        sections=chosen,
        shared=SharedNews(*province[1:], shared) if province and shared else None,
        components=_components(portal),
    )


def _campaigns(home: Page) -> list[Banner]:
    """Those that run today; nothing is asked of the database for them."""
    site_id = site_id_of(home)
    if site_id is None:
        return []
    language = language_of(home) or "vi"
    return [
        Banner(one.title, one.banner, _url_on(one, site_id), one.days_left, one.counted_day)
        for one in running_on(site_id, language)
    ]


def _url_on(campaign: Shown, site_id: int) -> str:
    is_own = campaign.owner == site_id
    return campaign.address if is_own else reverse("campaign", args=[campaign.slug])


def _sections(home: Page) -> dict[str, Page]:
    """The sections of this home page that have a block, by key; translations as well."""
    site_id = site_id_of(home)
    if site_id is None:
        return {}
    return kept(site_id, ("home sections", home.path), lambda: _read_sections(site_id, home))


def _read_sections(site_id: int, home: Page) -> dict[str, Page]:
    known = SiteSection.objects.filter(
        site=site_id, key__in=[DIRECTION, REGISTER, CONSULTATION, *SECTIONS]
    )
    key = known.filter(page__translation_key=OuterRef("translation_key")).values("key")[:1]
    keys = known.values("page__translation_key")
    pages = Page.objects.live().filter(below(home), translation_key__in=keys)
    return {page.section_key: page for page in pages.annotate(section_key=Subquery(key))}


def _articles(home: str, province: str | None) -> list[ArticlePage]:
    """All articles of the page in one statement, newest first.

    Of each place in the tree the newest are read; whatever section a block shows, its newest
    are among those of the places within it.
    """
    values = {"first": home, "last": _last_path(home)}
    if province:
        values |= {"province_first": province, "province_last": _last_path(province)}
    return list(_articles_of.ask(**values))


def _last_path(path: str) -> str:
    return Page._get_children_path_interval(path)[1]


def _write_articles(
    first: str, last: str, province_first: str = "", province_last: str = ""
) -> QuerySet[ArticlePage]:
    wanted = Q(pk__in=_newest_of_places(first, last))
    if province_first:
        shared = ArticlePage.objects.live().filter(path__range=(province_first, province_last))
        wanted |= Q(pk__in=shared.newest_first().values("pk")[:SHARED])
    above = Page.objects.filter(path=_place(OuterRef("path")))
    rows = ArticlePage.objects.filter(wanted).newest_first().only(*_SHOWN)
    return rows.annotate(section=Subquery(above.values("title")[:1]))


def _newest_of_places(first: str, last: str) -> QuerySet[ArticlePage]:
    rank = Window(
        RowNumber(),
        partition_by=_place("path"),
        order_by=[F("first_published_at").desc(), F("pk").desc()],
    )
    items = ArticlePage.objects.live().filter(path__range=(first, last)).order_by()
    # The newest of all may stand in a section with a block too, and are not shown twice.
    return items.annotate(rank=rank).filter(rank__lte=FIRST + IN_DIRECTION).values("pk")


def _place(path) -> Substr:
    """The tree path of the page that a page stands under."""
    return Substr(path, 1, Length(path) - Page.steplen)


_articles_of = PreparedStatement(_write_articles)


def _under(page: Page, articles: Iterable[ArticlePage], most: int) -> list[ArticlePage]:
    return [article for article in articles if article.path.startswith(page.path)][:most]


def _documents(home: Page) -> list[LegalDocumentPage]:
    first, last = Page._get_children_path_interval(home.path)
    return list(_documents_of.ask(first=first, last=last))


def _write_documents(first: str, last: str) -> QuerySet[LegalDocumentPage]:
    documents = LegalDocumentPage.objects.live().filter(path__range=(first, last)).newest_first()
    shown = ("title", "path", "depth", "url_path", "slug", "locale", "number", "abstract")
    rows = documents.select_related("document_type")
    return rows.only(*shown, "issued_on", "document_type")[:DOCUMENTS]


_documents_of = PreparedStatement(_write_documents)


def _province_of(portal: Portal | None) -> tuple[str, str, str] | None:
    """Tree path, name and address of the province's home page, for portals under it."""
    line = portal.line if portal else []
    if len(line) < 2 or line[-1].kind != Kind.PROVINCE or line[-1].portal_site is None:
        return None
    home = home_of(line[-1].portal_site, portal.language)
    if home is None:
        return None
    return home[0], name_of(line[-1], portal.language), portal.supervisors[0].url


def pages_of_province(site_id: int) -> QuerySet[Page]:
    """Live pages of the province, whose news and pictures are shown on this portal too.

    Args:
        site_id: a portal; none of its own pages are among them.
    """
    profile = SiteProfile.objects.filter(site=site_id).select_related("unit").first()
    line = line_of(profile.unit, clock.today()) if profile else []
    if len(line) < 2 or line[-1].kind != Kind.PROVINCE or line[-1].portal_site is None:
        return Page.objects.none()
    return live_pages_of_site(line[-1].portal_site)


def _components(portal: Portal | None) -> Components | None:
    if portal is None or not portal.has_portals_below:
        return None
    name = ("components", portal.language)
    components = kept(portal.site.pk, name, lambda: _read_components(portal))
    return components if components.groups or components.total else None


def _read_components(portal: Portal) -> Components:
    rows = portals_below(portal, clock.today())
    if portal.period.kind == Kind.PROVINCE:
        totals = totals_of(rows)
        # A province has hundreds of communes: their place is the directory.
        rows = rows.exclude(group=COMMUNES)
        total = sum(totals.values())
    else:
        totals, total = {}, None
    groups = grouped(rows[:MOST_PORTALS], portal.language, totals)
    return Components(groups, kinds(totals), total)
