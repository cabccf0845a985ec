"""``manage.py messages``: the catalogues of the interface's texts."""

import sys
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from portal.common import catalogues, package_texts


class Command(BaseCommand):
    """Extracts, updates, checks and compiles the catalogues; needs no gettext programs."""

    help = "Keeps the catalogues of the interface's texts (portal/locale, portal/locale_packages)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "act",
            choices=["extract", "update", "packages", "check", "compile"],
            help="extract: print all source texts as a .pot file; update: bring the catalogues "
            "up to date, translations are kept; packages: the same for the catalogues of the "
            "installed packages; check: list what is missing; compile: write the .mo files that "
            "are not up to date",
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

    def _packages(self) -> None:
        for package in package_texts.PACKAGES:
            change = package_texts.update(package)
            self.stdout.write(
                f"{package.name}: {len(change.added)} added, {len(change.removed)} removed, "
                f"{change.untranslated} without a translation"
            )

    def _check(self) -> None:
        texts = catalogues.extract()
        faults = {
            locale: catalogues.faults(catalogues.read(locale), texts)
            for locale in catalogues.locales()
        }
        faults |= {
            package.name: package_texts.faults(package) for package in package_texts.PACKAGES
        }
        for name, sentences in faults.items():
            for sentence in sentences:
                self.stdout.write(f"{name}: {sentence}")
        if any(faults.values()):
            raise CommandError(
                "The catalogues are not complete: run `manage.py messages update` for our own "
                "texts or `manage.py messages packages`, then translate."
            )

    def _compile(self) -> None:
        for path in catalogues.compile_all():
            self.stdout.write(f"{path.relative_to(catalogues.BASE_DIR)}: compiled")
