"""Working time in the administration, for those who keep it for the whole province."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from portal.common.columns import CodeColumn, PlainInspectMixin
from sites.worktime.models import Holiday, Norm, WorkingTime


def days_worked_instead(holiday: Holiday) -> str:
    """The days worked in exchange, as people write them."""
    return ", ".join(f"{day:%d/%m/%Y}" for day in holiday.days_worked_instead) or "–"


class WorktimeInspectView(PlainInspectMixin, generic.InspectView):
    """Reads a row."""

    code_fields = ("key",)

    def get_weekdays_display_value(self) -> str:
        """The days of the week by name."""
        names = dict(WorkingTime.base_form_class.base_fields["weekdays"].choices)
        return ", ".join(str(names[number]) for number in self.object.weekdays)

    def get_working_instead_display_value(self) -> str:
        """The days worked in exchange, as people write them."""
        return days_worked_instead(self.object)


class WorktimeViewSet(ModelViewSet):
    """What the three lists share."""

    inspect_view_class = WorktimeInspectView
    inspect_view_enabled = True
    inspect_view_fields_exclude = ["id", "uid"]
    copy_view_enabled = False
    add_to_reference_index = False

    def get_permissions_to_register(self) -> QuerySet:
        """None: only superusers keep working time, so a permission would promise too much."""
        return super().get_permissions_to_register().none()


class WorkingTimeViewSet(WorktimeViewSet):
    """Working days and hours, each from its day on."""

    model = WorkingTime
    icon = "time"
    list_display = ["valid_from", "valid_to", Column("hours", label=_("Hours")), "source"]
    ordering = ["-valid_from"]


class HolidayViewSet(WorktimeViewSet):
    """Days off."""

    model = Holiday
    icon = "calendar-alt"
    list_display = [
        "name",
        "first_day",
        "last_day",
        Column("working_instead", label=_("Worked instead"), accessor=days_worked_instead),
    ]
    search_fields = ["name"]
    search_backend_name = None
    ordering = ["-first_day"]
    list_per_page = 100


class NormViewSet(WorktimeViewSet):
    """How long acts may take."""

    model = Norm
    icon = "list-ol"
    list_display = [
        CodeColumn("key", label=_("Key"), sort_key="key"),
        "amount",
        Column("unit", label=_("Unit of time"), accessor="get_unit_display"),
        "valid_from",
        "valid_to",
        "source",
    ]
    ordering = ["key", "-valid_from"]


class WorktimeViewSetGroup(ModelViewSetGroup):
    """The menu entry."""

    menu_label = _("Working time")
    menu_icon = "time"
    menu_order = 910
    add_to_settings_menu = True
    items = (
        WorkingTimeViewSet("working_times"),
        HolidayViewSet("holidays"),
        NormViewSet("norms"),
    )
