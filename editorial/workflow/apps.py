from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkflowConfig(AppConfig):
    """Review and publishing."""

    name = "editorial.workflow"
    label = "workflow"
    verbose_name = _("Review")

    def ready(self) -> None:
        from editorial.workflow import gate, signal_handlers

        gate.install()
        signal_handlers.connect()
