"""What the worker does: mails that are owed, the chain of receipts, and campaigns."""

from django_tasks import task

from consultation.comments import mailing, receipts


@task()
def send_notices(after: int = 0) -> None:
    """Sends what is owed, links new receipts and groups what is alike; whatever stops it, the rows stay.

    Args:
        after: the notice after which it begins: much of it is done in rounds, between which
            the worker does what others wait for.
    """
    from consultation.campaigns.services import group_all

    done = mailing.send_due(after)
    receipts.extend_chain()
    group_all()
    if done.last:
        send_notices.enqueue(done.last)
