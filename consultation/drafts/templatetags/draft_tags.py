"""What templates ask of drafts."""

from django import template
from wagtail.models import Page

from consultation.drafts.listing import unit_name_of
from portal.common import text
from portal.hosts.addresses import site_id_of

register = template.Library()
register.filter("dialled", text.dialled)


@register.simple_tag
def drafting_unit(draft: Page) -> str:
    """Who drafts: as the officers wrote it, else the unit of the portal that the draft is on."""
    return draft.drafting_unit or unit_name_of(draft)


@register.simple_tag
def other_portal(draft: Page, site_id: int | None) -> str:
    """Whose portal a draft leads to, where that is another one and the drafter does not say it.

    Args:
        draft: a row of a list.
        site_id: the portal that the list stands on.
    """
    if site_id_of(draft) == site_id:
        return ""
    name = unit_name_of(draft)
    return "" if name == drafting_unit(draft) else name
