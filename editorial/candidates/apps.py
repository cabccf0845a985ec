from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CandidatesConfig(AppConfig):
    """Candidates of elections."""

    name = "editorial.candidates"
    label = "candidates"
    verbose_name = _("Candidates")

    def ready(self) -> None:
        from editorial.candidates.models import Candidate
        from editorial.candidates.own_parts import register
        from editorial.candidates.services import photos_shown_on
        from portal.media.access import register_reference_source

        register()
        register_reference_source(Candidate, photos_shown_on)
