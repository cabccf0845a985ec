"""What a public page knows of the portal that it is a part of."""

from dataclasses import dataclass, field
from functools import cached_property

from django.http import HttpRequest
from wagtail.models import Locale, Page, Site

from portal.common import clock
from sites.menus.services import in_menus
from sites.profile.models import SiteProfile
from sites.units.models import UnitPeriod


@dataclass
class Portal:
    """One portal as its header, menu and footer show it.

    Attributes:
        trail: the pages from the home page to the page shown, if the request is for a page.
    """

    site: Site
    profile: SiteProfile | None
    language: str
    trail: list[Page] = field(default_factory=list)

    @cached_property
    def period(self) -> UnitPeriod | None:
        """What holds for the unit today; for a unit that has ended, what held last."""
        if self.profile is None:
            return None
        unit = self.profile.unit
        return unit.at(clock.today()) or unit.periods.order_by("-valid_from").first()

    @property
    def name(self) -> str:
        """The portal's name in the language of the page: its own, or else the unit's."""
        own = self._own_name
        if own:
            return own
        if self.period is None:
            return self.site.site_name
        if self.language == "en" and self.period.name_en:
            return self.period.name_en
        return self.period.name

    @property
    def _own_name(self) -> str:
        if self.profile is None:
            return ""
        return self.profile.name_en if self.language == "en" else self.profile.name

    @cached_property
    def home(self) -> Page:
        """The home page in the language of the page."""
        if self.trail:
            return self.trail[0]
        root = self.site.root_page
        if root.locale.language_code == self.language:
            return root
        return root.get_translation_or_none(Locale.objects.get(language_code=self.language)) or root

    @cached_property
    def menu(self) -> list[Page]:
        """Live top sections that are shown in menus and not empty, in their order."""
        return list(in_menus(self.home.get_children()).select_related("locale"))

    @property
    def is_retired(self) -> bool:
        """Whether the portal is an archive."""
        return bool(self.profile and self.profile.is_retired)


def portal_of(request: HttpRequest) -> Portal | None:
    """The portal that a request speaks to; None where no site is known.

    The answer is kept on the request, so that header, menu and page share it.
    """
    if not hasattr(request, "_portal"):
        site = Site.find_for_request(request)
        language = getattr(request, "LANGUAGE_CODE", "vi")[:2]
        trail = getattr(request, "page_trail", [])
        profile = getattr(site, "profile", None)
        request._portal = Portal(site, profile, language, trail) if site else None
    return request._portal
