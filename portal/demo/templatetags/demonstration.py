"""What templates may ask about the demonstration."""

from datetime import date

from django import template

from portal.common import clock

register = template.Library()


@register.simple_tag
def demonstration_day() -> date | None:
    """Today's date while the clock is shifted; None where it shows the real day."""
    return clock.today() if clock.is_shifted() else None
