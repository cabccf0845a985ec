"""Gives every template the portal that it is shown on."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from sites.profile.services import portal_of


def portal(request: HttpRequest) -> dict:
    """``portal`` in templates: asked for nothing until a template uses it."""
    return {"portal": SimpleLazyObject(lambda: portal_of(request))}
