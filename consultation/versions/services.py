"""Preparing a version, joining it to the one before, taking it, and showing it to readers."""

from collections.abc import Sequence
from dataclasses import asdict

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from wagtail.models import Page

from consultation.reading.tree import Kind, Reading
from consultation.reading.tree import Provision as ReadProvision
from consultation.versions import preparing
from consultation.versions.mapping import Mapping, Relation, map_versions
from consultation.versions.models import DraftVersion, Lineage, Provision, StoredRedline
from consultation.versions.preparing import Row
from consultation.versions.redline import redline_versions
from portal.common import clock

#: The longest codes have some two thousand articles, clauses and points included four thousand.
MOST_PROVISIONS = 5_000
MOST_KEPT_WARNINGS = 200


class VersionRefused(Exception):
    """An act on a version that cannot be done; the sentence says why and what to do."""


def begin(page: Page, reading: Reading, *, source_name: str, user) -> DraftVersion:
    """Keeps what was read, to be corrected.

    Args:
        page: the draft.
        reading: what was read.
        source_name: name of the file; empty for pasted text.
        user: who did it.

    Raises:
        VersionRefused: there are no provisions, or more than a draft has.
    """
    if not reading.provisions:
        raise VersionRefused(
            _("No provisions were found: neither articles nor numbered paragraphs. Number the "
              "paragraphs in the file, or paste the text with its numbers.")
        )  # fmt: skip
    if len(reading.provisions) > MOST_PROVISIONS:
        raise VersionRefused(
            _("The text has %(count)d provisions; a draft has %(most)d at most. Divide the file.")
            % {"count": len(reading.provisions), "most": MOST_PROVISIONS}
        )
    rows = preparing.rows_of(reading.provisions)
    return DraftVersion.objects.create(
        page_id=page.pk,
        base=latest_published(page),
        source_name=source_name[:255],
        rows=[asdict(row) for row in rows],
        warnings=reading.warnings[:MOST_KEPT_WARNINGS],
        created_by=user,
    )


def latest_published(page: Page) -> DraftVersion | None:
    """The version that readers see."""
    return DraftVersion.objects.of(page).published().first()


def rows_of(version: DraftVersion) -> list[Row]:
    """The provisions of a version in preparation."""
    return [Row(**values) for values in version.rows]


def locked(version: DraftVersion, edition: int | None = None) -> DraftVersion:
    """The version read anew and held until the end of the transaction.

    Args:
        version: which one.
        edition: what the officer has seen; None where it does not matter.

    Raises:
        VersionRefused: the text is fixed, or somebody else has changed it meanwhile.
    """
    fresh = DraftVersion.objects.select_for_update(of=("self",)).filter(pk=version.pk).first()
    if fresh is None:
        raise VersionRefused(_("Somebody else has discarded this text. Read the file again."))
    if fresh.is_taken:
        raise VersionRefused(
            _("This text was taken over and no longer changes. Read a new version instead.")
        )
    if edition is not None and fresh.edition != edition:
        raise VersionRefused(
            _("Somebody else has changed this text meanwhile. Look at it as it is now, then "
              "repeat your change.")
        )  # fmt: skip
    return fresh


@transaction.atomic
def change_rows(version: DraftVersion, edition: int, change) -> DraftVersion:
    """Stores corrected provisions; a mapping that was confirmed before has to be confirmed anew.

    Args:
        version: in preparation.
        edition: what the officer has seen.
        change: makes the new rows of the present ones.

    Raises:
        VersionRefused: see :func:`locked`.
    """
    fresh = locked(version, edition)
    fresh.rows = [asdict(row) for row in change(rows_of(fresh))]
    fresh.edition += 1
    fresh.mapping = None
    fresh.save(update_fields=["rows", "edition", "mapping"])
    return fresh


def discard(version: DraftVersion) -> None:
    """Drops a text in preparation.

    Raises:
        VersionRefused: the text is fixed.
    """
    with transaction.atomic():
        locked(version).delete()


