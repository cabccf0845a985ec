"""What the section of major events and each hub show."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.http import HttpRequest, QueryDict
from wagtail.models import Page

from editorial.campaigns.models import (
    CampaignDocument,
    CampaignNews,
    CampaignPage,
    CampaignQuestion,
    CampaignsPage,
)
from portal.common import clock
from portal.common.listings import Listing, page_number, refuse_beyond_end, slice_of
from portal.common.pictures import attach_pictures
from portal.common.references import Prepared, prepare
from portal.common.tree import below, children_of
from portal.hosts.addresses import site_id_of
from sites.profile.services import portal_of

ROWS = 20
NEWEST = 6


@dataclass(frozen=True)
class Owner:
    """Whose campaign it is, where another portal shows it.

    Attributes:
        url: its hub on the owner's portal.
    """

    name: str
    url: str


@dataclass(frozen=True)
class Part:
    """A part of a hub that has an address of its own.

    Attributes:
        path: the part's words behind the hub's own address.
        note: what a reader finds there, in a few words.
    """

    title: str
    path: str
    note: str = ""


@dataclass
class Hub:
    """What the hub of a campaign shows.

    Attributes:
        base: where the hub's own addresses begin on the portal that is read.
        owner: None on the owner's own portal.
        parts: further parts, in their order.
    """

    base: str
    owner: Owner | None
    prepared: Prepared
    newest: Sequence[CampaignNews]
    documents: Sequence[CampaignDocument]
    questions: Sequence[CampaignQuestion]
    parts: list[Part] = field(default_factory=list)


def has_campaigns(section: Page) -> bool:
    """Whether a section has a live campaign."""
    return CampaignPage.objects.live().filter(children_of(section)).exists()


def campaign_listing(section: CampaignsPage, query: QueryDict) -> Listing:
    """One page of a section's campaigns, running ones first; three statements.

    Raises:
        Http404: the page number is none, or the list ends before it.
    """
    number = page_number(query)
    campaigns = CampaignPage.objects.live().filter(below(section))
    total = campaigns.count()
    refuse_beyond_end(number, total, ROWS)
    rows = list(campaigns.running_first(clock.today()).defer("body")[slice_of(number, ROWS)])
    attach_pictures(rows)
    return Listing(rows=rows, number=number, total=total, size=ROWS, chosen={}, extra={})


def base_of(page: CampaignPage, request: HttpRequest) -> str:
    """Where the hub's own addresses begin on the portal that is read, with a slash at the end."""
    return getattr(request, "campaign_base", None) or page.get_url(request) or ""


def owner_of(page: CampaignPage, request: HttpRequest) -> Owner | None:
    """Whose campaign it is; None on the owner's own portal."""
    shown = getattr(request, "shown_campaign", None)
    if shown is None:
        return None
    return Owner(shown.owner_name, page.full_url or "")


def hub_of(page: CampaignPage, request: HttpRequest) -> Hub:
    """Reads what a hub shows: news, files, questions, and what its body refers to."""
    prepared = prepare(page.body, pictures=[page.picture_id, page.share_image_id])
    for name in ("picture", "share_image"):
        read = prepared.pictures.get(getattr(page, f"{name}_id"))
        if read:
            setattr(page, name, read)
    return Hub(
        base=base_of(page, request),
        owner=owner_of(page, request),
        prepared=prepared,
        newest=newest_news(page, request),
        documents=page.campaign_files[:NEWEST],
        questions=list(page.questions.all()),
        parts=page.hub_parts(),
    )


def newest_news(page: CampaignPage, request: HttpRequest) -> list[CampaignNews]:
    """The newest items that tell of a campaign, the own portal's first."""
    from editorial.campaigns.news import segments

    found: list[CampaignNews] = []
    for rows in segments(page, reader_site(request)):
        found += rows.for_lists()[: NEWEST - len(found)]
        if len(found) >= NEWEST:
            break
    return found


def reader_site(request: HttpRequest) -> int | None:
    """The portal that a request reads."""
    portal = portal_of(request)
    return portal.site.pk if portal else None


def documents_by_kind(page: CampaignPage) -> list[tuple[str, list[CampaignDocument]]]:
    """The documents of a campaign under the names of their kinds, in the kinds' order."""
    files = page.campaign_files
    found = []
    for kind in CampaignDocument.Kind:
        chosen = [file for file in files if file.kind == kind]
        if chosen:
            found.append((str(kind.label), chosen))
    return found


def is_own(page: CampaignPage, site_id: int | None) -> bool:
    """Whether a portal owns a campaign."""
    return site_id is not None and site_id_of(page) == site_id
