"""What may happen to an item under review: submitted, changed, passed on, sent back, published."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState, WorkflowState

from editorial.workflow import gate, rules
from editorial.workflow.authorship import writers_of
from editorial.workflow.marks import OWN_TEXT, URGENT, note, version_of
from editorial.workflow.models import ReviewState, ReviewTask
from editorial.workflow.querysets import REVIEWERS, waiting
from portal.accounts.models import User
from portal.common import clock
from portal.hosts.addresses import site_id_of
from sites.access.models import Role
from sites.access.people import people_with_role_on
from sites.access.standing import acting_now, all_roles_of
from sites.worktime.services import due

Step = ReviewTask.Step
# Whoever holds one of these on the portal writes texts that need no editor.
EDITS_OWN_TEXTS = (Role.EDITOR, Role.SECRETARY, Role.APPROVER)
LONGEST_REASON = 1000


class ReviewRefused(PermissionDenied):
    """Something may not be done with an item; the message says why and what to do."""


def start_step(task: ReviewTask, workflow_state: WorkflowState, user: User | None) -> ReviewState:
    """Lets an item wait at a step, or passes it on where the step would do nothing.

    Editing is passed on if the one who asks for review edits on this portal, or if nobody does.
    The deadline runs from the day the item was submitted; see ``sites.worktime``.
    """
    page = workflow_state.content_object
    state = ReviewState(
        workflow_state=workflow_state,
        revision=page.get_latest_revision(),
        task=task,
        page_id=page.pk,
        site_id=site_id_of(page),
        step=task.step,
        due_at=due("editing", workflow_state.created_at),
    )
    if task.step == Step.EDITING and not _needs_editor(state, workflow_state.requested_by):
        state.status = TaskState.STATUS_SKIPPED
        state.finished_at = clock.now()
    state.save()
    if state.status == TaskState.STATUS_IN_PROGRESS:
        _tell_reviewers_on_commit(state)
    return state


def _needs_editor(state: ReviewState, author: User | None) -> bool:
    roles = all_roles_of(author) if author else {}
    if roles.get(state.site_id, frozenset()).intersection(EDITS_OWN_TEXTS):
        return False
    if any(Role.PROVINCIAL_EDITOR in held for held in roles.values()):
        return False
    return people_with_role_on([state.site_id], Role.EDITOR, Role.SECRETARY).exists()


@transaction.atomic
def submit(page: Page, user: User, *, version: str = "") -> WorkflowState:
    """Asks for the review of the latest version of a page.

    Args:
        page: the page; what it was sent back with before goes on where it stopped.
        user: who asks.
        version: what the person saw, if the screen knows it; see :func:`marks.version_of`.

    Raises:
        ReviewRefused: it is under review, nothing or something else has changed, or the person
            may not.
    """
    page = _locked(page)
    user = acting_now(user, site_id_of(page))
    refuse_if(rules.submission_refusal(user, page))
    if version:
        _refuse_stale(page, version)
    if not page.latest_revision_id:
        page.save_revision(user=user, log_action=True)
    state = page.current_workflow_state
    if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user)
        return state
    workflow = page.get_workflow()
    if workflow is None:
        raise ReviewRefused(_("There is no review for this page. Tell the province."))
    return workflow.start(page, user)


@transaction.atomic
def decide(
    task_state: TaskState, user: User, action: str, *, comment: str = "", version: str = ""
) -> ReviewState:
    """Passes an item on, publishes it or sends it back.

    What is decided on is exactly the version at hand: if it was changed since, or decided by
    somebody else, nothing happens.

    Args:
        task_state: where the item waits, as the person saw it.
        user: who decides; their roles are read anew.
        action: ``approve`` or ``reject``.
        comment: what the others are told; needed to send back.
        version: what the person read; see :func:`marks.version_of`. Without it, the version
            that ``task_state`` was read with.

    Raises:
        ReviewRefused: it was decided or changed meanwhile, or the person may not.
    """
    read = version or version_of(task_state.revision)
    # First the page, then the round, as everything that saves a page does: two who act at once
    # wait for each other, and never in a circle.
    page = _locked_by_id(task_state.workflow_state.object_id)
    WorkflowState.objects.select_for_update().get(pk=task_state.workflow_state_id)
    state = waiting().select_related("task").filter(pk=task_state.pk).first()
    if state is None:
        raise ReviewRefused(
            _("Somebody else has decided this already, or the text was changed. Look again.")
        )
    user = acting_now(user, state.site_id)
    _refuse_stale(page, read)
    _refuse_unless_offered(state, page, user, action)
    if action == "reject":
        if not comment.strip():
            raise ReviewRefused(_("Say what has to be changed, so that the author can mend it."))
        state.reject(user=user, comment=comment)
        return state
    if state.step == Step.APPROVAL and rules.is_own_text(user, page):
        note(OWN_TEXT, page, user)
    with gate.reviewed():
        state.approve(user=user, comment=comment)
    return state


def _refuse_stale(page: Page, version: str) -> None:
    if version != version_of(page.latest_revision):
        raise ReviewRefused(
            _("The text was changed after you opened it. Read it again, then decide.")
        )


def _refuse_unless_offered(state: ReviewState, page: Page, user: User, action: str) -> None:
    if page.locked and page.locked_by_id != user.pk:
        raise ReviewRefused(_("Somebody holds this page. Ask them, or wait until it is released."))
    if not rules.is_reviewer(user, page, state.step):
        raise ReviewRefused(_("You do not hold the role on this portal that decides here."))
    offered = {name for name, _label, _asks in rules.actions_for(user, page, state.step)}
    if action not in offered:
        reason = rules.own_text_refusal(user, page) or _("This cannot be done here.")
        raise ReviewRefused(reason)


@transaction.atomic
def publish_urgently(page: Page, user: User, *, reason: str, version: str) -> None:
    """Publishes a version without review, for the head of the board, who says why.

    Args:
        page: the page.
        user: who publishes.
        reason: why it cannot wait; kept in the history.
        version: what the person read, empty for a page without any version; see
            :func:`marks.version_of`.

    Raises:
        ReviewRefused: there is no reason, the version is not the latest, or the person may not.
    """
    page = _locked(page)
    user = acting_now(user, site_id_of(page))
    refuse_if(rules.urgent_refusal(user, page))
    if not reason.strip():
        raise ReviewRefused(_("Say why this cannot wait for the review."))
    _refuse_stale(page, version)
    revision = page.get_latest_revision() or page.save_revision(user=user, log_action=True)
    note(URGENT, page, user, {"reason": reason.strip()[:LONGEST_REASON]})
    with gate.reviewed():
        revision.publish(user=user)


def renew_step(page: Page) -> None:
    """Lets the step that a page waits at wait with its latest version.

    Nobody is told anew: hundreds of saves are one text that waits. Who has read an earlier
    version cannot decide on this one, see :func:`decide`.
    """
    waiting().filter(page=page.pk).update(revision=page.latest_revision_id)


def move_states(page: Page) -> None:
    """Items that move with their page to another portal wait there."""
    for state in waiting().filter(page__path__startswith=page.path).select_related("page"):
        site_id = site_id_of(state.page)
        if site_id and site_id != state.site_id:
            ReviewState.objects.filter(pk=state.pk).update(site=site_id)


def people_to_act(state: ReviewState):
    """Active people who may decide on an item now, without those who wrote it."""
    people = people_with_role_on([state.site_id], *REVIEWERS[state.step])
    if state.step == Step.APPROVAL and not rules.allows_own_texts(state.site_id):
        people = people.exclude(pk__in=writers_of(state.page))
    return people


def may_act(person: User, state: ReviewState) -> bool:
    """Whether one person may decide on an item now, and did not write it."""
    if not rules.is_reviewer(person, state.page, state.step):
        return False
    return state.step != Step.APPROVAL or not rules.own_text_refusal(person, state.page)


def _locked(page: Page) -> Page:
    """The page as it is once nobody else can change it."""
    return _locked_by_id(page.pk)


def _locked_by_id(page_id: int | str) -> Page:
    Page.objects.select_for_update(of=("self",)).get(pk=page_id)
    return Page.objects.get(pk=page_id).specific


def refuse_if(reason: str) -> None:
    """Turns a reason against something into a refusal.

    Raises:
        ReviewRefused: there is a reason.
    """
    if reason:
        raise ReviewRefused(reason)


def _tell_reviewers_on_commit(state: ReviewState) -> None:
    from editorial.workflow.tasks import tell_reviewers

    number = state.pk
    transaction.on_commit(lambda: tell_reviewers.enqueue(number))
