"""Published comments, page by page from the newest."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from consultation.attachments.access import shown_with
from consultation.attachments.models import AttachedFile
from consultation.comments.addresses import form_path
from consultation.comments.counting import counts_of
from consultation.comments.models import Comment
from consultation.comments.places import (
    below,
    goes_on_as,
    joined_to,
    name_of,
    provision_at,
    way_up,
    ways_of,
)
from consultation.drafts.models import DraftPage
from consultation.versions.models import Lineage, Provision
from portal.hosts.addresses import language_of

PAGE_SIZE = 20
AFTER = "sau"
LONGEST_KEY = 12


@dataclass(frozen=True)
class ShownComment:
    """A published comment as everybody sees it.

    Attributes:
        name: the author's name; empty where it is withheld or erased.
        place: on what it was made, as that was called then.
        address: where the provision stands in the text that readers see.
        is_gone: whether that text no longer has it.
        files: what readers see beside it.
    """

    comment: Comment
    name: str
    place: str
    address: str
    is_gone: bool
    files: list[AttachedFile]


def published_comments(page: DraftPage, request: HttpRequest, address: str) -> HttpResponse:
    """The comments on a draft, or on a provision of the text that readers see and those below it.

    Raises:
        Http404: the text has no such provision, or the address asks for what is no key.
    """
    draft_id = page.text_page_id
    provision = provision_at(page.text_version, address) if address else None
    if address and provision is None:
        raise Http404
    rows = Comment.objects.visible_to(None).filter(draft=draft_id).with_authors().newest_first()
    key = _key(request)
    if provision:
        lineages = _lineages(page, provision)
        rows = rows.filter(pk__in=Comment.objects.newest_on(lineages, key, PAGE_SIZE + 1))
    found = list(rows.before(key)[: PAGE_SIZE + 1])
    shown = shown_comments(page, found[:PAGE_SIZE])
    counts = counts_of(draft_id)
    context = {
        **page.context(request),
        "comments": shown,
        "provision": provision,
        "place": name_of(provision, way_up(provision)) if provision else "",
        "total": _total(page, provision, counts),
        "next_key": found[PAGE_SIZE - 1].pk if len(found) > PAGE_SIZE else None,
        "is_first": AFTER not in request.GET,
        "form_url": _form_url(page, provision),
        "english": language_of(page) == "en",
    }
    return render(request, "comments/list.html", context)


def _form_url(page: DraftPage, provision: Provision | None) -> str:
    version = page.text_version
    if provision is None or version is None:
        return form_path(page)
    return form_path(page, version.number, provision.address)


def _key(request: HttpRequest) -> int | None:
    written = request.GET.get(AFTER)
    if written is None:
        return None
    if not (written.isascii() and written.isdigit() and len(written) <= LONGEST_KEY):
        raise Http404
    return int(written)


def _lineages(page: DraftPage, provision: Provision) -> list[int]:
    joined = joined_to(page.text_page_id)
    own = [row.lineage_id for row in below(provision)]
    return own + [former for lineage in own for former in joined.get(lineage, [])]


def _total(page: DraftPage, provision: Provision | None, counts: dict) -> int:
    if provision is None:
        return sum(counts.values())
    return sum(counts.get(row.lineage_id, 0) for row in below(provision))


def shown_comments(page: DraftPage, comments: list[Comment]) -> list[ShownComment]:
    """Comments with what shows each of them, in four statements for all at most."""
    version = page.text_version
    ends = _ends(page.text_page_id, comments)
    current = {}
    if version and ends:
        rows = version.provisions.filter(lineage__in=set(ends.values()))
        current = dict(rows.values_list("lineage", "address"))
    files = shown_with(comments)
    ways = ways_of([one.provision for one in comments if one.provision_id])
    return [
        ShownComment(
            comment=one,
            name=_public_name(one),
            place=name_of(one.provision, ways.get(one.provision_id)),
            address=current.get(ends.get(one.lineage_id), ""),
            is_gone=bool(one.lineage_id) and ends[one.lineage_id] not in current,
            files=files.get(one.pk, []),
        )
        for one in comments
    ]


def _ends(draft_id: int, comments: list[Comment]) -> dict[int, int]:
    """What the provision of each comment goes on as, by its number."""
    joined = goes_on_as(Lineage.objects.filter(page=draft_id, continued_by__isnull=False))
    keys = {one.lineage_id for one in comments if one.lineage_id}
    return {key: joined.get(key, key) for key in keys}


def _public_name(comment: Comment) -> str:
    author = getattr(comment, "commenter", None)
    return author.public_name if author else ""
