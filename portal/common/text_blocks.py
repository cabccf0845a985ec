"""Blocks that clean the text they take, as form fields of models do."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from wagtail.blocks import CharBlock, RichTextBlock, TextBlock
from wagtail.contrib.typed_table_block.blocks import (
    TypedTable,
    TypedTableBlock,
    TypedTableBlockValidationError,
)

from portal.common.fields import CleanCharField, CleanRichTextField


class CleanCharBlock(CharBlock):
    """A line of text.

    Args:
        options: as those of ``CharBlock``.
    """

    def __init__(self, **options) -> None:
        super().__init__(**options)
        given = self.field
        self.field = CleanCharField(
            required=given.required,
            help_text=given.help_text,
            max_length=given.max_length,
            min_length=given.min_length,
            validators=options.get("validators", ()),
        )


class CleanTextBlock(TextBlock):
    """Several lines of text."""

    @cached_property
    def field(self) -> forms.Field:
        """The field that cleans what is written."""
        return CleanCharField(widget=super().field.widget, **self.field_options)


class CleanRichTextBlock(RichTextBlock):
    """Formatted text."""

    @cached_property
    def field(self) -> forms.Field:
        """The field that cleans what is written."""
        return CleanRichTextField(widget=super().field.widget, **self.field_options)


class CleanTableBlock(TypedTableBlock):
    """A table whose headings and caption are cleaned as well; they are no blocks."""

    heading_field = CleanCharField(required=False, max_length=200)
    caption_field = CleanCharField(required=False, max_length=300)

    def clean(self, value: TypedTable) -> TypedTable:
        """Cleans the cells, the headings and the caption."""
        table = super().clean(value)
        try:
            for column in table.columns:
                column["heading"] = self.heading_field.clean(column["heading"])
            table.caption = self.caption_field.clean(table.caption)
        except ValidationError as error:
            raise TypedTableBlockValidationError(non_block_errors=[error]) from error
        return table
