from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SummariesConfig(AppConfig):
    """Summaries of comments on drafts."""

    name = "consultation.summaries"
    label = "summaries"
    verbose_name = _("Summaries of comments")

    def ready(self) -> None:
        from consultation.comments.at_hand import portal_of_draft
        from consultation.summaries import signal_handlers
        from consultation.summaries.permissions import portal_of_export
        from sites.access import leading
        from sites.trace import actions

        signal_handlers.connect()
        leading.register("uid", portal_of_export, "summaries:file")
        leading.register("draft_id", portal_of_draft, "summaries:summary", "summaries:preview")
        actions.register_kind("summaries.", actions.Kind.CITIZENS)
