from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TraceConfig(AppConfig):
    """What was done on which portal, by whom and when."""

    name = "sites.trace"
    label = "trace"
    verbose_name = _("Log")

    def ready(self) -> None:
        from sites.trace import finding, signal_handlers

        finding.register_known()
        signal_handlers.connect()
