from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    """The register of legal and administrative documents."""

    name = "editorial.documents"
    label = "documents"
    verbose_name = _("Legal documents")

    def ready(self) -> None:
        from editorial.documents import page_types

        page_types.register()
