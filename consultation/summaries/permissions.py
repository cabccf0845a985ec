"""Who may have the officers' files of a summary."""

from uuid import UUID

from django.http import Http404

from consultation.comments.permissions import refusal_to_moderate
from consultation.summaries.models import Export
from portal.hosts.addresses import site_id_of


def own_export(user, uid: UUID) -> Export:
    """A file for the officers of such a portal.

    Raises:
        Http404: it is another portal's, or there is none.
    """
    export = Export.objects.select_related("draft").filter(uid=uid).first()
    if export is None or refusal_to_moderate(user, site_id_of(export.draft)):
        raise Http404
    return export


def portal_of_export(uid: UUID) -> int | None:
    """The portal of the draft that a file is about; one statement."""
    export = Export.objects.select_related("draft").filter(uid=uid).first()
    return site_id_of(export.draft) if export else None
