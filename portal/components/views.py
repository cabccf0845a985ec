"""The page that shows every component."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from portal.common.listings import Listing
from portal.components.forms import empty_form, refused_form
from portal.components.samples import body_of
from sites.profile.services import portal_of


def components(request: HttpRequest) -> HttpResponse:
    """Every block and component, in the dress of the portal that is asked.

    Raises:
        Http404: the setting ``SHOW_COMPONENTS`` is off, or no portal stands on this host.
    """
    portal = portal_of(request)
    if not settings.SHOW_COMPONENTS or portal is None:
        raise Http404
    collection = portal.profile.collection if portal.profile else None
    context = {
        "body_stream": body_of(collection),
        "empty_form": empty_form(),
        "refused_form": refused_form(),
        "listing": Listing(rows=[], number=2, total=60, size=20, chosen={}, extra={}),
    }
    return render(request, "components/page.html", context)
