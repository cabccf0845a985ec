"""The parts of an election's hub. Each feature says whether it has something to show."""

from collections.abc import Callable

from editorial.campaigns.services import Part
from editorial.elections.models import Election

PartOf = Callable[[Election], Part | None]

_parts: dict[int, PartOf] = {}


def register_part(order: int, part: PartOf) -> None:
    """Adds a part.

    Args:
        order: its place among the others.
        part: gives the part for an election, or None while it has nothing to show.
    """
    _parts[order] = part


def parts_of(election: Election) -> list[Part]:
    """The parts that have something to show, in their order."""
    found = (_parts[order](election) for order in sorted(_parts))
    return [part for part in found if part is not None]
