"""Earlier versions of a draft, and what changed between two of them."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from consultation.drafts.models import DraftPage
from consultation.drafts.reading import shown_draft
from consultation.versions.mapping import Relation
from consultation.versions.models import DraftVersion, Provision
from consultation.versions.naming import cited, path_of
from consultation.versions.redline import Piece, PieceKind
from consultation.versions.services import redline_between


@dataclass(frozen=True)
class ShownChange:
    """One provision of a comparison.

    Attributes:
        title: number and heading in the newer version; in the older one for what was removed.
        former: where it stood before, if elsewhere.
    """

    relation: str
    title: str
    former: str
    heading: list[Piece]
    text: list[Piece]
    changed: bool

    @property
    def label(self) -> str:
        """What became of it, in a word."""
        return Relation(self.relation).label


def version(page: DraftPage, request: HttpRequest, number: int) -> HttpResponse:
    """The text of one published version.

    Raises:
        Http404: the draft has no such version.
    """
    shown = shown_draft(page, _published(page, number))
    newest = shown.versions[0] if shown.versions else None
    context = {**page.context(request), "shown": shown, "newest": newest}
    return render(request, "drafts/version.html", context)


def comparison(page: DraftPage, request: HttpRequest, old: int, new: int) -> HttpResponse:
    """What changed from one published version to a later one.

    Raises:
        Http404: the draft has no such versions, or they stand in the wrong order.
    """
    if old >= new:
        raise Http404
    before, after = _published(page, old), _published(page, new)
    changes = shown_changes(before, after)
    context = {
        **page.context(request),
        "before": before,
        "after": after,
        "changes": [one for one in changes if one.relation != "same" or one.changed],
        "unchanged": sum(one.relation == "same" and not one.changed for one in changes),
    }
    return render(request, "drafts/comparison.html", context)


def shown_changes(before: DraftVersion, after: DraftVersion) -> list[ShownChange]:
    """The comparison of two versions, provision by provision."""
    olds, news = _titles(before), _titles(after)
    return [_change(entry, olds, news) for entry in redline_between(before, after)]


def _change(entry: dict, olds: dict[str, str], news: dict[str, str]) -> ShownChange:
    former = "; ".join(olds[address] for address in entry["old"])
    title = "; ".join(news[address] for address in entry["new"]) or former
    return ShownChange(
        relation=entry["relation"],
        title=title,
        former=former if entry["new"] and former != title else "",
        heading=[Piece(PieceKind(kind), text) for kind, text in entry["heading"]],
        text=[Piece(PieceKind(kind), text) for kind, text in entry["text"]],
        changed=entry["changed"],
    )


def _titles(shown: DraftVersion) -> dict[str, str]:
    """How the provisions of a version are cited, by their addresses."""
    rows = {row.pk: row for row in shown.provisions.order_by("order")}
    found = {}
    for row in rows.values():
        way = [row]
        while way[-1].parent_id:
            way.append(rows[way[-1].parent_id])
        small = [each for each in way if each.kind in {"point", "clause", "article"}]
        found[row.address] = path_of(small) if row.kind in {"point", "clause"} else _heading(row)
    return found


def _heading(row: Provision) -> str:
    return cited(row.kind, row.number, "") or row.heading


def _published(page: DraftPage, number: int) -> DraftVersion:
    versions = DraftVersion.objects.filter(page=page.text_page_id).published()
    found = versions.filter(number=number).first()
    if found is None:
        raise Http404
    return found
