"""Columns and values of the administration's lists that are no Vietnamese words."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column


class EnglishColumn(Column):
    """English names, marked as such, so that a screen reader says them in English."""

    cell_template_name = "common/admin/english_cell.html"


class CodeColumn(Column):
    """Keys and other codes, which are not words of any language."""

    cell_template_name = "common/admin/code_cell.html"


def english(value: str) -> SafeString | str:
    """An English text for a detail view, marked as such; a dash where there is none."""
    return format_html('<span lang="en">{}</span>', value) if value else "–"


def code(value: str) -> SafeString | str:
    """A code for a detail view; a dash where there is none."""
    return format_html("<code>{}</code>", value) if value else "–"


class PlainInspectMixin:
    """Shows values in a detail view as people write them, not as Python does.

    ``english_fields`` and ``code_fields`` name the fields whose values are no Vietnamese.
    """

    english_fields: tuple[str, ...] = ()
    code_fields: tuple[str, ...] = ()

    def get_field_display_value(self, field_name: str, field):
        value = super().get_field_display_value(field_name, field)
        if field_name in self.english_fields:
            return english(value)
        if field_name in self.code_fields:
            return code(value)
        if isinstance(value, bool):
            return _("Yes") if value else _("No")
        return "–" if value is None or value == "" else value
