"""Forms of working time in the administration."""

import re
from datetime import date, datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

MOST_SWAPPED_DAYS = 20


class DaysField(forms.CharField):
    """Days as people write them, dd/mm/yyyy, with commas between; their ISO forms as the value."""

    default_error_messages = {
        "day": _("“%(word)s” is no day. Write days as 20/02/2021, with commas between."),
        "many": _("These are more days than one holiday has. Name at most %(most)d."),
    }

    def prepare_value(self, value: object) -> object:
        if isinstance(value, list):
            return ", ".join(f"{date.fromisoformat(day):%d/%m/%Y}" for day in value)
        return value

    def to_python(self, value: object) -> list[str]:
        words = re.split(r"[,;\s]+", super().to_python(value))
        days = sorted({self._day(word) for word in words if word})
        if len(days) > MOST_SWAPPED_DAYS:
            raise ValidationError(self.error_messages["many"], "many", {"most": MOST_SWAPPED_DAYS})
        return days

    def _day(self, word: str) -> str:
        try:
            return datetime.strptime(word, "%d/%m/%Y").date().isoformat()  # noqa: DTZ007 a day
        except ValueError as error:
            raise ValidationError(self.error_messages["day"], "day", {"word": word}) from error

    def has_changed(self, initial: object, data: object) -> bool:
        try:
            return (initial or []) != self.to_python(data)
        except ValidationError:
            return True


class WorkingTimeForm(WagtailAdminModelForm):
    """Days of the week as boxes to tick."""

    weekdays = forms.TypedMultipleChoiceField(
        label=_("working days of the week"),
        choices=[(number + 1, name) for number, name in WEEKDAYS.items()],
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one day of the week.")},
    )


class HolidayForm(WagtailAdminModelForm):
    """Days worked in exchange as people write days."""

    working_instead = DaysField(label=_("worked instead"), required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        field = self._meta.model._meta.get_field("working_instead")
        self.fields["working_instead"].help_text = field.help_text
