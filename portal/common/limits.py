"""How often one address and one network may send a form before they are asked a question.

Nothing is refused and nothing is lost: behind one address stands a school, a hospital or a whole
commune. Above the rate, :mod:`portal.common.challenges` asks something that a person answers in a
second. If the cache is away, nobody is asked.
"""

import ipaddress
import logging
import time
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

logger = logging.getLogger(__name__)
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
# What one line has: an address of the old kind, a network of 64 bits of the new one.
ADDRESS_BITS = {4: 32, 6: 64}
# What one organisation or one district of a provider has.
NETWORK_BITS = {4: 24, 6: 48}
# Under these, a network of the new kind shows addresses of the old one.
NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True)
class Rate:
    """So many in so many seconds, counted over the seconds that have just passed."""

    number: int
    seconds: int


@dataclass(frozen=True)
class Limit:
    """The rates of one kind of form, which ``settings.CITIZEN_LIMITS`` names.

    Attributes:
        name: the key in the settings.
    """

    name: str

    def is_over(self, request: HttpRequest) -> bool:
        """Whether one more of this sender, or of its network, would be above a rate."""
        windows = self._windows(request)
        keys = [key for window in windows for key in window.keys]
        try:
            found = cache.get_many(keys) if keys else {}
        except Exception:
            # Those who comment do not suffer from a cache that is down.
            logger.exception("The limits of citizens' forms cannot be read")
            return False
        return any(window.count(found) >= window.rate.number for window in windows)

    def count(self, request: HttpRequest) -> None:
        """Counts a form that was taken."""
        try:
            for window in self._windows(request):
                window.add()
        except Exception:
            logger.exception("The limits of citizens' forms cannot be written")

    def _windows(self, request: HttpRequest) -> list["Window"]:
        address = address_of(request)
        if address is None:
            return []
        rates = settings.CITIZEN_LIMITS[self.name]
        now = time.time()
        return [
            Window(f"{self.name}:{scope}:{_hidden(network_of(address, bits))}", Rate(*rate), now)
            for scope, bits in (("address", ADDRESS_BITS), ("network", NETWORK_BITS))
            for rate in rates[scope]
        ]


@dataclass(frozen=True)
class MailLimit:
    """How many mails an address gets because somebody typed it into a form.

    Attributes:
        address: to which they go; the cache holds a keyed digest of it.
    """

    address: str

    def is_over(self) -> bool:
        """Whether one more would be above a rate of ``settings.CITIZEN_MAIL_LIMITS``."""
        windows = self._windows()
        try:
            found = cache.get_many([key for window in windows for key in window.keys])
        except Exception:
            logger.exception("The limits of mails cannot be read")
            return False
        return any(window.count(found) >= window.rate.number for window in windows)

    def count(self) -> None:
        """Counts a mail that was handed over."""
        try:
            for window in self._windows():
                window.add()
        except Exception:
            logger.exception("The limits of mails cannot be written")

    def _windows(self) -> list["Window"]:
        name = f"mail:{_hidden(self.address.strip().lower())}"
        now = time.time()
        return [Window(name, Rate(*rate), now) for rate in settings.CITIZEN_MAIL_LIMITS]


@dataclass(frozen=True)
class Window:
    """The count of one sender for one rate.

    It is kept by whole spans of time. Of the span before, that part counts which still lies within
    the rate's seconds, so that the turn of a span gives nobody twice the number.
    """

    name: str
    rate: Rate
    now: float

    @property
    def keys(self) -> tuple[str, str]:
        """Where the present span is counted, and the one before."""
        span = int(self.now // self.rate.seconds)
        start = f"limit:{self.name}:{self.rate.seconds}"
        return f"{start}:{span}", f"{start}:{span - 1}"

    def count(self, found: dict[str, int]) -> float:
        """How many were sent in the seconds of the rate."""
        present, former = self.keys
        passed = (self.now % self.rate.seconds) / self.rate.seconds
        return found.get(present, 0) + found.get(former, 0) * (1 - passed)

    def add(self) -> None:
        """One more."""
        key = self.keys[0]
        cache.add(key, 0, timeout=2 * self.rate.seconds)
        try:
            cache.incr(key)
        except ValueError:
            # It was dropped in between: the cache is full.
            cache.set(key, 1, timeout=2 * self.rate.seconds)


def address_of(request: HttpRequest) -> Address | None:
    """The sender's address, as the nearest proxy that is ours tells it; None if none is told.

    Every proxy appends whom it was asked by. With N proxies of ours the Nth entry from the end is
    true; what stands before it was sent by anybody.
    """
    trusted = settings.TRUSTED_PROXIES
    told = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if trusted > 0 else []
    if trusted > 0 and len(told) >= trusted:
        found = read_address(told[-trusted])
        if found is not None:
            return found
    return read_address(request.META.get("REMOTE_ADDR", ""))


def read_address(text: str) -> Address | None:
    """An address without port, brackets and zone; one of the old kind however it is wrapped."""
    plain = text.strip()[:100]
    if plain.startswith("["):
        plain = plain[1:].partition("]")[0]
    elif plain.count(":") == 1:
        plain = plain.partition(":")[0]
    try:
        address = ipaddress.ip_address(plain.partition("%")[0])
    except ValueError:
        return None
    if address.version == 6:
        if address.ipv4_mapped:
            return address.ipv4_mapped
        if address in NAT64:
            return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address


def network_of(address: Address, bits: dict[int, int]) -> str:
    """The network of an address, so wide as its kind asks for."""
    width = bits[address.version]
    return str(ipaddress.ip_network((address, width), strict=False))


def _hidden(network: str) -> str:
    """Under which a network is counted: no cache holds readers' addresses."""
    return salted_hmac("portal.common.limits", network, algorithm="sha256").hexdigest()[:32]
