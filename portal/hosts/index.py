"""Which site a host name and a page belong to, without a loop over all sites.

Wagtail finds the address of a page by walking the list of all sites; with thousands of sites
that costs half a second of processor time per page. Here each process keeps an index: host name
to site, and the first eight characters of a page's ``path`` (its home page's) to its site's
root. A row in the database, read once per request, tells whether the index is still right; what
changed since is read site by site, so that making one site never costs a walk over the others.
"""

import time
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property

from asgiref.local import Local
from django.conf import settings
from django.db import connection, transaction
from django.db.models import F
from wagtail.models import Page, Site
from wagtail.models.sites import SiteRootPath

from portal.common.prepared import PreparedStatement
from portal.hosts.models import Host, IndexVersion, SiteChange
from portal.settings.environment import origin

HOME_PATH_LENGTH = 8
# Above this many changed sites, one full reading is cheaper than reading them by name.
MOST_CHANGES = 500
# Outside a request (a worker, a shell) the version is asked for at most this often, in seconds.
LONGEST_TRUST = 1.0


_version = PreparedStatement(
    lambda pk: IndexVersion.objects.filter(pk=pk).values_list("number", "rebuilt", "token")
)


@dataclass(frozen=True, slots=True)
class HostEntry:
    """What the table of host names says about one name."""

    name: str
    kind: str
    state: str
    site_id: int | None


@dataclass(frozen=True)
class Snapshot:
    """The addresses of all sites at one version. Never changed, only replaced."""

    number: int = -1
    token: uuid.UUID | None = None
    hosts: dict[str, HostEntry] = field(default_factory=dict)
    current_names: dict[int, str] = field(default_factory=dict)
    roots: dict[str, SiteRootPath] = field(default_factory=dict)
    # Tree paths of home pages that are not published: their pages belong to the site all the same.
    hidden: frozenset[str] = frozenset()
    # Filled by portal.hosts.kept; the one part that grows while the snapshot is in use.
    kept: dict[int, dict] = field(default_factory=dict)

    @cached_property
    def root_paths(self) -> list[SiteRootPath]:
        """All roots, most specific first, as ``Site.get_site_root_paths`` gives them."""
        return sorted(self.roots.values(), key=lambda root: root.root_path, reverse=True)

    @cached_property
    def home_paths(self) -> dict[int, list[str]]:
        """Tree paths of each site's published home pages, one per language."""
        paths: dict[int, list[str]] = {}
        for path, root in self.roots.items():
            if path not in self.hidden:
                paths.setdefault(root.site_id, []).append(path)
        return paths


def root_url(host_name: str) -> str:
    """Scheme, host and port of a site, from the settings and never from ``Site.port``."""
    return origin(settings.PUBLIC_SCHEME, host_name, settings.PUBLIC_PORT)


def _read_hosts(site_ids: Iterable[int] | None) -> list[HostEntry]:
    hosts = Host.objects.exclude(state=Host.State.REMOVED)
    if site_ids is not None:
        hosts = hosts.filter(site_id__in=site_ids)
    return [HostEntry(*row) for row in hosts.values_list("name", "kind", "state", "site_id")]


def _read_roots(
    site_ids: Iterable[int] | None,
) -> tuple[dict[str, SiteRootPath], frozenset[str]]:
    sites = Site.objects.order_by()
    if site_ids is not None:
        sites = sites.filter(pk__in=site_ids)
    by_key = {
        key: (site_id, host)
        for site_id, host, key in sites.values_list("pk", "hostname", "root_page__translation_key")
    }
    homes = Page.objects.filter(depth=2).order_by()
    if site_ids is not None:
        homes = homes.filter(translation_key__in=by_key)
    roots, hidden = {}, set()
    rows = homes.values_list("path", "url_path", "translation_key", "locale__language_code", "live")
    for path, url_path, key, language, live in rows:
        if key in by_key:
            site_id, host = by_key[key]
            roots[path] = SiteRootPath(site_id, url_path, root_url(host), language)
            if not live:
                hidden.add(path)
    return roots, frozenset(hidden)


def _read_all(number: int, token: uuid.UUID | None) -> Snapshot:
    hosts = {entry.name: entry for entry in _read_hosts(None)}
    return Snapshot(number, token, hosts, _current_names(hosts.values()), *_read_roots(None))


def _current_names(entries: Iterable[HostEntry]) -> dict[int, str]:
    return {
        entry.site_id: entry.name
        for entry in entries
        if entry.site_id and entry.state == Host.State.CURRENT
    }


