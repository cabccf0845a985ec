"""Sends the files of summaries; who may have them was asked before."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from consultation.summaries.documents import DOCX_TYPE
from consultation.summaries.models import Export
from portal.common.exports import XLSX_TYPE
from portal.common.text import slugify
from portal.media.serving import OFFICERS_ONLY, send

_TYPES = {Export.Format.DOCX: DOCX_TYPE, Export.Format.XLSX: XLSX_TYPE}
LONGEST_NAME = 60


def sent(request: HttpRequest, export: Export, *, is_public: bool) -> HttpResponse:
    """A file to download, named by its draft.

    Args:
        request: the request.
        export: a file that is ready.
        is_public: whether everybody may have it.

    Raises:
        Http404: the file is not there.
    """
    keeping = settings.PAGE_CACHE_CONTROL if is_public else OFFICERS_ONLY
    response = send(request, export.file, _TYPES[Export.Format(export.format)], keeping)
    name = f"tong-hop-gop-y-{slugify(export.draft.title, LONGEST_NAME)}".strip("-")
    response["Content-Disposition"] = f'attachment; filename="{name}.{export.format}"'
    return response
