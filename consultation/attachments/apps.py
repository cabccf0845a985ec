from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AttachmentsConfig(AppConfig):
    """Files that were sent with comments."""

    name = "consultation.attachments"
    label = "attachments"
    verbose_name = _("Files sent with comments")

    def ready(self) -> None:
        from consultation.attachments.access import portal_of_file
        from sites.access import leading

        leading.register("uid", portal_of_file, "comments:open_file")
