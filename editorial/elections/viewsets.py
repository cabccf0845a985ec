"""Calendars of elections in the administration, for those who keep them for the province."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from editorial.elections.models import ElectionLaw
from portal.common.columns import PlainInspectMixin


class LawInspectView(PlainInspectMixin, generic.InspectView):
    """Reads a calendar."""


class ElectionLawViewSet(ModelViewSet):
    """Lists the calendars, adds and changes them with their steps."""

    model = ElectionLaw
    icon = "calendar-alt"
    menu_label = _("Calendars of elections")
    menu_order = 918
    add_to_settings_menu = True
    list_display = ["key", "name_vi", "document"]
    ordering = ["-key"]
    inspect_view_class = LawInspectView
    inspect_view_enabled = True
    inspect_view_fields_exclude = ["id", "uid"]
    copy_view_enabled = False
    add_to_reference_index = False

    def get_permissions_to_register(self) -> QuerySet:
        """None: only superusers keep the calendars, so a permission would promise too much."""
        return super().get_permissions_to_register().none()
