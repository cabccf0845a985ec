"""On what a comment can be made, and what the provision became since."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _

from consultation.drafts.models import DraftPage
from consultation.versions.models import DraftVersion, Lineage, Provision
from consultation.versions.naming import marked, path_of

# A way from a point up to its part is shorter than this.
DEEPEST = 9
# How the part of an address begins that names an article.
ARTICLE = "dieu-"


def own_draft_of(page: DraftPage) -> DraftPage:
    """The draft whose text a page shows: itself, or the one that it translates."""
    if page.text_page_id in {None, page.pk}:
        return page
    return DraftPage.objects.get(pk=page.text_page_id)


def provision_at(version: DraftVersion | None, address: str) -> Provision | None:
    """The provision of a version at an address; None for one that it does not have."""
    if version is None:
        return None
    return version.provisions.filter(address=address).select_related("lineage").first()


def way_up(provision: Provision) -> list[Provision]:
    """The provision and those above it, the nearest first, in one statement."""
    parts = provision.address.split(".")
    above = [".".join(parts[:end]) for end in range(len(parts), 0, -1)]
    rows = Provision.objects.filter(version=provision.version_id, address__in=above[:DEEPEST])
    found = {row.address: row for row in rows}
    return [found[address] for address in above if address in found]


def ways_of(provisions: Iterable[Provision]) -> dict[int, list[Provision]]:
    """Each provision with those above it, the nearest first, in one statement for all."""
    provisions = list(provisions)
    wanted: dict[int, set[str]] = {}
    for one in provisions:
        parts = one.address.split(".")
        above = {".".join(parts[:end]) for end in range(1, len(parts) + 1)}
        wanted.setdefault(one.version_id, set()).update(above)
    if not wanted:
        return {}
    addresses = set().union(*wanted.values())
    rows = Provision.objects.filter(version__in=wanted, address__in=addresses)
    found = {(row.version_id, row.address): row for row in rows.defer("text")}
    ways = {}
    for one in provisions:
        parts = one.address.split(".")
        above = [".".join(parts[:end]) for end in range(len(parts), 0, -1)]
        ways[one.pk] = [
            found[one.version_id, each] for each in above if (one.version_id, each) in found
        ]
    return ways


def name_of(provision: Provision | None, way: Iterable[Provision] | None = None) -> str:
    """How a comment's place is called: “Clause 2 article 5”, or “the whole draft”."""
    if provision is None:
        return _("The whole draft")
    return path_of(way or way_up(provision)) or str(provision)


def below(provision: Provision) -> list[Provision]:
    """A provision and all below it, in the order of the text; one statement."""
    rows = Provision.objects.filter(version=provision.version_id)
    own = Q(pk=provision.pk) | Q(address__startswith=f"{provision.address}.")
    return list(rows.filter(own).order_by("order"))


def article_around(version: DraftVersion, address: str) -> dict[str, Provision]:
    """The article at an address, or in which it lies, and all below it, by address.

    One statement; in the order of the text. What lies in no article stands for itself.
    """
    parts = address.split(".")
    ends = [end for end, part in enumerate(parts, start=1) if part.startswith(ARTICLE)]
    base = ".".join(parts[: ends[0]] if ends else parts)
    own = Q(address=base) | Q(address__startswith=f"{base}.")
    return {row.address: row for row in version.provisions.filter(own).order_by("order")}


def places_of(rows: list[Provision]) -> list[tuple[str, str]]:
    """Address and name of a provision and of all below it, to choose from.

    Args:
        rows: the provision first, then those below it in the order of the text.
    """
    by_key = {row.pk: row for row in rows}
    found = []
    for row in rows:
        way = [row]
        while way[-1].parent_id in by_key:
            way.append(by_key[way[-1].parent_id])
        name = path_of(way) or str(row)
        found.append((row.address, name if row is not rows[0] else str(row)))
    return found


def lines_of(provision: Provision, rows: list[Provision] | None = None) -> list[str]:
    """The words of a provision and of all below it, line by line, with their numbers.

    Args:
        provision: the outermost.
        rows: it and those below it, where they are at hand.
    """
    lines = []
    for row in rows or below(provision):
        mark = "" if row.pk == provision.pk else marked(row.kind, row.number)
        words = [part for part in (mark, row.text) if part]
        lines += " ".join(words).split("\n") if words else []
    return lines


def goes_on_as(lineages: Iterable[Lineage]) -> dict[int, int]:
    """What provisions that were joined to others go on as.

    Args:
        lineages: all of a draft that were joined, with ``continued_by``.

    Returns:
        The number of the provision that goes on by that of each one that was joined.
    """
    nexts = {one.pk: one.continued_by_id for one in lineages}
    found = {}
    for start in nexts:
        end, met = start, {start}
        while nexts.get(end) and nexts[end] not in met:
            end = nexts[end]
            met.add(end)
        found[start] = end
    return found


def joined_to(draft_id: int) -> dict[int, list[int]]:
    """Which provisions were joined to each one of a draft, by number; one statement."""
    ends = goes_on_as(Lineage.objects.filter(page=draft_id, continued_by__isnull=False))
    found: dict[int, list[int]] = {}
    for start, end in ends.items():
        found.setdefault(end, []).append(start)
    return found
