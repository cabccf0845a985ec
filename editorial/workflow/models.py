"""The steps of the review, and an item that waits at one of them."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site, Task, TaskState

if TYPE_CHECKING:
    from portal.accounts.models import User


class ReviewTask(Task):
    """A step of the one workflow of all portals.

    Who may act on an item is found by role on the item's portal at the moment of acting, so one
    task serves all portals and a change of roles counts at once.
    """

    class Step(models.TextChoices):
        EDITING = "editing", _("editing")
        APPROVAL = "approval", _("approval")

    step = models.CharField(_("step"), max_length=10, choices=Step, unique=True)

    admin_form_fields = Task.admin_form_fields
    task_state_class = None  # set below, where the class is known

    class Meta:
        verbose_name = _("step of the review")
        verbose_name_plural = _("steps of the review")

    def start(self, workflow_state, user: "User | None" = None) -> "ReviewState":
        """Lets an item wait at this step, or passes it on at once where nobody need edit it."""
        from editorial.workflow.services import start_step

        return start_step(self, workflow_state, user)

    def on_action(self, task_state, user, action_name: str, **kwargs) -> None:
        """Decides, whichever screen asks for it; see :func:`services.decide`."""
        from editorial.workflow.services import decide

        decide(task_state, user, action_name, comment=kwargs.get("comment", ""))

    def user_can_access_editor(self, page, user) -> bool:
        """Whether the person may read and change an item that waits at this step."""
        from editorial.workflow.rules import is_reviewer

        return is_reviewer(user, page, self.step)

    def locked_for_user(self, page, user) -> bool:
        """Whether the text may not be changed by this person while it waits at this step."""
        return not self.user_can_access_editor(page, user)

    def user_can_lock(self, page, user) -> bool:
        """Whoever may review may hold the item for themselves."""
        return self.user_can_access_editor(page, user)

    def get_actions(self, page, user) -> list[tuple[str, str, bool]]:
        """What this person may decide about an item: name, label, whether a comment is asked."""
        from editorial.workflow.rules import actions_for

        return actions_for(user, page, self.step)

    def get_task_states_user_can_moderate(self, user, **kwargs) -> models.QuerySet:
        """What waits at this step for this person."""
        from editorial.workflow.querysets import waiting_for

        waiting = waiting_for(user).filter(step=self.step)
        return TaskState.objects.filter(pk__in=waiting.values("pk"))

    @classmethod
    def get_description(cls) -> str:
        """What the list of kinds of steps says."""
        return _("People who hold the role of the step on the portal of the item")


class ReviewState(TaskState):
    """An item that waits, or waited, at a step, with exactly the version to be decided on."""

    # As it is now; Wagtail's own fields tell the version and the round of the review.
    page = models.ForeignKey(
        Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="+"
    )
    site = models.ForeignKey(
        Site, verbose_name=_("portal"), on_delete=models.CASCADE, related_name="+"
    )
    step = models.CharField(_("step"), max_length=10, choices=ReviewTask.Step)
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    notified_at = models.DateTimeField(_("reviewers told on"), null=True, blank=True)

    exclude_fields_in_copy = ["notified_at", "taskstate_ptr"]

    class Meta:
        verbose_name = _("item under review")
        verbose_name_plural = _("items under review")
        indexes = [models.Index(fields=["site", "step"], name="review_site_step")]

    @property
    def outcome(self) -> str:
        """What became of it at this step, in a word; who edits passes on and approves nothing."""
        if self.step == ReviewTask.Step.EDITING and self.status == self.STATUS_APPROVED:
            return _("passed on for approval")
        return self.get_status_display()


ReviewTask.task_state_class = ReviewState


class NoticePreference(models.Model):
    """How a person wants to hear of what waits for them; without a row, at once."""

    class When(models.TextChoices):
        AT_ONCE = "at_once", _("at once, a mail for each item")
        DAILY = "daily", _("once a day, one mail for all items")
        NEVER = "never", _("not by mail; I look at the first screen")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="review_notices"
    )
    when = models.CharField(_("mails about the review"), max_length=10, choices=When,
                            default=When.AT_ONCE)  # fmt: skip

    class Meta:
        verbose_name = _("wish for notices")
        verbose_name_plural = _("wishes for notices")

    def __str__(self) -> str:
        return f"{self.user}: {self.get_when_display()}"
