"""What templates ask of comments."""

from django import template

from consultation.comments.addresses import form_path
from consultation.drafts.models import DraftPage

register = template.Library()


@register.filter
def as_path(address: str) -> str:
    """The address of a provision as the end of a page's address, where no dot may stand."""
    return address.replace(".", "/")


@register.simple_tag
def comment_form_path(page: DraftPage, version: int | None = None, address: str = "") -> str:
    """The address of the form for a comment on a draft or on one of its provisions."""
    return form_path(page, version, address)
