"""What the worker does: mails that are owed, the chain of receipts, and campaigns."""

from django_tasks import task

from consultation.comments import mailing, receipts

# Between two rounds of mails.
GROUPING_SECONDS = 5


@task()
def send_notices(after: int = 0) -> None:
    """Sends what is owed, links new receipts and groups what is alike.

    Whatever stops it, the rows stay, and the next run finds them.

    Args:
        after: the notice after which it begins: much of it is done in rounds, between which
            the worker does what others wait for.
    """
    from consultation.similarity.services import group_all

    done = mailing.send_due(after)
    receipts.extend_chain()
    is_more = group_all(GROUPING_SECONDS)
    if done.last or is_more:
        send_notices.enqueue(done.last or 0)
