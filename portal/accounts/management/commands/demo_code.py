"""``manage.py demo_code E-MAIL``: the second factor of a demonstration account."""

import csv

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.accounts.models import User
from portal.accounts.second_factor import present_code
from portal.common import clock
from portal.settings import environment


class Command(BaseCommand):
    """Prints the present code, for accounts of the demonstration only."""

    help = "Prints the present sign-in code of a demonstration account."

    def add_arguments(self, parser: CommandParser) -> None:
        """One e-mail address."""
        parser.add_argument("email")

    def handle(self, *args, email: str, **options) -> None:
        """Refuses outside a demonstration, for a code is as good as the telephone itself."""
        email = User.objects.normalize_email(email)
        # Production refuses to start with a shifted clock and beside a demonstration's accounts.
        if not clock.is_shifted():
            raise CommandError("Codes are printed in a demonstration only: run load_demo first.")
        if email not in _demonstration_addresses():
            raise CommandError(f"{email} is no account of the demonstration.")
        user = User.objects.filter(email=email).first()
        code = present_code(user) if user else None
        if code is None:
            raise CommandError(f"{email} has no second factor: the password is enough.")
        self.stdout.write(code)


def _demonstration_addresses() -> set[str]:
    path = environment.VAR_DIR / "demo-accounts.csv"
    if not path.exists():
        return set()
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {cell.strip().lower() for row in csv.reader(file) for cell in row if "@" in cell}
