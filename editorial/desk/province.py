"""What the province has to look into, in numbers: never a list of all portals."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Site

from editorial.boards.models import EditorialBoard, ReportingTarget, Submission
from editorial.boards.progress import DONE, portals_of_target
from editorial.desk.panels import DeskPanel
from editorial.desk.unattended import approvable_by_nobody
from editorial.workflow.querysets import waiting
from portal.common import clock
from sites.profile.models import SiteProfile

# Targets that are over are asked for one by one, the latest first.
MOST_TARGETS = 3
MOST_NAMED = 5


@dataclass(frozen=True)
class Figure:
    """A number, what it counts, and where one sees which; no address where one may not."""

    number: int
    label: str
    url: str = ""


class ProvincePanel(DeskPanel):
    """Portals without board, with a returned one, late ones; items over their deadline."""

    name = "desk_province"
    template_name = "desk/province.html"
    order = 15

    def is_shown(self) -> bool:
        """For whoever works on all portals."""
        return self.desk.reaches_everywhere

    def get_context_data(self, parent_context) -> dict:
        """The figures, and some portals by name on which nobody may approve what waits."""
        portals = reverse("portals:list") if self.desk.is_provincial_administrator else ""
        late = waiting().filter(due_at__lt=clock.now()).count()
        stuck = Site.objects.filter(pk__in=approvable_by_nobody().order_by().values("site"))
        found = list(stuck.order_by("site_name", "pk")[: MOST_NAMED + 1])
        return {
            "figures": [
                Figure(_live().count(), _("live portals"), portals),
                *self._boards(),
                Figure(late, _("items that wait over their deadline"), _late_items()),
            ],
            "stuck": found[:MOST_NAMED],
            "is_cut": len(found) > MOST_NAMED,
            "may_open": self.desk.is_provincial_administrator,
        }

    def _boards(self) -> list[Figure]:
        is_administrator = self.desk.is_provincial_administrator
        url = reverse("boards:progress") if is_administrator else ""
        boards = EditorialBoard.objects.filter(site=OuterRef("site"))
        without = _live().filter(~Exists(boards)).count()
        newest = Subquery(boards.order_by("-valid_from").values("pk")[:1])
        last = Submission.objects.filter(board=OuterRef("newest")).order_by("-sent_at", "-pk")
        returned = _live().annotate(newest=newest).filter(newest__isnull=False)
        returned = returned.annotate(last_state=Subquery(last.values("state")[:1]))
        number = returned.filter(last_state=Submission.State.RETURNED).count()
        return [
            Figure(without, _("portals without an editorial board"), url),
            Figure(number, _("portals with a returned board"), url),
            *self._late(is_administrator),
        ]

    def _late(self, is_administrator: bool) -> list[Figure]:
        today = self.desk.today
        over = ReportingTarget.objects.filter(due_on__lt=today).order_by("-due_on", "pk")
        return [
            Figure(
                portals_of_target(target, today).exclude(board_state__in=DONE).count(),
                _("portals late with “%(target)s”") % {"target": target},
                reverse("boards:target", args=[target.pk]) if is_administrator else "",
            )
            for target in over[:MOST_TARGETS]
        ]


def _late_items() -> str:
    return f"{reverse('review:list')}#late"


def _live():
    return SiteProfile.objects.filter(state=SiteProfile.State.LIVE)
