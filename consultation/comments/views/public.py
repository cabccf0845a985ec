"""Receipts for everybody who has the code, and published comments."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from wagtail.models import Site

from consultation.attachments.access import files_of
from consultation.comments import receipts
from consultation.comments.addresses import receipt_url
from consultation.comments.codes import read_code, written
from consultation.comments.models import ChainDay, Receipt
from consultation.comments.places import name_of
from portal.hosts.addresses import portal_here

DAYS_SHOWN = 30
LONGEST_TYPED = 60


def look_up(request: HttpRequest) -> HttpResponse:
    """Takes a code as somebody typed it, and leads to its receipt."""
    portal_here(request)
    typed = request.GET.get("ma", "").strip()[:LONGEST_TYPED]
    fault = ""
    if typed:
        code = read_code(typed)
        if code and Receipt.objects.filter(code=code).exists():
            return _kept_by_nobody(redirect("receipt", written(code)))
        fault = _wrong_code(code)
    context = {"typed": typed, "fault": fault, "days": ChainDay.objects.all()[:DAYS_SHOWN]}
    return _kept_by_nobody(render(request, "comments/look_up.html", context))


def show_receipt(request: HttpRequest, code: str) -> HttpResponse:
    """What a receipt proves; with the author's own key also the text and what may be done.

    Another portal leads to the one that issued it.

    Raises:
        Http404: there is no receipt with this code.
    """
    site = portal_here(request)
    receipt = _receipt(code)
    comment = receipt.comment
    if comment.site_id != site.pk:
        # Whoever typed the code on another portal; the author's own key is not carried over.
        return _kept_by_nobody(redirect(receipt_url(comment)))
    key = request.GET.get("khoa", "")[:200]
    is_own = bool(key) and receipts.opens(receipt, key)
    context = {
        "receipt": receipt,
        "code": written(receipt.code),
        "comment": comment,
        "draft": comment.draft,
        "place": name_of(comment.provision),
        "is_own": is_own,
        "key": key if is_own else "",
        "is_genuine": receipts.is_genuine(receipt),
        "files": files_of(comment, is_own=is_own),
        "shows_text": is_own or (comment.is_shown and comment.draft.live),
    }
    response = render(request, "comments/receipt.html", context)
    # The author's own link is known to nobody to whom the page leads.
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return _kept_by_nobody(response)


def own_receipt(request: HttpRequest, code: str, key: str) -> Receipt:
    """The receipt that the author's own link opens, on the portal that issued it.

    Raises:
        Http404: code or key are wrong, or it is another portal's.
    """
    receipt = _receipt(code)
    site = Site.find_for_request(request)
    if site is None or receipt.comment.site_id != site.pk or not receipts.opens(receipt, key):
        raise Http404
    return receipt


def _receipt(code: str) -> Receipt:
    read = read_code(code)
    rows = Receipt.objects.select_related(
        "comment__draft", "comment__version", "comment__provision", "comment__commenter"
    )
    receipt = rows.filter(code=read).first() if read else None
    if receipt is None:
        raise Http404
    return receipt


def _wrong_code(code: str | None) -> str:
    if code is None:
        return _("This is not a code of ours: a letter is wrong, missing or too much. Compare it "
                 "with your receipt.")  # fmt: skip
    return _("There is no receipt with this code. Compare it with your receipt.")


def _kept_by_nobody(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
