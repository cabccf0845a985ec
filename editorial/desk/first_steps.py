"""What a portal needs before it can work, ticked by what is really there."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Exists, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.models import Site

from editorial.articles.models import ArticlePage
from editorial.boards.progress import DONE
from editorial.desk.panels import DeskPanel
from portal.common.tree import within_path
from portal.hosts.index import index
from sites.access.models import Role, SiteRole
from sites.profile.models import CONTACT_FIELDS

EDITING_ROLES = (Role.EDITOR, Role.SECRETARY)


@dataclass(frozen=True)
class FirstStep:
    """One step.

    Attributes:
        how: what to do, and who may.
        url: where it is done; empty if this person may not.
    """

    title: str
    how: str
    is_done: bool
    url: str = ""


class FirstStepsPanel(DeskPanel):
    """Shown until all steps are done."""

    name = "desk_first_steps"
    template_name = "desk/first_steps.html"
    order = 50

    def is_shown(self) -> bool:
        """For administrators and approvers of a portal that is not ready yet."""
        if not self.desk.is_on_live_portal or not self.desk.holds(
            Role.ADMINISTRATOR, Role.APPROVER
        ):
            return False
        self.steps = self._steps()
        return not all(step.is_done for step in self.steps)

    def get_context_data(self, parent_context) -> dict:
        """The steps, and how many are done."""
        done = sum(step.is_done for step in self.steps)
        return {"steps": self.steps, "done": done, "all": len(self.steps)}

    def _steps(self) -> list[FirstStep]:
        steps = [self._profile(), self._board()]
        if self.desk.period and self.desk.period.parent_id:
            steps.append(self._sending())
        return [*steps, self._people(), self._article()]

    def _profile(self) -> FirstStep:
        profile = self.desk.profile
        return FirstStep(
            _("Say how to reach you and who is responsible"),
            _(
                "The portal's administrator enters address, telephone, e-mail and the responsible "
                "person. Readers see them at the foot of each page."
            ),
            all(getattr(profile, name) for name in CONTACT_FIELDS),
            self._for_administrators(reverse("portals:own")),
        )

    def _board(self) -> FirstStep:
        return FirstStep(
            _("Enter the editorial board"),
            _("Enter number and date of the decision and the members in their order."),
            self.desk.board is not None,
            reverse("boards:new", args=[self.desk.site_id]),
        )

    def _sending(self) -> FirstStep:
        board, sending = self.desk.board, self.desk.sending
        url = reverse("boards:send", args=[board.uid]) if board else ""
        return FirstStep(
            _("Send the board up"),
            _("Once the board is entered, send it to the unit above, which accepts or returns it."),
            sending is not None and sending.state in DONE,
            url,
        )

    def _people(self) -> FirstStep:
        return FirstStep(
            _("Have an editor and an approver"),
            _(
                "The portal's administrator invites by e-mail at least one editor or secretary and "
                "one approver: nobody approves what they wrote themselves."
            ),
            self._present["editors"] and self._present["approvers"],
            self._for_administrators(reverse("staff:list")),
        )

    def _article(self) -> FirstStep:
        sections = self.desk.sections
        return FirstStep(
            _("Publish the first article"),
            _("Write it and send it for review; it appears when an approver has approved it."),
            self._present["articles"],
            sections[0].url if sections else "",
        )

    def _for_administrators(self, url: str) -> str:
        return url if self.desk.holds(Role.ADMINISTRATOR) else ""

    @cached_property
    def _present(self) -> dict[str, bool]:
        """Whether there are editors, approvers and articles; one statement."""
        site_id = self.desk.site_id
        roles = SiteRole.objects.filter(site=site_id, group__user__is_active=True)
        homes = index.current().home_paths.get(site_id, ())
        own = reduce(or_, (within_path(path) for path in homes), Q(pk__in=()))
        found = Site.objects.filter(pk=site_id).annotate(
            editors=Exists(roles.filter(role__in=EDITING_ROLES)),
            approvers=Exists(roles.filter(role=Role.APPROVER)),
            articles=Exists(ArticlePage.objects.filter(own, live=True)),
        )
        return found.values("editors", "approvers", "articles").get()
