"""The portals that a supervisor looks after, in a few statements however many they are."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Substr
from django.urls import reverse
from wagtail.models import Site

from editorial.articles.models import ArticlePage
from editorial.boards.models import EditorialBoard, Submission
from editorial.boards.progress import MISSING, STATES, UNSENT
from editorial.desk.panels import DeskPanel
from editorial.workflow.querysets import waiting
from portal.common import clock
from portal.common.tree import within_path
from portal.hosts.index import HOME_PATH_LENGTH, index
from sites.access.models import Role
from sites.access.oversight import supervised_sites

MOST_SHOWN = 20


@dataclass(frozen=True)
class PortalBelow:
    """One portal.

    Attributes:
        news_at: when its last article appeared; None if there is none.
        board: state of its newest board, in words.
        waiting: how many items wait there.
        late: how many of them over their deadline.
    """

    name: str
    url: str
    news_at: datetime | None
    board: str
    waiting: int
    late: int


class PortalsBelowPanel(DeskPanel):
    """Up to twenty portals, those first where something is late, and the way to all."""

    name = "desk_below"
    template_name = "desk/below.html"
    order = 35

    def is_shown(self) -> bool:
        """For supervisors."""
        return self.desk.holds(Role.SUPERVISOR)

    def get_context_data(self, parent_context) -> dict:
        """The rows of the table."""
        below = supervised_sites(self.desk.held.sites_with(Role.SUPERVISOR), self.desk.today)
        queues = _queues(below)
        sites = _sites(below, queues)
        shown = sites[:MOST_SHOWN]
        return {
            "portals": _rows(shown, queues),
            "is_cut": len(sites) > MOST_SHOWN,
            "most": MOST_SHOWN,
        }


def _queues(below: QuerySet) -> dict[int, tuple[int, int]]:
    """How many items wait, and how many too long, by site; only where some do."""
    rows = waiting().filter(site__in=below).order_by().values("site")
    late = Count("pk", filter=Q(due_at__lt=clock.now()))
    counted = rows.annotate(number=Count("pk"), late=late)
    return {row["site"]: (row["number"], row["late"]) for row in counted}


def _sites(below: QuerySet, queues: dict[int, tuple[int, int]]) -> list[Site]:
    """One more than are shown."""
    late = [site for site, (_number, late) in queues.items() if late]
    late = sorted(late, key=lambda site: -queues[site][1])[: MOST_SHOWN + 1]
    sites = Site.objects.filter(pk__in=below)
    first = list(sites.filter(pk__in=late)) if late else []
    first.sort(key=lambda site: (-queues[site.pk][1], site.site_name))
    others = sites.exclude(pk__in=late).order_by("site_name", "pk")[: MOST_SHOWN + 1]
    return [*first, *others][: MOST_SHOWN + 1]


def _rows(sites: list[Site], queues: dict[int, tuple[int, int]]) -> Iterable[PortalBelow]:
    keys = [site.pk for site in sites]
    news, boards = _last_news(keys), _board_states(keys)
    return [
        PortalBelow(
            name=site.site_name or site.hostname,
            url=reverse("wagtailadmin_explore", args=[site.root_page_id]),
            news_at=news.get(site.pk),
            board=str(STATES[boards.get(site.pk, MISSING)]),
            waiting=queues.get(site.pk, (0, 0))[0],
            late=queues.get(site.pk, (0, 0))[1],
        )
        for site in sites
    ]


def _last_news(sites: list[int]) -> dict[int, datetime]:
    homes = index.current().home_paths
    by_path = {path: site for site in sites for path in homes.get(site, ())}
    if not by_path:
        return {}
    anywhere = reduce(or_, (within_path(path) for path in by_path))
    rows = (
        ArticlePage.objects.filter(anywhere, live=True)
        .order_by()
        .annotate(home=Substr("path", 1, HOME_PATH_LENGTH))
        .values("home")
        .annotate(latest=Max("first_published_at"))
    )
    found: dict[int, list[datetime]] = defaultdict(list)
    for row in rows:
        if row["latest"]:
            found[by_path[row["home"]]].append(row["latest"])
    return {site: max(moments) for site, moments in found.items()}


def _board_states(sites: list[int]) -> dict[int, str]:
    """A key of the states of ``editorial.boards.progress`` by site; only where there is a board."""
    last = Submission.objects.filter(board=OuterRef("pk")).order_by("-sent_at", "-pk")
    boards = EditorialBoard.objects.filter(site__in=sites).annotate(
        last_state=Subquery(last.values("state")[:1])
    )
    # The newest of a site comes last, and stays.
    rows = boards.order_by("valid_from").values_list("site", "last_state")
    return {site: state or UNSENT for site, state in rows}
