from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ScheduleConfig(AppConfig):
    """What appears and disappears by itself."""

    name = "editorial.schedule"
    label = "schedule"
    verbose_name = _("Publishing calendar")

    def ready(self) -> None:
        from editorial.schedule import unpublishing

        unpublishing.install()
