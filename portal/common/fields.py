"""Fields that clean what they take with :func:`portal.common.text.clean_text`."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.fields import RichTextField

from portal.common.text import DECOMPOSED_LENGTH, clean_text

# What a text field without a limit of its own takes, in characters.
LONGEST_TEXT = 1_000_000
# What one formatted text takes, in characters with its tags.
LONGEST_RICH_TEXT = 200_000


class CleanCharField(forms.CharField):
    """A line of text (or several, with a ``Textarea``), cleaned before it is validated.

    A text that is too long is refused with Django's message and never cut in silence.
    """

    def to_python(self, value: object) -> str:
        text = super().to_python(value)
        if text in self.empty_values:
            return text
        longest = self.max_length or LONGEST_TEXT
        if len(text) > (longest * DECOMPOSED_LENGTH if self.max_length else longest):
            raise ValidationError(
                MaxLengthValidator.message,
                code="max_length",
                params={"limit_value": longest, "show_value": len(text)},
            )
        multiline = isinstance(self.widget, forms.Textarea)
        return clean_text(text, longest + 1, multiline=multiline) or self.empty_value


class CleanRichTextField(forms.CharField):
    """Formatted text in its stored form, cleaned like plain text; its tags are left alone."""

    def to_python(self, value: object) -> str:
        text = super().to_python(value)
        if text in self.empty_values:
            return text
        if len(text) > LONGEST_RICH_TEXT:
            raise ValidationError(
                MaxLengthValidator.message,
                code="max_length",
                params={"limit_value": LONGEST_RICH_TEXT, "show_value": len(text)},
            )
        # Composing may lengthen a text; a tag is never cut through.
        return clean_text(text, LONGEST_RICH_TEXT * DECOMPOSED_LENGTH, multiline=True)


def install() -> None:
    """Lets every model form of Wagtail's administration clean its text fields."""
    register_form_field_override(RichTextField, override={"form_class": CleanRichTextField})
    register_form_field_override(
        models.CharField, override={"form_class": CleanCharField}, exact_class=True
    )
    register_form_field_override(
        models.TextField,
        override={"form_class": CleanCharField, "widget": AdminAutoHeightTextInput},
        exact_class=True,
    )
