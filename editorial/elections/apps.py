from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ElectionsConfig(AppConfig):
    """Elections, from the first day of the calendar to the archive."""

    name = "editorial.elections"
    label = "elections"
    verbose_name = _("Elections")

    def ready(self) -> None:
        from editorial.elections import page_types, signal_handlers
        from editorial.elections.permissions import portal_of_election
        from sites.access import leading

        page_types.register()
        signal_handlers.connect()
        leading.register("election", portal_of_election)
