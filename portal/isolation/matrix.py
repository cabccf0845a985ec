"""Asks every address of the administration as somebody of one portal for things of another."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse

from portal.accounts.models import User
from portal.common.testing.officers import officer_client
from portal.isolation.addresses import URLCONF, Filler, patterns
from portal.isolation.fingerprints import fingerprint
from portal.isolation.ground import BOTH, MARKER, WORDS, Belongings, Ground
from portal.isolation.own_forms import foreign_values, forms_of
from portal.isolation.payloads import OF_A_PORTAL, payloads, queries
from portal.isolation.watching import Seen, watching

# Addresses that end the session, or that are no screens of the administration.
NOT_ASKED = {
    "account_logout": "ends the session",
    "wagtailadmin_logout": "ends the session",
    "admin/logout/": "ends the session",
    "wagtailadmin_sprite": "pictures of the frame",
    "wagtailadmin_javascript_catalog": "texts of the frame",
    "wagtail_localize:javascript_catalog": "texts of the frame",
}
PLACES = ("admin/", "media/", "documents/", "tai-khoan/")
REDIRECTION, REFUSAL, NOT_FOUND, NOT_ALLOWED, ERROR = 300, 400, 404, 405, 500


@dataclass
class Report:
    """What was tried and what came of it."""

    tried: int = 0
    addresses: int = 0
    answers: dict[int, int] = field(default_factory=dict)
    leaks: list[str] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    @property
    def is_red(self) -> bool:
        """Whether anything was seen or touched."""
        return bool(self.leaks or self.changes)

    def __str__(self) -> str:
        answers = ", ".join(f"{code}: {count}" for code, count in sorted(self.answers.items()))
        return (
            f"{self.addresses} addresses, {self.tried} requests ({answers}); "
            f"{len(self.leaks)} leaks, {len(self.changes)} changes, {len(self.errors)} errors"
        )


class Matrix:
    """Tries all addresses as one person.

    Args:
        here: the portal of the person.
        there: the portal whose things are asked for.
        person: who asks.
        sought: what must not be seen.
        client: the browser of the person; a fresh one if left out.
    """

    def __init__(
        self,
        here: Belongings,
        there: Belongings,
        person: User,
        sought: str = MARKER,
        client: Client | None = None,
    ) -> None:
        self.here = here
        self.there = there
        self.sought = sought
        self.client = client or officer_client(person)
        self.client.raise_request_exception = False
        self.cookies = {name: morsel.value for name, morsel in self.client.cookies.items()}
        self.filler = Filler(here, there)
        self.report = Report()
        self.before = fingerprint(there)

    @classmethod
    def of(cls, ground: Ground, name: str) -> "Matrix":
        """The matrix of one of the people of a ground."""
        here, person = ground.portal_of(name), ground.persons[name]
        if name == BOTH:
            # The name of the other portal stands in the menu of who works there too.
            return Both(here, ground.there, person, f"{MARKER} {WORDS}")
        return cls(here, ground.there, person)

    def run(self, is_wanted: Callable[[str], bool] = lambda name: True, stop: bool = False):
        """Tries all; the database is as it was afterwards.

        Args:
            is_wanted: whether the address of a name is tried.
            stop: whether the first thing that is seen or touched is enough.

        Returns:
            The report.
        """
        for name, path in self.addresses():
            if not is_wanted(name):
                continue
            self.report.addresses += 1
            with transaction.atomic():
                self.ask(name, path)
                transaction.set_rollback(True)
            if stop and self.report.is_red:
                return self.report
        self._send_own_forms(is_wanted)
        return self.report

    def ask(self, name: str, path: str) -> None:
        """Asks one address in all ways."""
        first, *others = queries(name, self.there)
        # What is refused is refused whatever else is asked of it.
        is_by_number = "bulk" in name or "chosen" in name or name.startswith("staff:")
        shown = self._try("GET", name, path + first)
        if shown < REDIRECTION or is_by_number:
            for query in others:
                self._try("GET", name, path + query)
        sent = payloads(name, self.there)
        # What is not found at all need not be sent an empty form as well.
        for query, data in sent[1:] if shown == NOT_FOUND and len(sent) > 1 else sent:
            code = self._try("POST", name, path + query, data)
            is_refused = code == NOT_FOUND and not name.startswith(OF_A_PORTAL)
            if is_refused or code == NOT_ALLOWED:
                return

    def addresses(self) -> Iterator[tuple[str, str]]:
        """Name and path of each address, filled in each way."""
        for place, name, arguments in patterns():
            is_screen = name and place.startswith(PLACES)
            if not is_screen or name in NOT_ASKED or place in NOT_ASKED:
                continue
            rows = self.filler.filled(place, arguments)
            if rows is None:
                self.report.unknown.append(f"{place} ({name})")
                continue
            for row in rows:
                try:
                    yield name, reverse(name, URLCONF, kwargs=row)
                except NoReverseMatch:
                    self.report.unknown.append(f"{place} ({name}) {row}")
                    break

    def _send_own_forms(self, is_wanted: Callable[[str], bool]) -> None:
        """Sends one's own forms, as they are but for one thing of the other portal."""
        for name, path in forms_of(self.here):
            if not is_wanted(name):
                continue
            for change in foreign_values(self.client, path, self.there):
                with transaction.atomic():
                    if self._try("POST", name, path, change.data, change.what) < REFUSAL:
                        self._try("GET", name, path)
                    transaction.set_rollback(True)

    def _try(self, method: str, name: str, path: str, data=None, more: str = "") -> int:
        self.report.tried += 1
        what = f"{method} {name} {path} {more}".strip()
        with transaction.atomic():
            with watching() as seen:
                ask = self.client.get if method == "GET" else self.client.post
                answer = ask(path, data)
                seen.read(answer)
            self._look(what, answer, seen)
            if seen.has_written and fingerprint(self.there) != self.before:
                self.report.changes.append(f"{what}, sent {len(data or {})} fields")
            # One's own form stays sent until it has been read again.
            transaction.set_rollback(not more)
        self._keep_signed_in()
        return answer.status_code

    def _look(self, what: str, answer, seen: Seen) -> None:
        code = answer.status_code
        self.report.answers[code] = self.report.answers.get(code, 0) + 1
        if code >= ERROR:
            self.report.errors.append(f"{what}: {getattr(answer, 'exc_info', [code])[:2]}")
        self.report.leaks += [f"{what}: {found}" for found in seen.around(self.sought)]

    def _keep_signed_in(self) -> None:
        """A session that was changed for another is rolled back with all else."""
        present = {name: morsel.value for name, morsel in self.client.cookies.items()}
        if present != self.cookies:
            self.client.cookies.clear()
            for name, value in self.cookies.items():
                self.client.cookies[name] = value


class Both(Matrix):
    """Somebody who works on both portals, and on the first of them at the moment.

    Whatever names a thing of the other one, as pages, pictures, files, items under review and
    boards do, rightly switches there, so only lists are looked at.
    """

    def addresses(self) -> Iterator[tuple[str, str]]:
        """Those without arguments."""
        for place, name, arguments in patterns():
            if name and place.startswith("admin/") and not arguments and name not in NOT_ASKED:
                yield name, reverse(name, URLCONF)

    def ask(self, name: str, path: str) -> None:
        """Reads a list, and searches it."""
        for query in ("", "?q=ri"):
            self._try("GET", name, path + query)

    def _send_own_forms(self, is_wanted: Callable[[str], bool]) -> None:
        """Own forms are tried by the others."""
