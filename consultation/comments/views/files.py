"""Files that were sent with a comment, for the officers in charge."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.log_actions import log

from consultation.attachments.access import officers_file
from consultation.attachments.serving import sent
from consultation.comments import showing_files
from consultation.comments.moderation import FILE_OPENED
from consultation.comments.views.item import ActView


@require_safe
def open_file(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A file to save. That it was opened, by whom and when, is written into the log.

    Raises:
        Http404: it is another portal's, still in quarantine, or not fit to be opened.
    """
    file = officers_file(request.user, uid)
    comment = file.comment
    data = {"site": comment.site_id, "number": file.number}
    log(comment, FILE_OPENED, user=request.user, data=data)
    response = sent(request, file)
    response["Cache-Control"] = "no-store, private"
    return response


class FilesView(ActView):
    """Says which of the files readers see beside the published comment."""

    form_name = "files_form"

    def act(self, data: dict) -> str:
        showing_files.show_files(
            self.comment, self.request.user, set(data["shown"]), edition=data["edition"]
        )
        if not data["shown"]:
            return _("Readers see none of the files.")
        if self.comment.is_shown:
            return _("Readers see the chosen files beside the comment.")
        return _("Readers will see the chosen files once the comment is published.")
