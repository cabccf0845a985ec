"""Labels that packages leave to Django, which makes English words of their fields' names."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.paginator import WagtailPaginator


class TranslationsPaginator(WagtailPaginator):
    """Counts translations, whose model has no name that could be translated."""

    verbose_name = _("translation")
    verbose_name_plural = _("translations")


def install() -> None:
    """Gives fields of package forms, filters and views a label that can be translated."""
    from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
    from wagtail.admin.forms.workflows import WorkflowPageForm
    from wagtail.admin.views.pages.search import SearchView
    from wagtail_localize.locales.views import CreateView
    from wagtail_localize.views.report import TranslationsReportFilterSet, TranslationsReportView

    for form in (AddWebAuthnForm, EditWebAuthnForm):
        form.base_fields["name"].label = _("Name of the key")
    WorkflowPageForm.base_fields["page"].label = _("Page")
    SearchView.verbose_name, SearchView.verbose_name_plural = _("page"), _("pages")
    TranslationsReportView.paginator_class = TranslationsPaginator
    CreateView.page_subtitle = _("Language")
    filters = TranslationsReportFilterSet.base_filters
    filters["source_locale"].label = _("From language")
    filters["target_locale"].label = _("Into language")
    _label_synchronisation()


def _label_synchronisation() -> None:
    from wagtail_localize.models import LocaleSynchronization

    class SynchronisationForm(LocaleSynchronization.base_form_class):
        def __init__(self, *args, **kwargs) -> None:
            super().__init__(*args, **kwargs)
            self.fields["enabled"].label = _("Synchronise")
            self.fields["sync_from"].label = _("From language")

    LocaleSynchronization.base_form_class = SynchronisationForm
