"""One address of each kind of public page of the small demonstration."""

from urllib.parse import quote

from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Locale, Page

from consultation.drafts.models import DraftPage
from editorial.articles.models import ArticlePage
from editorial.documents.models import LegalDocumentPage
from editorial.elections.models import Constituency, ElectionPage
from editorial.pages.models import StandardPage
from portal.common.tree import below
from portal.demo.testing.faults import FAULTS, NAME
from portal.hosts.index import root_url
from sites.profile.models import SiteProfile, SiteSection

URLCONF = "portal.urls.public"
# Section of the blueprint -> what the page shows.
SECTIONS = {
    "news": "section of news",
    "group_about": "group",
    "legal_documents": "register",
    "about_org": "standard page",
    "leaders": "people",
    "links": "links",
    "contact_agency": "contact",
    "draft_consultation": "drafts",
}
# Addresses that are no pages, by the name of their route.
ROUTES = {
    "search": "search without words",
    "site_map": "site map",
    "directory": "directory",
    "components": "components",
    "editorial_board": "editorial board",
    "accessibility": "accessibility statement",
    "privacy": "privacy notice",
    "offline": "page without a connection",
}
QUERIES = {
    "register with filters": ("register", "tu-khoa=điện tử&nam=2021"),
    "register without results": ("register", "tu-khoa=zzzz"),
    "register with a fault": ("register", "nam=2999"),
    "search with results": ("search without words", "q=bầu cử"),
    "search without results": ("search without words", "q=zzzz"),
}
HUB_PARTS = {
    "hub of an election": "",
    "timeline": "moc-thoi-gian/",
    "candidates": "nguoi-ung-cu/",
    "candidates in figures": "nguoi-ung-cu/thong-ke/",
    "news of an election": "tin/",
    "documents of an election": "van-ban/",
    "questions on an election": "hoi-dap/",
}
KINDS = (
    "home of the province",
    *SECTIONS.values(),
    "article",
    "document",
    "draft",
    "earlier version of a draft",
    "comparison of drafts",
    "major events",
    *HUB_PARTS,
    "hub on a commune",
    "constituency",
    "my polling place",
    "candidate",
    "results",
    *ROUTES.values(),
    *QUERIES,
    "home of a commune",
    "article of a commune",
    "closed portal",
    "English home",
    "English page",
    "English search",
    *(f"error {status}" for status in FAULTS),
    "error 404",
)


def addresses_of(
    province: SiteProfile, commune: SiteProfile, retired: SiteProfile
) -> dict[str, str]:
    """Full addresses of the kinds of pages, in the order of :data:`KINDS`."""
    found = {
        "home of the province": _url(province, province.site.root_page),
        "home of a commune": _url(commune, commune.site.root_page),
        "article of a commune": _url(commune, _first(ArticlePage, commune.site.root_page)),
        "closed portal": _url(retired, retired.site.root_page),
        "article": _url(province, _first(ArticlePage, province.site.root_page)),
        "document": _url(province, _first(LegalDocumentPage, province.site.root_page)),
    }
    draft = DraftPage.objects.live().filter(text_version__number__gt=1).first()
    found["draft"] = _url(province, draft)
    found |= _campaigns(province, commune)
    found["earlier version of a draft"] = found["draft"] + "phien-ban/1/"
    found["comparison of drafts"] = found["draft"] + "so-sanh/1-2/"
    found |= _sections(province) | _routes(province) | _english(province) | _faults(province)
    found |= {
        name: f"{found[base]}?{quote(query, safe='=&')}" for name, (base, query) in QUERIES.items()
    }
    return {kind: found[kind] for kind in KINDS}


def _url(profile: SiteProfile, page: Page) -> str:
    return root_url(profile.site.hostname) + page.get_url(current_site=profile.site)


def _first(model: type[Page], home: Page) -> Page:
    """The newest of a kind in a portal."""
    return model.objects.live().filter(below(home)).order_by("-first_published_at").first()


def _sections(profile: SiteProfile) -> dict[str, str]:
    rows = SiteSection.objects.filter(site=profile.site, key__in=SECTIONS).select_related("page")
    return {SECTIONS[row.key]: _url(profile, row.page) for row in rows}


def _campaigns(province: SiteProfile, commune: SiteProfile) -> dict[str, str]:
    """Hubs of major events: on the province's portal, and as a commune shows them."""
    hub, rehearsal = (
        ElectionPage.objects.get(election__law__isnull=not has_law) for has_law in (True, False)
    )
    own, there = _url(province, hub), root_url(commune.site.hostname)
    there += reverse("campaign", args=[hub.slug], urlconf=URLCONF)
    row = Constituency.objects.filter(body__election=hub.election).order_by("pk").first()
    found = {kind: own + path for kind, path in HUB_PARTS.items()}
    found |= {
        "major events": _url(province, hub.get_parent()),
        "hub on a commune": there,
        "constituency": f"{own}don-vi-bau-cu/{row.pk}/",
        "my polling place": f"{there}don-vi-bau-cu/?xa={commune.unit_id}",
        "candidate": f"{there}nguoi-ung-cu/{row.candidates.first().pk}/",
        "results": f"{_url(province, rehearsal)}ket-qua/",
    }
    return found


def _routes(profile: SiteProfile) -> dict[str, str]:
    root = root_url(profile.site.hostname)
    return {name: root + reverse(route, urlconf=URLCONF) for route, name in ROUTES.items()}


def _english(profile: SiteProfile) -> dict[str, str]:
    home = profile.site.root_page.get_translation(Locale.objects.get(language_code="en"))
    with override("en"):
        search = reverse("search", urlconf=URLCONF)
    return {
        "English home": _url(profile, home),
        "English page": _url(profile, _first(StandardPage, home)),
        "English search": f"{root_url(profile.site.hostname)}{search}?q=election",
    }


def _faults(profile: SiteProfile) -> dict[str, str]:
    root = root_url(profile.site.hostname)
    found = {f"error {status}": f"{root}/?{NAME}={status}" for status in FAULTS}
    return found | {"error 404": f"{root}/khong-co-trang-nay/"}
