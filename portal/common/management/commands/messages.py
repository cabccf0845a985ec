"""``manage.py messages``: the catalogues of the interface's texts."""

import sys
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from portal.common import catalogues


class Command(BaseCommand):
    """Extracts, updates, checks and compiles the catalogues; needs no gettext programs."""

    help = "Keeps the catalogues of the interface's texts (portal/locale)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "act",
            choices=["extract", "update", "check", "compile"],
            help="extract: print all source texts as a .pot file; update: bring the catalogues "
            "up to date, translations are kept; check: list what is missing; compile: write the "
            ".mo files that are not up to date",
        )

    def handle(self, *, act: str, **options) -> None:
        getattr(self, f"_{act}")()

    def _extract(self) -> None:
        sys.stdout.write(catalogues.as_po(catalogues.extract()).decode())

    def _update(self) -> None:
        texts = catalogues.extract()
        for locale in catalogues.locales():
            change = catalogues.update(locale, texts)
            self.stdout.write(
                f"{locale}: {len(change.added)} added, {len(change.removed)} removed, "
                f"{change.untranslated} without a translation"
            )

    def _check(self) -> None:
        texts = catalogues.extract()
        faults = {
            locale: catalogues.faults(catalogues.read(locale), texts)
            for locale in catalogues.locales()
        }
        for locale, sentences in faults.items():
            for sentence in sentences:
                self.stdout.write(f"{locale}: {sentence}")
        if any(faults.values()):
            raise CommandError(
                "The catalogues are not complete: run `manage.py messages update`, then translate."
            )

    def _compile(self) -> None:
        for locale in catalogues.compile_all():
            self.stdout.write(f"{locale}: compiled")
