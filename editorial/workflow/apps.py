from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkflowConfig(AppConfig):
    """Review and publishing."""

    name = "editorial.workflow"
    label = "workflow"
    verbose_name = _("Review")

    def ready(self) -> None:
        from editorial.workflow import gate, signal_handlers
        from editorial.workflow.media import refusal_to_change_media
        from editorial.workflow.querysets import portal_of_review
        from editorial.workflow.translations import portal_of_translation
        from portal.media.policies import register_holder
        from sites.access import leading

        gate.install()
        signal_handlers.connect()
        register_holder(refusal_to_change_media)
        leading.register("review_id", portal_of_review)
        leading.register("translation_id", portal_of_translation)
        self._replace_wishes_for_notices()

    def _replace_wishes_for_notices(self) -> None:
        """Wagtail asks about mails of the review that we send in our own way; see ``account``."""
        from wagtail.admin.views.account import NotificationsSettingsPanel

        from editorial.workflow.account import CommentNoticesForm

        NotificationsSettingsPanel.form_class = CommentNoticesForm
