"""The portals of a person: which one they are working on, and the way to the others."""

from collections.abc import Collection
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Site

from portal.common.text import fold, sort_key
from portal.hosts.kept import kept
from sites.access.current import PARAMETER
from sites.access.staff.wording import role_names
from sites.access.standing import CURRENT

# More than that are a page with a search box, not a menu.
MOST_IN_MENU = 15
LONGEST_SEARCH = 200


@dataclass(frozen=True)
class OwnPortal:
    """A portal on which a person has a role."""

    number: int
    name: str
    is_current: bool
    roles: str

    @property
    def url(self) -> str:
        """Switches to the portal and shows its first screen."""
        return f"{reverse('wagtailadmin_home')}?{urlencode({PARAMETER: self.number})}"


def own_portals(request: HttpRequest) -> list[OwnPortal]:
    """The portals of whoever sends a request, by name; none for administrators of the province.

    One statement at most, asked once for each request.
    """
    if not hasattr(request, "_own_portals"):
        request._own_portals = _read(request)
    return request._own_portals


def current_portal(request: HttpRequest) -> OwnPortal | None:
    """The portal that a person is working on; None for who works on none or on all."""
    return next((portal for portal in own_portals(request) if portal.is_current), None)


def _read(request: HttpRequest) -> list[OwnPortal]:
    roles = getattr(request, "portal_roles", {})
    if not roles:
        return []
    current = getattr(request.user, CURRENT, None)
    found = [
        OwnPortal(pk, name, pk == current, role_names(roles[pk])) for pk, name in _names(roles)
    ]
    return sorted(found, key=lambda portal: (sort_key(portal.name), portal.number))


def _names(numbers: Collection[int]) -> Collection[tuple[int, str]]:
    """The names of some portals; the one of most people is kept, and costs no statement."""
    sites = Site.objects.filter(pk__in=numbers).values_list("pk", "site_name")
    if len(numbers) > 1:
        return sites
    return kept(next(iter(numbers)), "site name", lambda: list(sites))


def menu_item(request: HttpRequest) -> MenuItem | None:
    """The entry at the top of the menu; None for who works on no portal of their own."""
    portals, here = own_portals(request), current_portal(request)
    if here is None:
        return None
    if len(portals) == 1:
        return MenuItem(here.name, here.url, name="current-portal", icon_name="site", order=1)
    shown = portals if len(portals) <= MOST_IN_MENU else [here]
    return SubmenuMenuItem(
        _("Working on: %(portal)s") % {"portal": here.name},
        Menu(items=[*_links(shown), _all_link()]),
        name="current-portal",
        icon_name="site",
        order=1,
    )


def _links(portals: list[OwnPortal]) -> list[MenuItem]:
    return [
        MenuItem(
            portal.name,
            portal.url,
            name=f"portal-{portal.number}",
            icon_name="check" if portal.is_current else "site",
            attrs={"aria-current": "true"} if portal.is_current else {},
            order=place,
        )
        for place, portal in enumerate(portals)
    ]


def _all_link() -> MenuItem:
    label = _("All my portals")
    return MenuItem(label, reverse("staff:portals"), name="own-portals", icon_name="list-ul")


class PortalsView(WagtailAdminTemplateMixin, TemplateView):
    """All portals of a person, with a search box where they are many."""

    template_name = "staff/portals.html"
    page_title = gettext_lazy("My portals")
    header_icon = "site"

    def get_breadcrumbs_items(self) -> list[dict]:
        """From the start to the list."""
        home = {"url": reverse("wagtailadmin_home"), "label": _("Home")}
        return [home, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs) -> dict:
        """The portals whose name holds every word that is looked for."""
        portals = own_portals(self.request)
        words = self.request.GET.get("q", "")[:LONGEST_SEARCH]
        wanted = fold(words).split()
        found = [p for p in portals if all(word in fold(p.name) for word in wanted)]
        return super().get_context_data(
            **kwargs,
            portals=found,
            words=words,
            is_searchable=len(portals) > MOST_IN_MENU,
            works_on_all=self.request.user.is_superuser,
        )
