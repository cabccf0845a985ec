"""``manage.py check_receipts``: whether every comment still is what its receipt says."""

import sys

from django.core.management.base import BaseCommand

from consultation.comments import receipts
from consultation.comments.codes import written
from consultation.comments.models import ChainDay, Receipt

MEANINGS = {
    "missing": "the receipt of this number was removed",
    "link": "the link does not follow from the one before and from this receipt",
    "day": "the link is not the one that was published for its day",
    "changed": "text, place, moment or signature are not those of the day of arrival",
    "key": "signed by a key that is not among SECRET_KEY and SECRET_KEY_FALLBACKS",
}


class Command(BaseCommand):
    """Exit status 0 where all is well, 1 where something was changed or removed."""

    help = "Checks all receipts against their comments, and their chain against its days."

    def handle(self, *args, **options) -> None:
        """Prints each fault on a line of its own, then a count."""
        faults = receipts.check_chain() + receipts.check_unlinked()
        for fault in faults:
            self.stdout.write(_line(fault))
        newest = ChainDay.objects.first()
        end = f"; last link {newest.link} of {newest.day:%d/%m/%Y}" if newest else ""
        self.stdout.write(f"{Receipt.objects.count()} receipts, {len(faults)} faults{end}.")
        if faults:
            sys.exit(1)


def _line(fault: receipts.Fault) -> str:
    number = f"number {fault.number}" if fault.number else "not linked yet"
    code = written(fault.code) if fault.code else "-"
    what = MEANINGS.get(fault.what, f"{fault.what} has no receipt")
    return f"{code}\t{number}\t{what}"
