from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResultsConfig(AppConfig):
    """Results of elections."""

    name = "editorial.results"
    label = "results"
    verbose_name = _("Results of elections")

    def ready(self) -> None:
        from editorial.results.own_parts import register

        register()
