"""The portal that somebody is working on, for the frame of the administration."""

from django.http import HttpRequest
from django.template import Library

from sites.access.staff import switching

register = Library()


@register.simple_tag
def current_portal(request: HttpRequest) -> switching.OwnPortal | None:
    """The portal; None for who works on none or on all.

    Args:
        request: of the screen.
    """
    return switching.current_portal(request)