def provisions_of(version: DraftVersion) -> list[ReadProvision]:
    """The provisions with their addresses, of a taken version or of one in preparation."""
    if not version.is_taken:
        return preparing.provisions_of(rows_of(version))
    rows = list(version.provisions.select_related("parent").order_by("order"))
    return [
        ReadProvision(
            Kind(row.kind),
            row.number,
            row.heading,
            row.text,
            row.parent.address if row.parent_id else "",
            row.address,
        )
        for row in rows
    ]


def proposed_mapping(version: DraftVersion) -> list[Mapping]:
    """How the provisions of the base go on in this version, as far as the texts tell."""
    if version.base is None:
        return []
    return map_versions(provisions_of(version.base), provisions_of(version))


@transaction.atomic
def confirm_mapping(version: DraftVersion, edition: int, mapping: Sequence[Mapping]) -> None:
    """Keeps what the officer has confirmed.

    Raises:
        VersionRefused: see :func:`locked`.
    """
    fresh = locked(version, edition)
    fresh.mapping = [
        {"old": one.old, "new": one.new, "relation": str(one.relation)} for one in mapping
    ]
    fresh.save(update_fields=["mapping"])


def mapping_of(version: DraftVersion) -> list[Mapping]:
    """What was confirmed."""
    return [
        Mapping(one["old"], one["new"], Relation(one["relation"])) for one in version.mapping or []
    ]


def refusal_to_take(version: DraftVersion) -> str:
    """Why a version cannot be taken now; empty if it can."""
    faults = preparing.faults_of(rows_of(version))
    if faults:
        return faults[0]
    newest = latest_published(version.page)
    if newest != version.base:
        return _("Another version was published meanwhile. Read this one again.")
    if newest is not None and version.mapping is None:
        return _("Confirm first what became of the provisions of %(version)s.") % {
            "version": newest.label
        }
    return ""


@transaction.atomic
def take(version: DraftVersion, edition: int) -> DraftVersion:
    """Fixes the text: makes its provisions and joins them to those of the version before.

    Args:
        version: in preparation.
        edition: what the officer has seen.

    Raises:
        VersionRefused: see :func:`locked` and :func:`refusal_to_take`.
    """
    fresh = locked(version, edition)
    if reason := refusal_to_take(fresh):
        raise VersionRefused(reason)
    read = provisions_of(fresh)
    lineages = _lineages(fresh, read)
    stored: dict[str, Provision] = {}
    rows = [
        Provision(
            version=fresh,
            lineage=lineages[one.address],
            order=order,
            kind=str(one.kind),
            number=one.number,
            heading=one.heading,
            text=one.text,
            address=one.address,
        )
        for order, one in enumerate(read)
    ]
    Provision.objects.bulk_create(rows, batch_size=500)
    stored = {row.address: row for row in rows}
    below = [(stored[one.address], stored[one.parent]) for one in read if one.parent]
    for row, parent in below:
        row.parent = parent
    Provision.objects.bulk_update([row for row, _parent in below], ["parent"], batch_size=500)
    fresh.taken_at = clock.now()
    fresh.rows = []
    fresh.save(update_fields=["taken_at", "rows"])
    return fresh


def _lineages(version: DraftVersion, read: Sequence[ReadProvision]) -> dict[str, Lineage]:
    """The lineage of each provision: that of the first one it continues, or a new one.

    Of several that one provision was split into, the first goes on; the others begin anew.
    """
    found: dict[str, Lineage] = {}
    if version.base is not None:
        olds = {
            row.address: row.lineage
            for row in version.base.provisions.select_related("lineage").order_by("order")
        }
        for one in mapping_of(version):
            if one.old and one.new:
                found[one.new[0]] = olds[one.old[0]]
    fresh = {one.address: Lineage(page_id=version.page_id) for one in read}
    fresh = {address: row for address, row in fresh.items() if address not in found}
    Lineage.objects.bulk_create(fresh.values(), batch_size=500)
    return {**found, **fresh}


