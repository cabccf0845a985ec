from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VocabulariesConfig(AppConfig):
    """Dated lists kept by the province: fields, genres, document types, issuers."""

    name = "editorial.vocabularies"
    label = "vocabularies"
    verbose_name = _("Lists of terms")

    def ready(self) -> None:
        from wagtail.permissions import register_permission_policy

        from editorial.vocabularies.models import LISTS
        from portal.accounts.policies import ProvincePolicy

        for model in LISTS.values():
            register_permission_policy(model, ProvincePolicy(model))
