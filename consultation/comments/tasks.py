"""What the worker does: mails that are owed, and the chain of receipts."""

from django_tasks import task

from consultation.comments import mailing, receipts


@task()
def send_notices() -> None:
    """Sends what is owed, and links new receipts; whatever stops it, the rows stay."""
    receipts.extend_chain()
    mailing.send_due()
