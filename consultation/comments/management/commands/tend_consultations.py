"""``manage.py tend_consultations``: what falls due by itself, every few minutes."""

from django.core.management.base import BaseCommand

from consultation.attachments import services as attachments
from consultation.comments import mailing, receipts, reminders, retention
from consultation.similarity.services import group_all


class Command(BaseCommand):
    """Safe to run at any time and twice at once: each mail is sent once, each receipt linked once.

    It does all that the worker does for consultations, so that a timer is enough without one.
    """

    help = (
        "Looks at files in quarantine, links new receipts, owes officers and authors what has fallen due, and sends the mails "
        "that are owed."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--again",
            action="store_true",
            help="tries once more what was given up after a week of refusals",
        )

    def handle(self, *, again: bool, **options) -> None:
        """Does it and counts."""
        looked_at = attachments.look_at_all()
        attachments.sweep()
        if looked_at:
            self.stdout.write(f"{looked_at} files taken out of quarantine.")
        group_all()
        linked = receipts.extend_whole_chain()
        owed = reminders.owe_all()
        if again:
            mailing.given_up().update(tries=0)
        sent = mailing.send_all_due()
        erased = retention.erase_due()
        if erased:
            self.stdout.write(f"Authors' data of {erased} comments erased: its time is over.")
        left, lost = mailing.due().count(), mailing.given_up().count()
        self.stdout.write(
            f"{linked} receipts linked, {owed} notices owed, {sent} mails sent, "
            f"{left} still to be sent, {lost} given up."
        )
