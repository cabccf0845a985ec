"""Items that wait for approval while nobody on their portal may approve them."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Cast, Coalesce
from wagtail.models import Revision

from editorial.desk.panels import DeskPanel
from editorial.workflow.models import ReviewState, ReviewTask
from editorial.workflow.querysets import waiting
from portal.accounts.models import User
from sites.access.models import Role

NOBODY = 0


def approvable_by_nobody() -> QuerySet[ReviewState]:
    """What waits for approval and has no approver, or none but those who wrote it.

    It is the rule of ``editorial.workflow.rules.own_text_refusal`` for many items at once.
    """
    approvers = User.groups.through.objects.filter(
        group__site_role__site=OuterRef("site"),
        group__site_role__role=Role.APPROVER,
        user__is_active=True,
    )
    wrote = Revision.page_revisions.filter(
        object_id=Cast(OuterRef(OuterRef("page")), Revision._meta.get_field("object_id")),
        user=OuterRef("user"),
    ).filter(
        Q(created_at__gt=Coalesce(OuterRef(OuterRef("live_since")), F("created_at")))
        | Q(created_at=Coalesce(OuterRef(OuterRef("live_since")), F("created_at")))
        & ~Q(pk=Coalesce(OuterRef(OuterRef("page__live_revision")), NOBODY))
    )
    others = approvers.exclude(
        user=Coalesce(OuterRef("workflow_state__requested_by"), NOBODY)
    ).filter(~Exists(wrote))
    return (
        waiting()
        .filter(step=ReviewTask.Step.APPROVAL)
        .annotate(live_since=F("page__live_revision__created_at"))
        .exclude(Q(site__profile__allows_own_texts=True) & Exists(approvers))
        .filter(~Exists(others))
    )


class UnattendedPanel(DeskPanel):
    """A warning to the administrators of the portal, who can invite somebody."""

    name = "desk_unattended"
    template_name = "desk/unattended.html"
    order = 10

    def is_shown(self) -> bool:
        """Where there is such an item."""
        if not (self.desk.is_on_live_portal and self.desk.holds(Role.ADMINISTRATOR)):
            return False
        self.number = approvable_by_nobody().filter(site=self.desk.site_id).count()
        return bool(self.number)

    def get_context_data(self, parent_context) -> dict:
        """How many items wait."""
        return {"number": self.number}
