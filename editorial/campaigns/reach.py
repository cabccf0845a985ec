"""Which portal shows which campaign.

A campaign reaches the portal that owns it, and of those below it the named ones or all. So a
portal finds what it shows among the campaigns of its own line: its own, the district's, the
province's. Each process keeps them by owner until the owner's campaigns change, so that a home
page asks the database for nothing.
"""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import QuerySet
from wagtail.models import Page, Site

from editorial.campaigns.status import State, state_on
from portal.common import clock
from portal.common.tree import within_path
from portal.hosts.addresses import home_of, language_of, site_id_of
from portal.hosts.kept import kept
from sites.profile.lines import line_of
from sites.profile.models import SiteProfile
from sites.units.models import UnitPeriod

OWN, NAMED, ALL = "own", "named", "all"


@dataclass(frozen=True)
class Shown:
    """A live campaign, as far as other portals have to know it.

    Attributes:
        owner: key of the portal that it belongs to.
        owner_name: name of that portal.
        key: what all its translations share.
        address: its page on the owner's portal.
        named: keys of the portals that it names.
    """

    pk: int
    owner: int
    owner_name: str
    key: str
    title: str
    slug: str
    banner: str
    address: str
    starts_on: date
    ends_on: date
    counted_day: date | None
    reach: str
    named: frozenset[int]

    def reaches(self, site_id: int) -> bool:
        """Whether a portal at or below the owner shows it."""
        if site_id == self.owner or self.reach == ALL:
            return True
        return self.reach == NAMED and site_id in self.named

    def state_on(self, day: date) -> State:
        """Where it stands on a day."""
        return state_on(self.starts_on, self.ends_on, day)

    @property
    def days_left(self) -> int | None:
        """Days until the day that is counted down to; None without one or once it has passed."""
        left = (self.counted_day - clock.today()).days if self.counted_day else -1
        return left if left >= 0 else None


def shown_on(site_id: int, language: str) -> list[Shown]:
    """The campaigns that a portal shows, running or not: its own first, then those above it."""
    owners = kept(site_id, "line of portals", lambda: _read_line(site_id))
    found = [campaign for owner in owners for campaign in _owned(owner, language)]
    return [campaign for campaign in found if campaign.reaches(site_id)]


def running_on(site_id: int, language: str) -> list[Shown]:
    """Those that run today."""
    today = clock.today()
    return [one for one in shown_on(site_id, language) if one.state_on(today) == State.RUNNING]


def shown_with_slug(site_id: int, language: str, slug: str) -> Shown | None:
    """The campaign of this slug that a portal shows; of several the one nearest to it."""
    return next((one for one in shown_on(site_id, language) if one.slug == slug), None)


def pages_shown_on(site_id: int) -> QuerySet[Page]:
    """Hubs of other portals that a portal shows, whose pictures and files it therefore serves."""
    pages = [one.pk for code, _name in settings.LANGUAGES for one in shown_on(site_id, code)]
    return Page.objects.live().filter(pk__in=pages).order_by()


def portals_below(site_id: int) -> list[Site]:
    """The live portals of units below that of a portal, up to two ranks, by name."""
    profile = SiteProfile.objects.filter(site=site_id).first()
    if profile is None:
        return []
    periods = UnitPeriod.objects.on(clock.today())
    direct = periods.filter(parent=profile.unit_id).values("unit")
    below = periods.filter(parent__in=[profile.unit_id]) | periods.filter(parent__in=direct)
    live = SiteProfile.objects.filter(
        state=SiteProfile.State.LIVE, unit__in=below.order_by().values("unit")
    )
    return list(Site.objects.filter(pk__in=live.values("site")).order_by("site_name", "pk"))


def site_and_language(page: Page) -> tuple[int | None, str]:
    """The portal on which a page stands, and its language."""
    return site_id_of(page), language_of(page) or "vi"


def _read_line(site_id: int) -> list[int]:
    profile = SiteProfile.objects.filter(site=site_id).select_related("unit").first()
    line = line_of(profile.unit, clock.today()) if profile else []
    above = [period.portal_site for period in line[1:] if period.portal_site]
    return [site_id, *above]


def _owned(site_id: int, language: str) -> list[Shown]:
    return kept(site_id, ("campaigns", language), lambda: _read_owned(site_id, language))


def _read_owned(site_id: int, language: str) -> list[Shown]:
    from editorial.campaigns.models import CampaignPage

    home = home_of(site_id, language)
    if home is None:
        return []
    pages = CampaignPage.objects.live().filter(
        within_path(home[0]), starts_on__isnull=False, ends_on__isnull=False
    )
    rows = pages.order_by("-starts_on", "-pk").specific().prefetch_related("portals")
    names = Site.objects.filter(pk=site_id).values_list("site_name", flat=True)
    name = names.first() or ""
    return [_shown(page, site_id, name) for page in rows]


def _shown(page, site_id: int, owner_name: str) -> Shown:
    return Shown(
        pk=page.pk,
        owner=site_id,
        owner_name=owner_name,
        key=str(page.translation_key),
        title=page.title,
        slug=page.slug,
        banner=page.banner_text or page.title,
        address=page.full_url or "",
        starts_on=page.starts_on,
        ends_on=page.ends_on,
        counted_day=page.counted_day,
        reach=page.reach,
        named=frozenset(link.site_id for link in page.portals.all()),
    )
