"""Where citizens write, confirm and look up comments."""

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation
from wagtail.models import Site

from consultation.comments import receipts
from consultation.comments.codes import written
from consultation.comments.models import Comment
from consultation.drafts.models import DraftPage
from portal.hosts.addresses import home_of, language_of
from portal.hosts.index import root_url

_SALT = "consultation.comments.confirm"


def form_path(page: DraftPage, version: int | None = None, address: str = "") -> str:
    """The address of the form for a comment, in the language that is active.

    Args:
        page: the draft as it is read, or what translates it.
        version: number of the version that is read.
        address: of a provision; empty for the whole draft.
    """
    parts = [page.pk, *([version, address] if version and address else [])]
    return reverse("comment_form_provision" if len(parts) > 1 else "comment_form", args=parts)


def receipt_url(comment: Comment) -> str:
    """The address of a receipt for everybody who has its code."""
    return _root(comment) + _path(comment, "receipt", written(comment.receipt.code))


def own_receipt_url(comment: Comment) -> str:
    """The author's own link to the receipt, on which the text can be read."""
    return own_receipt_path(comment, _root(comment))


def own_receipt_path(comment: Comment, root: str = "") -> str:
    """The same without scheme and host, in the language of the comment."""
    receipt = comment.receipt
    path = _path(comment, "receipt", written(receipt.code))
    return f"{root}{path}?khoa={receipts.private_key(receipt)}"


def confirm_url(comment: Comment) -> str:
    """The address at which an author confirms the e-mail address."""
    return _root(comment) + _path(comment, "confirm_comment", confirm_token(comment))


def confirm_token(comment: Comment) -> str:
    """What shows that somebody received the mail."""
    return signing.Signer(salt=_SALT).sign(comment.uid.hex)


def comment_of_token(token: str) -> Comment | None:
    """The comment that a token was made for; None for a token that is not ours."""
    try:
        uid = signing.Signer(salt=_SALT).unsign(token)
    except signing.BadSignature:
        return None
    return Comment.objects.filter(uid=uid).select_related("draft", "commenter", "receipt").first()


def _path(comment: Comment, name: str, word: str) -> str:
    has_language = home_of(comment.site_id, comment.language) is not None
    with translation.override(comment.language if has_language else settings.LANGUAGE_CODE):
        return reverse(name, args=[word])


def _root(comment: Comment) -> str:
    """Scheme and host of the portal, never as some request named it."""
    return root_url(Site.objects.get(pk=comment.site_id).hostname)


def language_for(page: DraftPage) -> str:
    """The language in which a page's readers are written to."""
    return (language_of(page) or settings.LANGUAGE_CODE)[:2]
