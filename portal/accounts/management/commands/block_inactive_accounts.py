"""``manage.py block_inactive_accounts``: warns owners of unused accounts, then blocks them."""

from django.core.management.base import BaseCommand

from portal.accounts.inactivity import close_unused


class Command(BaseCommand):
    """To be run daily; a second run on the same day does nothing more."""

    help = "Warns the owners of accounts that were not used for long, and blocks them later."

    def handle(self, *args, **options) -> None:
        """Says what was done with which account."""
        report = close_unused()
        for word, addresses in (
            ("warned", report.warned),
            ("blocked", report.blocked),
            ("kept open, the last administrator", report.kept),
        ):
            for address in addresses:
                self.stdout.write(f"{address}: {word}")
        self.stdout.write(f"{len(report.warned)} warned, {len(report.blocked)} blocked.")
