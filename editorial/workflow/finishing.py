"""What happens when a review has come to its end.

Wagtail reads this module while it loads its own models, so it imports none of them.
"""


def publish_approved(workflow_state, user=None) -> None:
    """Publishes the version that the last step approved, and no later one.

    Args:
        workflow_state: the round of the review, a ``WorkflowState``.
        user: who approved.
    """
    workflow_state.current_task_state.revision.publish(user=user)
