"""What the register and its documents show."""

from dataclasses import dataclass

from django.db.models import Q
from django.http import QueryDict
from wagtail.models import Page

from editorial.documents.filters import RegisterFilterForm
from editorial.documents.models import DocumentRegisterPage, LegalDocumentPage, Replacement
from portal.common.listings import Listing, page_number, refuse_beyond_end, slice_of
from portal.common.tree import below, children_of
from portal.hosts.addresses import site_id_of

ROWS = 20


@dataclass(frozen=True)
class RelatedDocument:
    """The other document of a replacement."""

    document: LegalDocumentPage
    partly: bool


def has_documents(register: Page) -> bool:
    """Whether a register has a live document."""
    return LegalDocumentPage.objects.live().filter(children_of(register)).exists()


def register_listing(register: DocumentRegisterPage, query: QueryDict) -> Listing:
    """One page of the live documents of a register, narrowed by the filters of the address.

    Three statements: the terms to choose from, the number of documents, the rows. A filter that
    is not understood is left out, and the form says so.

    Raises:
        Http404: the page number is none, or the list ends before it.
    """
    number = page_number(query)
    form = RegisterFilterForm(query)
    form.is_valid()
    documents = form.apply(LegalDocumentPage.objects.live().filter(below(register)))
    total = documents.count()
    refuse_beyond_end(number, total, ROWS)
    rows = documents.newest_first().select_related("document_type", "issuer")
    return Listing(
        rows=list(rows[slice_of(number, ROWS)]),
        number=number,
        total=total,
        size=ROWS,
        chosen=form.chosen(),
        extra={"form": form},
    )


def replacements(document: LegalDocumentPage) -> dict[str, list[RelatedDocument]]:
    """What a live document replaces and what replaces it, of the same portal, in one statement.

    Returns:
        ``replaces`` and ``replaced_by``.
    """
    found: dict[str, list[RelatedDocument]] = {"replaces": [], "replaced_by": []}
    if not document.pk:
        return found
    links = Replacement.objects.filter(Q(page=document.pk) | Q(replaced=document.pk))
    for link in links.select_related("page", "replaced"):
        is_newer = link.page_id == document.pk
        other = link.replaced if is_newer else link.page
        if other.live and site_id_of(other) == site_id_of(document):
            side = "replaces" if is_newer else "replaced_by"
            found[side].append(RelatedDocument(other, link.partly))
    return found
