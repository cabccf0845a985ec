"""What I wrote, and where it stands."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, OuterRef, QuerySet, Subquery, TextChoices
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision, WorkflowState

from editorial.desk.naming import portal_names
from editorial.desk.panels import DeskPanel
from editorial.schedule.permissions import WRITING_ROLES
from editorial.workflow.models import ReviewState
from sites.access.choosing import pages_at_hand

MOST_SHOWN = 10
# Above these pages stands no text: the root, the home pages, the sections.
TEXT_DEPTH = 4


class Stand(TextChoices):
    """Where a text stands."""

    SENT_BACK = "sent_back", _("sent back to you")
    EDITING = "editing", _("in editing")
    APPROVAL = "approval", _("waits for approval")
    PLANNED = "planned", _("approved, appears by itself")
    CHANGED = "changed", _("published, with changes not sent for review")
    LIVE = "live", _("published")
    TAKEN_OFF = "taken_off", _("taken off")
    DRAFT = "draft", _("draft, not sent for review")


@dataclass(frozen=True)
class OwnText:
    """A text of the person's with where it stands and since, or until, when."""

    page: Page
    stand: Stand
    moment: datetime | None

    @property
    def title(self) -> str:
        """The title of the latest version."""
        return self.page.draft_title or self.page.title

    @property
    def url(self) -> str:
        """The editor."""
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])


class OwnTextsPanel(DeskPanel):
    """The last ten."""

    name = "desk_own"
    template_name = "desk/own.html"
    order = 40

    def is_shown(self) -> bool:
        """For everybody who writes."""
        return self.desk.is_provincial_administrator or self.desk.holds(*WRITING_ROLES)

    def get_context_data(self, parent_context) -> dict:
        """The texts, and where those under review wait."""
        pages = list(own_texts(self.desk.user)[:MOST_SHOWN])
        states = ReviewState.objects.filter(
            page__in=pages,
            pk=F("workflow_state__current_task_state"),
            workflow_state__status__in=(
                WorkflowState.STATUS_IN_PROGRESS,
                WorkflowState.STATUS_NEEDS_CHANGES,
            ),
        )
        by_page = {state.page_id: state for state in states.select_related("workflow_state")}
        portals = portal_names(pages) if self.desk.reaches_everywhere else {}
        return {
            "texts": [
                (placed(page, by_page.get(page.pk)), portals.get(page.pk, "")) for page in pages
            ],
            "most": MOST_SHOWN,
        }


def own_texts(user) -> QuerySet[Page]:
    """The texts that a person has begun on portals where they have rights, the latest first.

    Each says as ``appears_at`` at which hour its approved version appears by itself.
    """
    pages = Page.objects.filter(owner=user, depth__gte=TEXT_DEPTH, alias_of=None)
    condition = pages_at_hand(user)
    found = pages if condition is None else pages.filter(condition)
    key = Cast(OuterRef("pk"), Revision._meta.get_field("object_id"))
    approved = Revision.page_revisions.filter(object_id=key, approved_go_live_at__isnull=False)
    return found.annotate(appears_at=Subquery(approved.values("approved_go_live_at")[:1])).order_by(
        F("latest_revision_created_at").desc(nulls_last=True), "-pk"
    )


def placed(page: Page, state: ReviewState | None) -> OwnText:
    """A text with where it stands.

    Args:
        page: one of :func:`own_texts`.
        state: where its round of the review stands, if one is under way or came back.
    """
    if state is not None:
        return _under_review(page, state)
    if page.appears_at:
        return OwnText(page, Stand.PLANNED, page.appears_at)
    if page.live:
        stand = Stand.CHANGED if page.has_unpublished_changes else Stand.LIVE
        return OwnText(page, stand, page.last_published_at)
    if page.first_published_at:
        return OwnText(page, Stand.TAKEN_OFF, page.expire_at if page.expired else None)
    return OwnText(page, Stand.DRAFT, page.latest_revision_created_at)


def _under_review(page: Page, state: ReviewState) -> OwnText:
    if state.workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return OwnText(page, Stand.SENT_BACK, state.finished_at)
    return OwnText(page, Stand(state.step), state.started_at)
