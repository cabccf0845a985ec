"""What templates ask of summaries."""

from django import template

from consultation.drafts.models import DraftPage
from consultation.summaries.gate import shows_summary
from portal.hosts.addresses import language_of

register = template.Library()


@register.simple_tag
def has_summary(page: DraftPage) -> bool:
    """Whether readers find the summary; asks the database only where there are answers."""
    return shows_summary(page)


@register.simple_tag
def is_english(page: DraftPage) -> bool:
    """Whether the addresses below the page are English."""
    return language_of(page) == "en"
