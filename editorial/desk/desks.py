"""The desk of one person on one portal: what several panels ask for is read once."""

from datetime import date

from django.db.models import OuterRef, Subquery
from django.utils.functional import cached_property
from wagtail.models import Site
from wagtail.permissions import page_permission_policy

from editorial.boards.models import EditorialBoard, Submission
from editorial.boards.permissions import BOARD_ROLES
from editorial.desk.sections import SectionOffered, sections_for
from portal.common import clock
from sites.access.models import FAR_REACHING, SITE_ROLES, Role
from sites.access.standing import Standing, standing
from sites.profile.models import SiteProfile
from sites.units.models import UnitPeriod

# Everybody but those who only receive what citizens send in.
WORKING_ROLES = tuple(set(SITE_ROLES) - {Role.CITIZENS_OFFICER}) + FAR_REACHING


class Desk:
    """A person at work, on the portal that they are working on at the moment."""

    def __init__(self, user) -> None:
        self.user = user

    @cached_property
    def held(self) -> Standing:
        """The roles of the person on the current portal."""
        return standing(self.user)

    @cached_property
    def today(self) -> date:
        """The day in the province."""
        return clock.today()

    @property
    def is_provincial_administrator(self) -> bool:
        """Whether the person may do everything everywhere, and so has no current portal."""
        return self.held.is_provincial_administrator

    @property
    def reaches_everywhere(self) -> bool:
        """Whether what the person sees may be of any portal, so that its portal is named."""
        return self.held.reaches_everywhere

    @property
    def site_id(self) -> int | None:
        """The current portal; None for administrators of the province."""
        return min(self.held.sites_with(), default=None)

    @cached_property
    def profile(self) -> SiteProfile | None:
        """The profile of the current portal with its site."""
        profiles = SiteProfile.objects.select_related("site")
        return profiles.filter(site=self.site_id).first() if self.site_id else None

    @property
    def site(self) -> Site | None:
        """The current portal, read with its profile."""
        return self.profile.site if self.profile else None

    @property
    def is_on_live_portal(self) -> bool:
        """Whether there is a current portal, and it is no archive."""
        return self.profile is not None and not self.profile.is_retired

    def holds(self, *roles: str) -> bool:
        """Whether the person holds one of these roles on the current portal."""
        return bool(self.held.sites_with(*roles))

    @property
    def looks_after_board(self) -> bool:
        """Whether the person enters the portal's editorial board and sends it up."""
        return self.is_on_live_portal and self.holds(*BOARD_ROLES)

    @cached_property
    def period(self) -> UnitPeriod | None:
        """What holds today for the unit of the current portal; ``above`` names the unit above."""
        if self.profile is None:
            return None
        periods = UnitPeriod.objects.on(self.today)
        above = Subquery(periods.filter(unit=OuterRef("parent")).values("name")[:1])
        return periods.filter(unit=self.profile.unit_id).annotate(above=above).first()

    @cached_property
    def board(self) -> EditorialBoard | None:
        """The newest editorial board of the current portal."""
        return EditorialBoard.objects.filter(site=self.site_id).first()

    @cached_property
    def sending(self) -> Submission | None:
        """The last sending of the newest board."""
        return self.board.submissions.first() if self.board else None

    @cached_property
    def sections(self) -> list[SectionOffered]:
        """Where the person would write next."""
        return sections_for(self.user, self.site_id) if self.may_add else []

    @property
    def may_add(self) -> bool:
        """Whether the person may write new pages where they are."""
        if self.profile is not None and self.profile.is_retired:
            return False
        return page_permission_policy.user_has_permission(self.user, "add")
