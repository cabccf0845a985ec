"""Builds the demonstration."""

import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from typing import TypeVar

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from portal.common import clock
from portal.demo import day, services
from portal.demo.accounts import ListedAccount
from portal.hosts.index import root_url

Step = TypeVar("Step")
# Without a terminal, a line after this many sites.
SPARSE = 40
# Names under which the clock's shift stands in the environment of a process.
CLOCK_NAMES = ("CLOCK_DAY", "CLOCK_LOADED_AT")


class Command(BaseCommand):
    """``manage.py load_demo``: every step may be repeated, so an interruption costs nothing."""

    help = "Build the demonstration: the province of Bắc Ninh on 19/04/2021."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--fresh", action="store_true", help="throw all data away and build it again"
        )

    def handle(self, *args, **options) -> None:
        try:
            if options["fresh"]:
                services.forget_everything(self._say)
            if options["fresh"] or not self._is_on_its_day():
                self._restart()
            self._load()
        except services.DemoError as error:
            raise CommandError(str(error)) from error

    def _is_on_its_day(self) -> bool:
        """Whether what is loaded now will be dated rightly; a finished load keeps its day."""
        is_finished = day.loaded_marker().exists() and clock.is_shifted()
        return is_finished or clock.today() == day.DEMO_DAY

    def _restart(self) -> None:
        """Begins anew on the demonstration's day: models must load under the shifted clock."""
        day.set_clock()
        for name in CLOCK_NAMES:
            os.environ.pop(name, None)
        arguments = [argument for argument in sys.argv if argument != "--fresh"]
        sys.stdout.flush()
        os.execv(sys.executable, [sys.executable, *arguments])  # noqa: S606 our own command line

    def _load(self) -> None:
        self._say("Units, law and lists")
        services.load_registers()
        plan = services.planned_sites()
        if plan.faults:
            raise CommandError("\n".join(fault.message for fault in plan.faults))
        for _result in self._shown("Portals", services.provision(plan), len(plan.sites)):
            pass
        self._say("Accounts")
        accounts = services.make_accounts()
        sites = services.sites_to_fill()
        if sites:
            self._say("Pictures")
            services.draw_pictures()
        for _count in self._shown("Contents", services.fill(sites), len(sites)):
            pass
        services.translate()
        self._say("Editorial boards")
        services.enter_editorial_boards()
        services.schedule_examples()
        services.bring_texts_on_their_way()
        services.hold_major_events()
        services.ask_about_drafts()
        services.comment_on_drafts()
        day.loaded_marker().touch()
        self._say_addresses(accounts)

    def _shown(self, what: str, steps: Iterable[Step], total: int) -> Iterator[Step]:
        if sys.stderr.isatty():
            yield from tqdm(steps, desc=what, total=total, unit="site")
            return
        for number, step in enumerate(steps, start=1):
            yield step
            if number % SPARSE == 0 or number == total:
                self._say(f"{what}: {number} / {total}")

    def _say_addresses(self, accounts: list[ListedAccount]) -> None:
        hosts = dict.fromkeys(account.site for account in accounts)
        self._say("")
        for host in hosts:
            self._say(f"  {root_url(host)}/")
        self._say(f"  {root_url('localhost')}/  (all portals and accounts)")
        self._say("")
        for account in accounts:
            self._say(f"  {account.site:<36}{account.role:<20}{account.email}")
        self._say(f"\n  Passwords: {day.accounts_file().relative_to(settings.BASE_DIR)}")

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
