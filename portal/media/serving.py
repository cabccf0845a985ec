"""Sends pictures and files after asking who may have them.

Originals and the folder of files have no address of their own: a picture is sent in its listed
sizes, a file by its number and name.
"""

import hashlib
from urllib.parse import quote

from django.conf import settings
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_safe
from wagtail.documents.models import document_served

from portal.hosts.sides import has_officer
from portal.media.access import StoredFile, is_open_to, is_public_on
from portal.media.content import CONTENT_TYPES
from portal.media.models import PortalDocument, PortalRendition
from portal.media.names import extension_of

PICTURE_TYPES = {
    "avif": "image/avif",
    "gif": "image/gif",
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
}
UNKNOWN_TYPE = "application/octet-stream"
INLINE = "application/pdf"
# A file opened from a portal runs nothing and reads nothing of it.
FILE_POLICY = "default-src 'none'; sandbox"
OFFICERS_ONLY = "private, no-cache"


@require_safe
def serve_picture(request: HttpRequest, path: str) -> HttpResponse:
    """A picture in a listed size, at ``/media/images/…``.

    Raises:
        Http404: no such picture, or none that the asking side may have; both look the same.
    """
    renditions = PortalRendition.objects.select_related("image__collection")
    rendition = get_object_or_404(renditions, file=f"images/{path}")
    _refuse_unless_allowed(request, rendition.image)
    content_type = PICTURE_TYPES.get(extension_of(path), UNKNOWN_TYPE)
    return send(request, rendition.file, content_type, settings.PICTURE_CACHE_CONTROL)


@require_safe
def serve_document(request: HttpRequest, document_id: int, name: str) -> HttpResponse:
    """A file by its number and name; PDF is shown, everything else is downloaded.

    Raises:
        Http404: no such file, or none that the asking side may have; both look the same.
    """
    document = get_object_or_404(PortalDocument, pk=document_id)
    if document.filename != name:
        raise Http404
    _refuse_unless_allowed(request, document)
    document_served.send(sender=PortalDocument, instance=document, request=request)
    content_type = CONTENT_TYPES.get(extension_of(name), UNKNOWN_TYPE)
    response = send(request, document.file, content_type, settings.PAGE_CACHE_CONTROL)
    disposition = "inline" if content_type == INLINE else "attachment"
    response["Content-Disposition"] = f'{disposition}; filename="{name}"'
    return response


def _refuse_unless_allowed(request: HttpRequest, file: StoredFile) -> None:
    if has_officer(request):
        allowed = is_open_to(getattr(request, "user", None), file)
    else:
        allowed = is_public_on(file, request.portal_host.site_id)
    if not allowed:
        raise Http404


def send(request: HttpRequest, file: FieldFile, content_type: str, keeping: str) -> HttpResponse:
    """The bytes, or 304; who may have them was asked before, and may keep them so long."""
    try:
        changed = int(file.storage.get_modified_time(file.name).timestamp())
        size = file.size
    except FileNotFoundError:
        raise Http404 from None
    etag = quote_etag(hashlib.sha256(f"{file.name}:{changed}:{size}".encode()).hexdigest()[:32])
    response = get_conditional_response(request, etag, changed)
    if response is None:
        response = _body(file)
    response["Content-Type"] = content_type
    response["ETag"] = etag
    response["Last-Modified"] = http_date(changed)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = FILE_POLICY
    response["Cache-Control"] = OFFICERS_ONLY if has_officer(request) else keeping
    return response


def _body(file: FieldFile) -> HttpResponse:
    if settings.MEDIA_ACCEL_PREFIX:
        location = settings.MEDIA_ACCEL_PREFIX.rstrip("/") + "/" + quote(file.name)
        return HttpResponse(headers={"X-Accel-Redirect": location})
    return FileResponse(file.storage.open(file.name, "rb"))
