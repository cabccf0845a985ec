"""What a public page knows of the portal that it is a part of."""

from dataclasses import dataclass, field
from functools import cached_property

from django.conf import settings
from django.http import HttpRequest
from wagtail.models import Page, Site

from portal.common import clock
from portal.common.pictures import Shown, pictures_by_id
from portal.hosts.addresses import home_of
from portal.hosts.kept import kept
from portal.media.renditions import size_of
from sites.menus.services import in_menus
from sites.profile.lines import Supervisor, line_of, name_of, supervisors_in
from sites.profile.models import SiteProfile, SocialLink
from sites.units.models import UnitPeriod

OTHER_LANGUAGE = {"vi": "en", "en": "vi"}


@dataclass(frozen=True)
class MenuEntry:
    """A section in the main menu.

    Attributes:
        current: ``page`` for the page that is shown, ``true`` for a section that it stands in;
            the values of ``aria-current``.
    """

    title: str
    url: str
    current: str = ""


@dataclass(frozen=True)
class Furniture:
    """What header, menu and footer of all pages of a site in one language are made of.

    Attributes:
        line: what holds today for the unit and for those above it, the nearest first.
        sections: key, title and slug of the sections in the main menu.
        social_links: the unit's pages in social networks.
    """

    line: tuple[UnitPeriod, ...]
    sections: tuple[tuple[int, str, str], ...]
    social_links: tuple[SocialLink, ...]


@dataclass
class Portal:
    """One portal as its header, menu, breadcrumb and footer show it.

    Attributes:
        trail: the pages from the home page to the page shown, if the request is for a page.
    """

    site: Site
    profile: SiteProfile | None
    language: str
    trail: list[Page] = field(default_factory=list)

    @cached_property
    def furniture(self) -> Furniture:
        """What all pages show alike, kept by the process until the site changes."""
        return kept(self.site.pk, ("furniture", self.language), self._read_furniture)

    def _read_furniture(self) -> Furniture:
        if self.profile is None:
            return Furniture((), self._read_sections(), ())
        return Furniture(
            tuple(line_of(self.profile.unit, clock.today())),
            self._read_sections(),
            tuple(self.profile.social_links.all()),
        )

    def _read_sections(self) -> tuple[tuple[int, str, str], ...]:
        path = self._home_path
        if path is None:
            return ()
        sections = Page.objects.filter(
            path__range=Page._get_children_path_interval(path),
            depth=len(path) // Page.steplen + 1,
        )
        return tuple(in_menus(sections).order_by("path").values_list("pk", "title", "slug"))

    @property
    def line(self) -> tuple[UnitPeriod, ...]:
        """What holds today for the unit and for those above it, the nearest first."""
        return self.furniture.line

    @property
    def period(self) -> UnitPeriod | None:
        """What holds for the unit today; for a unit that has ended, what held last."""
        return self.line[0] if self.line else None

    @property
    def name(self) -> str:
        """The portal's name in the language of the page: its own, or else the unit's."""
        return self._name_in(self.language) or self.site.site_name

    @property
    def other_name(self) -> str:
        """The name in the other language; empty where it has none or the same."""
        other = self._name_in(self.other_language)
        return other if other != self.name else ""

    @property
    def other_language(self) -> str:
        """Code of the language that :attr:`other_name` is in."""
        return OTHER_LANGUAGE[self.language]

    @property
    def has_own_name(self) -> bool:
        """Whether the portal is called otherwise than its unit."""
        return bool(self._own_name(self.language))

    def _name_in(self, language: str) -> str:
        own = self._own_name(language)
        return own or (name_of(self.period, language) if self.period else "")

    def _own_name(self, language: str) -> str:
        if self.profile is None:
            return ""
        return self.profile.name_en if language == "en" else self.profile.name

    @cached_property
    def supervisors(self) -> list[Supervisor]:
        """The units above the portal's own, the highest first."""
        return supervisors_in(self.line, self.language)

    @property
    def supervisor(self) -> Supervisor | None:
        """The unit right above, if it has a portal."""
        nearest = self.supervisors[-1] if self.supervisors else None
        return nearest if nearest and nearest.url else None

    @property
    def has_portals_below(self) -> bool:
        """Whether units under this one have portals, which its directory lists."""
        return bool(self.period and self.period.has_portals_below)

    @property
    def social_links(self) -> tuple[SocialLink, ...]:
        """The unit's pages in social networks, in their order."""
        return self.furniture.social_links

    @cached_property
    def emblem(self) -> Shown | None:
        """The unit's own mark; None where the national emblem stands for it."""
        if self.profile is None or not self.profile.emblem_id:
            return None
        # While its file is still being made, the national emblem stands for it.
        return kept(self.site.pk, "emblem", self._read_emblem)

    def _read_emblem(self) -> Shown | None:
        image = pictures_by_id([self.profile.emblem_id], ("emblem",)).get(self.profile.emblem_id)
        made = image.shown_files if image else {}
        return next((made[spec] for spec in size_of("emblem").all_specs if spec in made), None)

    @cached_property
    def home(self) -> Page:
        """The home page in the language of the page."""
        if self.trail:
            return self.trail[0]
        root = self.site.root_page
        path = self._home_path
        return root if path in (None, root.path) else Page.objects.get(path=path)

    @property
    def home_url(self) -> str:
        """The address of the home page on this host, in the language of the page if there is one."""
        is_default = self.language == settings.LANGUAGE_CODE
        return "/" if is_default or self._home_of_language is None else f"/{self.language}/"

    @property
    def _home_of_language(self):
        return home_of(self.site.pk, self.language)

    @property
    def _home_path(self) -> str | None:
        home = self._home_of_language or home_of(self.site.pk, settings.LANGUAGE_CODE)
        return home[0] if home else None

    @property
    def is_home(self) -> bool:
        """Whether the page shown is the home page."""
        return len(self.trail) == 1

    @property
    def trail_above(self) -> list[MenuEntry]:
        """The pages between the home page and the page shown; without address if not live."""
        url, entries = self.home_url, []
        for page in self.trail[1:-1]:
            url += f"{page.slug}/"
            entries.append(MenuEntry(page.title, url if page.live else ""))
        return entries

    @cached_property
    def menu(self) -> list[MenuEntry]:
        """Live top sections that are shown in menus and not empty, in their order."""
        return [
            MenuEntry(title, f"{self.home_url}{slug}/", self._current(pk))
            for pk, title, slug in self.furniture.sections
        ]

    def _current(self, pk: int) -> str:
        if self.trail and self.trail[-1].pk == pk:
            return "page"
        return "true" if any(page.pk == pk for page in self.trail) else ""

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
