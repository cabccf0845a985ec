"""Sends files that came with comments; always to be kept, never to be run or shown in place."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from consultation.attachments.access import public_file
from consultation.attachments.models import AttachedFile
from portal.hosts.addresses import portal_here
from portal.media.content import CONTENT_TYPES
from portal.media.serving import OFFICERS_ONLY, PICTURE_TYPES, UNKNOWN_TYPE, send

_TYPES = {**CONTENT_TYPES, **PICTURE_TYPES, "jpeg": PICTURE_TYPES["jpg"]}


def name_of(file: AttachedFile) -> str:
    """How the file is called outside: by receipt and number, never as its author called it."""
    return f"gop-y-{file.comment.receipt.code.lower()}-{file.number}.{file.extension}"


@require_safe
def shown_file(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A file beside a published comment.

    Raises:
        Http404: there is none that this portal shows.
    """
    file = public_file(uid, portal_here(request).pk)
    response = sent(request, file, settings.PAGE_CACHE_CONTROL)
    response["X-Robots-Tag"] = "noindex"
    return response


def sent(request: HttpRequest, file: AttachedFile, keeping: str = OFFICERS_ONLY) -> HttpResponse:
    """The bytes, to be saved; who may have them was asked before."""
    content_type = _TYPES.get(file.extension, UNKNOWN_TYPE)
    response = send(request, file.file, content_type, keeping)
    response["Content-Disposition"] = f'attachment; filename="{name_of(file)}"'
    return response
