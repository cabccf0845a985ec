"""Least periods in the administration, for those who keep them for the whole province."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from consultation.periods.kept import KeptMixin
from consultation.periods.models import ConsultationPeriod, RetentionPeriod
from portal.common.columns import PlainInspectMixin


class PeriodInspectView(PlainInspectMixin, generic.InspectView):
    """Reads a row."""


class KeptEditView(KeptMixin, generic.EditView):
    """Changes what is not in force yet."""


class KeptDeleteView(KeptMixin, generic.DeleteView):
    """Deletes what is not in force yet."""


class KeptViewSet(ModelViewSet):
    """Dated rules that are followed by others instead of being changed."""

    add_to_settings_menu = True
    inspect_view_class = PeriodInspectView
    inspect_view_enabled = True
    inspect_view_fields_exclude = ["id", "uid"]
    edit_view_class = KeptEditView
    delete_view_class = KeptDeleteView
    copy_view_enabled = False
    add_to_reference_index = False
    ordering = ["-valid_from"]

    def get_permissions_to_register(self) -> QuerySet:
        """None: only superusers keep the rules, so a permission would promise too much."""
        return super().get_permissions_to_register().none()


class RetentionPeriodViewSet(KeptViewSet):
    """For how long authors' data is kept."""

    model = RetentionPeriod
    icon = "bin"
    menu_label = _("Keeping of authors' data")
    menu_order = 916
    list_display = ["valid_from", "months", "basis"]


class ConsultationPeriodViewSet(ModelViewSet):
    """How long drafts stand open at least."""

    model = ConsultationPeriod
    icon = "time"
    menu_label = _("Periods of consultation")
    menu_order = 915
    add_to_settings_menu = True
    list_display = ["document_type", "days", "valid_from", "valid_to", "legal_basis", "certainty"]
    ordering = ["document_type", "-valid_from"]
    inspect_view_class = PeriodInspectView
    inspect_view_enabled = True
    inspect_view_fields_exclude = ["id", "uid"]
    copy_view_enabled = False
    add_to_reference_index = False

    def get_permissions_to_register(self) -> QuerySet:
        """None: only superusers keep the periods, so a permission would promise too much."""
        return super().get_permissions_to_register().none()