def _read_changed(before: Snapshot, number: int, token: uuid.UUID) -> Snapshot:
    changes = SiteChange.objects.filter(number__gt=before.number)
    changed = set(changes.values_list("site_id", flat=True)[: MOST_CHANGES + 1])
    if len(changed) > MOST_CHANGES:
        return _read_all(number, token)
    fresh = _read_hosts(changed)
    hosts = {name: entry for name, entry in before.hosts.items() if entry.site_id not in changed}
    hosts.update((entry.name, entry) for entry in fresh)
    names = {site: name for site, name in before.current_names.items() if site not in changed}
    names.update(_current_names(fresh))
    roots = {path: root for path, root in before.roots.items() if root.site_id not in changed}
    fresh_roots, fresh_hidden = _read_roots(changed)
    roots.update(fresh_roots)
    hidden = before.hidden.intersection(roots).difference(fresh_roots) | fresh_hidden
    kept = {site: values for site, values in list(before.kept.items()) if site not in changed}
    return Snapshot(number, token, hosts, names, roots, hidden, kept)


class AddressIndex:
    """The index of one process; a thread inside a transaction that changes it has its own."""

    def __init__(self) -> None:
        self._shared = Snapshot()
        self._checked_at = 0.0
        self._local = Local()

    def current(self) -> Snapshot:
        """The snapshot to use now: the request's own, or a fresh one."""
        if getattr(self._local, "stale", False) or self._was_rolled_back():
            return self.check()
        known = getattr(self._local, "pinned", None) or self._own()
        if known is not None:
            return known
        is_trusted = time.monotonic() - self._checked_at < LONGEST_TRUST
        return self._shared if is_trusted else self.check()

    def check(self) -> Snapshot:
        """Asks the database for the version and reads what has changed."""
        base = self._shared if self._was_rolled_back() else self._own() or self._shared
        rows = list(_version.ask(pk=1))
        number, rebuilt, token = rows[0] if rows else (0, 0, None)
        if base.number == number and base.token == token:
            snapshot = base
        elif base.number < rebuilt or base.number >= number or base.number < 0:
            snapshot = _read_all(number, token)
        else:
            snapshot = _read_changed(base, number, token)
        self._local.seen = self._unfinished_changes()
        if self._local.seen:
            self._local.own = snapshot
        else:
            self._local.own = None
            self._shared, self._checked_at = snapshot, time.monotonic()
        self._local.stale = False
        if getattr(self._local, "pinned", None) is not None:
            self._local.pinned = snapshot
        return snapshot

    @contextmanager
    def pinned(self) -> Iterator[Snapshot]:
        """One check for a whole request."""
        outer = getattr(self._local, "pinned", None)
        self._local.pinned = None
        self._local.pinned = self.check()
        try:
            yield self._local.pinned
        finally:
            self._local.pinned = outer

    def changed(self, *site_ids: int) -> None:
        """Tells every process that the addresses of these sites changed; of all, if none.

        The row of the version is locked until the transaction ends, so that versions become
        visible in their order.
        """
        with transaction.atomic():
            if not IndexVersion.objects.filter(pk=1).update(
                number=F("number") + 1, token=uuid.uuid4()
            ):
                IndexVersion.objects.create(pk=1, number=1)
            number = IndexVersion.objects.values_list("number", flat=True).get(pk=1)
            if site_ids:
                SiteChange.objects.bulk_create(
                    [SiteChange(site_id=pk, number=number) for pk in site_ids],
                    update_conflicts=True,
                    unique_fields=["site_id"],
                    update_fields=["number"],
                )
            else:
                IndexVersion.objects.filter(pk=1).update(rebuilt=number)
        self._local.stale = True
        transaction.on_commit(self._committed)

    def lock(self) -> None:
        """Takes the lock of the version now, so that all who make sites stand in one queue."""
        if not IndexVersion.objects.filter(pk=1).update(number=F("number")):
            IndexVersion.objects.get_or_create(pk=1)

    def forget(self) -> None:
        """Drops all that is known, for tests that roll the database back."""
        self.__init__()

    def _committed(self) -> None:
        self._local.own = None
        self._local.stale = True

    def _unfinished_changes(self) -> int:
        """How many changes of ours wait for the commit of this thread's transaction.

        Django forgets what waits for a commit when the transaction or a savepoint is rolled back.
        """
        if not connection.in_atomic_block:
            return 0
        return sum(waiting[1] == self._committed for waiting in connection.run_on_commit)

    def _was_rolled_back(self) -> bool:
        return self._unfinished_changes() < getattr(self._local, "seen", 0)

    def _own(self) -> Snapshot | None:
        return getattr(self._local, "own", None) if self._unfinished_changes() else None


index = AddressIndex()
