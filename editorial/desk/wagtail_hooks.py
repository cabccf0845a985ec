"""Lays out the first screen of the administration."""

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.ui.components import Component

from editorial.desk.below import PortalsBelowPanel
from editorial.desk.board_status import BoardStatusPanel
from editorial.desk.citizens import CitizensPanel
from editorial.desk.desks import Desk
from editorial.desk.first_steps import FirstStepsPanel
from editorial.desk.own import OwnTextsPanel
from editorial.desk.province import ProvincePanel
from editorial.desk.unattended import UnattendedPanel
from editorial.desk.waiting import WaitingPanel
from editorial.desk.writing import NewArticlePanel

PANELS = (
    UnattendedPanel,
    ProvincePanel,
    WaitingPanel,
    CitizensPanel,
    NewArticlePanel,
    PortalsBelowPanel,
    OwnTextsPanel,
    FirstStepsPanel,
    BoardStatusPanel,
)
# Packages whose own panels say the same in more statements, or what nobody here needs.
FOREIGN = ("wagtail.", "wagtail_localize.")


@hooks.register("construct_homepage_panels", order=1000)
def lay_out(request: HttpRequest, panels: list[Component]) -> None:
    """Puts our panels in the place of Wagtail's."""
    desk = Desk(request.user)
    ours = [panel for panel in (kind(desk) for kind in PANELS) if panel.is_shown()]
    panels[:] = [panel for panel in panels if not type(panel).__module__.startswith(FOREIGN)]
    panels.extend(ours)


@hooks.register("construct_homepage_summary_items", order=2000)
def count_nothing(request: HttpRequest, items: list[SummaryItem]) -> None:
    """How many pages, pictures and files there are tells nobody what to do."""
    items.clear()