@transaction.atomic
def publish(version: DraftVersion) -> None:
    """Shows a taken version to readers from now on; a second time it does nothing.

    Where several provisions became one, the lineages of the others lead to it from now on.

    Args:
        version: named by a page that was just published.
    """
    Page.objects.select_for_update(of=("self",)).filter(pk=version.page_id).first()
    fresh = DraftVersion.objects.select_related("base").get(pk=version.pk)
    if fresh.published_at or not fresh.is_taken:
        return
    last = DraftVersion.objects.filter(page=fresh.page_id).aggregate(last=Max("number"))["last"]
    fresh.number, fresh.published_at = (last or 0) + 1, clock.now()
    fresh.save(update_fields=["number", "published_at"])
    _join_lineages(fresh)


def _join_lineages(version: DraftVersion) -> None:
    merged = [one for one in mapping_of(version) if one.relation == Relation.MERGED]
    if version.base is None or not merged:
        return
    olds = dict(version.base.provisions.values_list("address", "lineage"))
    for one in merged:
        others = [olds[address] for address in one.old[1:]]
        Lineage.objects.filter(pk__in=others).update(continued_by=olds[one.old[0]])


def redline_between(old: DraftVersion, new: DraftVersion) -> list[dict]:
    """What changed between two published versions; computed once and stored.

    The mapping is the confirmed one where the older version is the base of the newer, else it is
    followed through the lineages of the provisions.

    Returns:
        for each joined pair ``relation``, ``old`` and ``new`` addresses, and the pieces of
        ``heading`` and ``text``, each of them kind and words.
    """
    stored = StoredRedline.objects.filter(old=old, new=new).first()
    if stored is None:
        entries = _redline(old, new)
        stored, _created = StoredRedline.objects.get_or_create(
            old=old, new=new, defaults={"entries": entries}
        )
    return stored.entries


def _redline(old: DraftVersion, new: DraftVersion) -> list[dict]:
    before, after = provisions_of(old), provisions_of(new)
    if new.base_id == old.pk and new.mapping is not None:
        mapping = mapping_of(new)
    else:
        mapping = _mapping_by_lineage(old, new, map_versions(before, after))
    found = redline_versions(before, after, mapping)
    return [
        {
            "relation": str(one.mapping.relation),
            "old": one.mapping.old,
            "new": one.mapping.new,
            "heading": [[str(piece.kind), piece.text] for piece in one.heading],
            "text": [[str(piece.kind), piece.text] for piece in one.text],
            "changed": one.is_changed,
        }
        for one in found
    ]


def _mapping_by_lineage(
    old: DraftVersion, new: DraftVersion, proposed: Sequence[Mapping]
) -> list[Mapping]:
    """The proposal, less what the confirmed mappings in between contradict."""
    olds = dict(old.provisions.values_list("address", "lineage"))
    news = dict(new.provisions.values_list("address", "lineage"))
    followed = {lineage: address for address, lineage in olds.items()}
    found: list[Mapping] = []
    for one in proposed:
        confirmed = [followed[news[address]] for address in one.new if news[address] in followed]
        if not one.new or set(confirmed) <= set(one.old):
            found.append(one)
    known = {address for one in found for address in one.new}
    gone = {address for one in found for address in one.old}
    for address, lineage in news.items():
        if address in known:
            continue
        former = followed.get(lineage)
        pair = [former] if former and former not in gone else []
        gone.update(pair)
        relation = Relation.CHANGED if pair else Relation.NEW
        found.append(Mapping(pair, [address], relation))
    found += [Mapping([each], [], Relation.REMOVED) for each in olds if each not in gone]
    places = {address: place for place, address in enumerate(news)}
    return sorted(
        found, key=lambda one: places.get(one.new[0], len(places)) if one.new else len(places)
    )
