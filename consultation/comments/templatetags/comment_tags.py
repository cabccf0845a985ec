"""What templates ask of comments."""

from django import template

from consultation.comments.addresses import form_path
from consultation.drafts.models import DraftPage

register = template.Library()


@register.simple_tag
def comment_form_path(page: DraftPage, version: int | None = None, address: str = "") -> str:
    """The address of the form for a comment on a draft or on one of its provisions."""
    return form_path(page, version, address)
