"""What the worker does: mails that are owed, and the chain of receipts."""

from django_tasks import task

from consultation.comments import mailing, receipts


@task()
def send_notices(after: int = 0) -> None:
    """Sends what is owed, and links new receipts; whatever stops it, the rows stay.

    Args:
        after: the notice after which it begins: much of it is done in rounds, between which
            the worker does what others wait for.
    """
    done = mailing.send_due(after)
    receipts.extend_chain()
    if done.last:
        send_notices.enqueue(done.last)
