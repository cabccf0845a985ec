"""What officers' screens cost with 1, 17, 1,000 and 3,000 portals of 50 pages, for each role."""

import json
import time
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.admin.models import EditingSession
from wagtail.models import Page, Site

from bench import texts
from bench.clones import SiteCloner
from bench.ground import DAY, open_portals, second_language
from bench.speed import Times
from editorial.articles.models import ArticlePage
from portal.accounts.models import User
from portal.common import clock
from portal.common.testing.officers import officer_client
from sites.access.models import SITE_ROLES, Role
from sites.access.people import give_role
from sites.profile.models import SiteSection
from sites.units.models import UnitPeriod

PAGES = 50
ROWS = 50
COMMUNES = 15
PROVINCE, CITY, ELSEWHERE = "27", "256", "258"
# How the codes of copied units begin; see ``bench.clones``.
COPY = "n"
MANY, MOST = 1_000, 3_000
RUNS, WARM_UP = 9, 2
# What is timed; the first screen of the chooser has as many rows as a person has home pages.
SCREENS = (
    "explorer, home",
    "explorer, 50 rows",
    "chooser",
    "chooser, 50 rows",
    "chooser, search",
)


@dataclass
class Officer:
    """Somebody at work, and where the screens that they look at are."""

    client: Client
    screens: dict[str, str]


@dataclass
class Cost:
    """What one screen costs one officer."""

    statements: int
    size: int
    times: Times


def run() -> dict[str, float]:
    """Opens portals, then measures each screen for each role with ever more of them."""
    settings.ALLOWED_HOSTS = ["*"]
    clock.shift(DAY.isoformat(), time.time())
    (commune,) = open_portals([CITY], below=True, count=1)
    _fill(commune)
    one = _measure(_officers(commune, None, None))
    (province,), (city,) = open_portals([PROVINCE]), open_portals([CITY])
    for site in open_portals([CITY], below=True, count=COMMUNES)[1:]:
        _fill(site)
    officers = _officers(commune, city, province)
    few = _measure(officers)
    number = Site.objects.count()
    original = open_portals([CITY], below=True, count=2)[1]
    cloner = SiteCloner(original)
    cloner.copy(1, MANY - number)
    _settle()
    many = _measure(officers)
    dashboards = _dashboards(commune, city, province)
    cloner.copy(1 + MANY - number, MOST - MANY)
    _settle()
    most = _measure(officers, SCREENS)
    return _figures(number, one, few, many, most) | dashboards


def _fill(site: Site) -> None:
    """A second language, and as many pages as the portals of the comparison have."""
    second_language(site, DAY)
    news = SiteSection.objects.get(site=site, key="news").page.specific
    count = Page.objects.filter(path__startswith=site.root_page.path).count()
    for number in range(max(PAGES - count, 0)):
        news.add_child(instance=_article(number))


def _article(number: int) -> ArticlePage:
    body = [{"type": "paragraph", "value": f"<p>{text}</p>"} for text in texts.PARAGRAPHS]
    return ArticlePage(
        title=texts.title(number), slug=f"bai-{number}", lead=texts.LEAD, body=json.dumps(body)
    )


def _settle() -> None:
    """Puts the copies under another district, and does what a database does after a while."""
    elsewhere = UnitPeriod.objects.on(DAY).get(code=ELSEWHERE).unit
    copies = UnitPeriod.objects.filter(code__startswith=COPY)
    copies.update(parent=elsewhere)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _officers(commune: Site, city: Site | None, province: Site | None) -> dict[str, Officer]:
    """People by role; who looks after other portals has these first."""
    news = _rows(commune)
    found = {"editor": _person("editor", commune, Role.EDITOR)}
    if city and province:
        found["supervisor"] = _person("supervisor", city, Role.SUPERVISOR)
        found["provincial editor"] = _person("provincial", province, Role.PROVINCIAL_EDITOR)
    found["administrator"] = User.objects.filter(is_superuser=True).first() or (
        User.objects.create_superuser("root@example.org", "mat-khau-dai-12")
    )
    screens = _screens(commune, news)
    return {name: Officer(officer_client(user), screens) for name, user in found.items()}


def _person(name: str, site: Site, role: str) -> User:
    user, _is_new = User.objects.get_or_create(email=f"{name}@example.org")
    give_role(user, site, role)
    return user


