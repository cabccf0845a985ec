"""What templates ask of drafts."""

from django import template
from wagtail.models import Page

from consultation.drafts.listing import unit_name_of

register = template.Library()


@register.simple_tag
def drafting_unit(draft: Page) -> str:
    """Who drafts: as the officers wrote it, else the unit of the portal that the draft is on."""
    return draft.drafting_unit or unit_name_of(draft)
