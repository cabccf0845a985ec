"""``manage.py mail_invitations``: sends the invitations whose mail was lost."""

from django.core.management.base import BaseCommand

from portal.accounts.invitations import mail_unsent


class Command(BaseCommand):
    """Safe to run at any time, for instance every hour: each invitation is mailed once."""

    help = "Queues the mail of every open invitation that was never sent."

    def handle(self, *args, **options) -> None:
        """Queues and counts."""
        self.stdout.write(f"{mail_unsent()} invitations queued.")
