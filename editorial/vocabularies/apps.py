from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VocabulariesConfig(AppConfig):
    """Dated lists kept by the province: fields, genres, document types, issuers."""

    name = "editorial.vocabularies"
    label = "vocabularies"
    verbose_name = _("Lists of terms")
