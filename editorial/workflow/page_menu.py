"""What the editor of a page offers besides saving."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import (
    ActionMenuItem,
    PublishMenuItem,
    RestartWorkflowMenuItem,
    SubmitForModerationMenuItem,
    WorkflowMenuItem,
)

from editorial.workflow import gate, rules
from editorial.workflow.models import ReviewState
from portal.hosts.addresses import site_id_of

URGENT = "action-urgent"


class SendMenuItem(SubmitForModerationMenuItem):
    """Saves and sends for review; Wagtail's own label names its workflow."""

    label = _("Send for review")

    def get_context_data(self, parent_context) -> dict:
        """The plain label."""
        return ActionMenuItem.get_context_data(self, parent_context)


class DecideMenuItem(ActionMenuItem):
    """The way to the screen on which the waiting version is read and decided on."""

    label = _("Read and decide")
    name = "action-review"
    icon_name = "clipboard-list"

    def __init__(self, state: ReviewState) -> None:
        super().__init__(order=-10)
        self.state = state

    def get_url(self, parent_context) -> str:
        """The screen of the item."""
        return reverse("review:show", args=[self.state.pk])


class UrgentMenuItem(ActionMenuItem):
    """The head's way past the review; what stands in the form is saved first."""

    label = _("Publish urgently")
    name = URGENT
    icon_name = "warning"

    def is_shown(self, context) -> bool:
        """For the head of the board, wherever a page can be saved."""
        if context["view"] not in ("create", "edit") or not super().is_shown(context):
            return False
        site_id = site_id_of(context.get("page") or context["parent_page"])
        return site_id is not None and rules.is_head(context["request"].user, site_id)


def arrange(items: list[ActionMenuItem], request: HttpRequest, context: dict) -> None:
    """Puts the review's own entries in the place of Wagtail's.

    Args:
        items: the entries of the menu, changed in place.
        request: the request of the editor.
        context: what Wagtail tells the entries.
    """
    page = context.get("page") or context.get("parent_page")
    has_decision = any(isinstance(item, WorkflowMenuItem) for item in items)
    may_publish = not gate.refusal(page, request.user)
    kept = [item for item in items if not _is_replaced(item, may_publish)]
    items[:] = [SendMenuItem(item.order) if _sends(item) else item for item in kept]
    if has_decision:
        state = context["page"].current_workflow_task_state
        items.insert(0, DecideMenuItem(state))


def _sends(item: ActionMenuItem) -> bool:
    return isinstance(item, SubmitForModerationMenuItem)


def _is_replaced(item: ActionMenuItem, may_publish: bool) -> bool:
    if isinstance(item, WorkflowMenuItem | RestartWorkflowMenuItem):
        return True
    return isinstance(item, PublishMenuItem) and not may_publish
