"""Screens for the days on which boards are due."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from editorial.boards.models import ReportingTarget
from portal.common.columns import PlainInspectMixin


class TargetInspectView(PlainInspectMixin, generic.InspectView):
    """Reads a target."""

    def get_field_display_value(self, field_name: str, field):
        """Kinds in words."""
        if field_name == "kinds":
            return self.object.kind_names
        return super().get_field_display_value(field_name, field)


class ReportingTargetViewSet(ModelViewSet):
    """Lists, adds and changes the targets; for administrators of the province alone."""

    model = ReportingTarget
    icon = "calendar-alt"
    list_display = ["name", Column("kind_names", label=_("Kinds of unit")), "due_on", "document"]
    inspect_view_class = TargetInspectView
    inspect_view_enabled = True
    inspect_view_fields_exclude = ["id", "uid", "key"]
    ordering = ["-due_on", "name"]
