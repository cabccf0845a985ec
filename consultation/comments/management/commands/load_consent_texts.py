from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from consultation.comments.loading import ConsentDataError, load_consent_texts


class Command(BaseCommand):
    help = "Adds the texts to which citizens consent when they comment; what is there stays."

    def handle(self, *args, **options) -> None:
        try:
            count = load_consent_texts()
        except ConsentDataError as fault:
            raise CommandError(str(fault)) from fault
        self.stdout.write(_("%(count)d new texts of consent") % {"count": count})