def _rows(site: Site) -> Page:
    """A section with a full page of rows in the explorer."""
    news = SiteSection.objects.get(site=site, key="news").page.specific
    missing = ROWS - news.get_children().count()
    for number in range(missing):
        news.add_child(instance=_article(1000 + number))
    for page in news.get_children().specific()[: ROWS // 2]:
        page.save_revision()
    return news


def _screens(site: Site, news: Page) -> dict[str, str]:
    home = site.root_page_id
    return {
        "dashboard": reverse("wagtailadmin_home"),
        "explorer, top": reverse("wagtailadmin_explore_root"),
        "explorer, home": reverse("wagtailadmin_explore", args=[home]),
        "explorer, 50 rows": reverse("wagtailadmin_explore", args=[news.pk]),
        "search": reverse("wagtailadmin_pages:search") + "?q=hoi+nghi",
        "chooser": reverse("wagtailadmin_choose_page"),
        "chooser, 50 rows": reverse("wagtailadmin_choose_page_child", args=[news.pk]),
        "chooser, search": reverse("wagtailadmin_choose_page_search") + "?q=hoi+nghi",
        "images": reverse("wagtailimages:index"),
        "image chooser": reverse("wagtailimages_chooser:choose"),
        "documents": reverse("wagtaildocs:index"),
        "page editor": reverse("wagtailadmin_pages:edit", args=[news.get_first_child().pk]),
        "portals": reverse("portals:list"),
    }


def _measure(
    officers: dict[str, Officer], screens: Iterable[str] | None = None
) -> dict[tuple[str, str], Cost]:
    """Screens that a role may not open are left out."""
    found = {}
    # Who else has the page open is told to its editor.
    EditingSession.objects.all().delete()
    for role, officer in officers.items():
        for screen in screens or officer.screens:
            address = officer.screens[screen]
            answer = officer.client.get(address, follow=True)
            if answer.status_code != 200 or not _is_open(answer.redirect_chain, screen):
                continue
            found[role, screen] = _cost(officer.client, answer.request, screen, role)
    return found


def _is_open(steps: Iterable, screen: str) -> bool:
    return not steps or screen == "explorer, top"


def _cost(client: Client, request: dict, screen: str, role: str) -> Cost:
    address = request["PATH_INFO"] + ("?" + query if (query := request["QUERY_STRING"]) else "")
    times = Times()
    for _number in range(WARM_UP):
        client.get(address)
    with CaptureQueriesContext(connection) as statements:
        answer = client.get(address)
    count = len(statements)
    if screen in SCREENS:
        for _number in range(RUNS):
            times.add(partial(client.get, address))
    return Cost(count, len(answer.content), times)


def _dashboards(commune: Site, city: Site, province: Site) -> dict[str, float]:
    """Statements of the first screen for each role that there is."""
    places = dict.fromkeys(SITE_ROLES, commune)
    places |= {Role.SUPERVISOR: city, Role.PROVINCIAL_EDITOR: province}
    found = {}
    for role, site in places.items():
        client = officer_client(_person(f"dashboard-{role}", site, role))
        client.get(reverse("wagtailadmin_home"))
        with CaptureQueriesContext(connection) as statements:
            client.get(reverse("wagtailadmin_home"))
        found[f"dashboard, {role}, statements with {MANY:,} portals"] = len(statements)
    return found


def _figures(number: int, one: dict, few: dict, many: dict, most: dict) -> dict[str, float]:
    figures: dict[str, float] = {}
    for key, cost in many.items():
        name = ", ".join(reversed(key))
        figures[f"{name}, statements"] = cost.statements
        figures[f"{name}, statements more than with fewer portals"] = max(
            cost.statements - before[key].statements for before in (one, few) if key in before
        )
        if key[1] in SCREENS:
            figures[f"{name}, CPU ms with {number} portals"] = few[key].times.milliseconds
            figures[f"{name}, CPU ms with {MOST:,} portals"] = most[key].times.milliseconds
            figures[f"{name}, {MOST:,} / {number} portals"] = most[key].times.ratio(few[key].times)
    for screen in SCREENS:
        figures[f"{screen}, supervisor of {COMMUNES} / editor of one"] = many[
            "supervisor", screen
        ].times.ratio(many["editor", screen].times)
    figures["page editor, kB"] = many["editor", "page editor"].size / 1000
    return figures
