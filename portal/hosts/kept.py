"""What all pages of a site show alike, kept by each process until the site changes.

Header, menu and footer are the same on every page of a portal and change a few times a year. A
process keeps what it read for them beside the address index, whose version every request asks
for anyway; ``index.changed(site)`` makes all processes read them anew.
"""

from collections.abc import Callable, Hashable
from typing import TypeVar

from portal.common import clock
from portal.hosts.index import index

Value = TypeVar("Value")

# Beyond this many sites a process forgets those it read first: some 20 kB a site.
MOST_SITES = 1_000


def kept(site_id: int, name: Hashable, make: Callable[[], Value]) -> Value:
    """A value that belongs to one site: the one at hand, or else a new one.

    It is made anew each day, because units and people change with the day, and whenever
    ``index.changed`` names the site. It is shared by all threads: nobody may change it.

    Args:
        site_id: primary key of the site.
        name: what the value is, with the language if it depends on it.
        make: reads the value; None is what is not there yet, and is not kept.
    """
    sites = index.current().kept
    values = sites.get(site_id)
    if values is None:
        while len(sites) >= MOST_SITES:
            sites.pop(next(iter(sites)), None)
        values = sites.setdefault(site_id, {})
    today = clock.today()
    day, value = values.get(name, (None, None))
    if day != today:
        value = make()
        if value is not None:
            values[name] = today, value
    return value
