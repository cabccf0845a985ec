"""``manage.py mail_role_offers``: sends the offers of roles whose mail was lost."""

from django.core.management.base import BaseCommand

from sites.access.staff.models import RoleOffer
from sites.access.staff.offers import mail_on_commit


class Command(BaseCommand):
    """Safe to run at any time, for instance every hour: each offer is mailed once."""

    help = "Queues the mail of every open offer of roles that was never sent."

    def handle(self, *args, **options) -> None:
        """Queues and counts."""
        unsent = list(RoleOffer.objects.open().filter(sent_at__isnull=True))
        for made in unsent:
            mail_on_commit(made)
        self.stdout.write(f"{len(unsent)} offers queued.")
