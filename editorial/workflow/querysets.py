"""What waits at which step, and for whom."""

from datetime import datetime

from django.db.models import QuerySet
from wagtail.models import TaskState, WorkflowState

from editorial.workflow.models import ReviewState, ReviewTask
from sites.access.models import Role
from sites.access.standing import standing

# The roles that act at a step on their own portal.
REVIEWERS = {
    ReviewTask.Step.EDITING: (Role.EDITOR, Role.SECRETARY, Role.APPROVER),
    ReviewTask.Step.APPROVAL: (Role.APPROVER,),
}


def portal_of_review(number: int) -> int | None:
    """The portal of an item that waits, or waited, at a step; None if there is none.

    Args:
        number: primary key of the item.
    """
    return ReviewState.objects.filter(pk=number).values_list("site", flat=True).first()


def waiting() -> QuerySet[ReviewState]:
    """Everything that waits at a step."""
    return ReviewState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
    )


def waiting_for(user) -> QuerySet[ReviewState]:
    """What waits for somebody with the roles of this person, whoever wrote it.

    Administrators of the province have no role here: what they do in a hurry has its own way.
    """
    held = standing(user)
    found = ReviewState.objects.none()
    if not user.is_active:
        return found
    by_step = {step: held.sites_with(*roles) for step, roles in REVIEWERS.items()}
    for step, sites in by_step.items():
        if sites:
            found = found | waiting().filter(step=step, site__in=sites)
    return found


def overdue_before(user, moment: datetime) -> QuerySet[ReviewState]:
    """What waits over its deadline on all portals, for whoever works on all of them.

    They look on and decide on nothing; everybody else has what waits for them.
    """
    if not (user.is_active and standing(user).reaches_everywhere):
        return ReviewState.objects.none()
    return waiting().filter(due_at__lt=moment)


def sent_back_to(user) -> QuerySet[WorkflowState]:
    """The rounds that this person has begun and that came back for changes.

    Only those on portals on which the person still works, and on the current one where one is
    chosen; whoever works on all portals is shown all.
    """
    held = standing(user)
    rounds = WorkflowState.objects.filter(
        requested_by=user, status=WorkflowState.STATUS_NEEDS_CHANGES
    )
    if held.reaches_everywhere:
        return rounds
    return rounds.filter(current_task_state__reviewstate__site__in=held.sites_with())
