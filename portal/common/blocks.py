"""The blocks that a page's body is made of."""

from copy import copy

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    ChoiceBlock,
    ListBlock,
    PageChooserBlock,
    StreamBlock,
    StructBlock,
    StructBlockValidationError,
    URLBlock,
)
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from portal.common.references import prepared_pictures
from portal.common.text_blocks import (
    CleanCharBlock,
    CleanRichTextBlock,
    CleanTableBlock,
    CleanTextBlock,
)

# No headings (they have a block, so that the outline stays right), no embeds, no pictures and
# no raw HTML: an editor's text never carries code.
TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]
SHORT_TEXT_FEATURES = ["bold", "italic", "link"]
LINK_SCHEMES = ("http", "https")


class HeadingBlock(StructBlock):
    """A heading inside the body; the page's title is the only heading of the first level."""

    text = CleanCharBlock(label=_("Text"), max_length=200)
    level = ChoiceBlock(
        label=_("Level"),
        choices=[("h2", _("Heading")), ("h3", _("Subheading"))],
        default="h2",
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "common/blocks/heading.html"


class PreparedImageChooserBlock(ImageChooserBlock):
    """Takes pictures that were read with the whole body before it asks for them."""

    def bulk_to_python(self, values: list) -> list:
        """The pictures of these keys in their order, each an object of its own."""
        at_hand = prepared_pictures()
        missing = [key for key in values if key is not None and key not in at_hand]
        found = {**at_hand, **(self.model_class.objects.in_bulk(missing) if missing else {})}
        return [copy(found[key]) if key in found else None for key in values]


class DescribedImageBlock(ImageBlock):
    """Wagtail's picture with alternative text or marked as decoration, read in bulk."""

    def __init__(self, required: bool = True, **kwargs) -> None:
        super().__init__(required=required, **kwargs)
        chooser = PreparedImageChooserBlock(required=required, label=_("Picture"))
        chooser.set_name("image")
        self.child_blocks["image"] = chooser
        label = self.child_blocks["alt_text"].label
        description = CleanCharBlock(required=False, label=label, max_length=300)
        description.set_name("alt_text")
        self.child_blocks["alt_text"] = description

    def clean(self, value):
        """Cleans the description as well, which Wagtail only asks to be there."""
        if value and value.contextual_alt_text:
            described = self.child_blocks["alt_text"]
            try:
                value.contextual_alt_text = described.clean(value.contextual_alt_text)
            except ValidationError as error:
                raise StructBlockValidationError(block_errors={"alt_text": error}) from error
        return super().clean(value)


class PictureBlock(StructBlock):
    """A picture with what it shows in words, or marked as decoration."""

    image = DescribedImageBlock(label=_("Picture"))
    caption = CleanCharBlock(label=_("Caption"), max_length=300, required=False)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "common/blocks/picture.html"


class QuoteBlock(StructBlock):
    """Somebody's own words."""

    text = CleanTextBlock(label=_("Quotation"), max_length=2000)
    speaker = CleanCharBlock(label=_("Who said it"), max_length=200, required=False)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "common/blocks/quote.html"


class TableBlock(CleanTableBlock):
    """A table with headed columns."""

    text = CleanCharBlock(label=_("Text"), required=False, max_length=1000)
    rich_text = CleanRichTextBlock(
        label=_("Formatted text"), required=False, features=SHORT_TEXT_FEATURES
    )

    class Meta:
        icon = "table"
        label = _("Table")
        template = "common/blocks/table.html"


class FileItemBlock(StructBlock):
    """One file to download."""

    document = DocumentChooserBlock(label=_("File"))
    title = CleanCharBlock(
        label=_("Title"),
        max_length=300,
        required=False,
        help_text=_("Without one, the title of the file is shown."),
    )


class FilesBlock(StructBlock):
    """Files to download."""

    heading = CleanCharBlock(label=_("Heading"), max_length=200, required=False)
    files = ListBlock(FileItemBlock(label=_("File")), label=_("Files"), min_num=1, max_num=50)

    class Meta:
        icon = "doc-full"
        label = _("Files")
        template = "common/blocks/files.html"


class LinkItemBlock(StructBlock):
    """A link to a page of a portal or to an address elsewhere."""

    page = PageChooserBlock(label=_("Page"), required=False)
    url = URLBlock(
        label=_("Address"),
        required=False,
        max_length=500,
        help_text=_("Only where there is no page: begins with https:// or http://."),
    )
    title = CleanCharBlock(label=_("Text of the link"), max_length=200, required=False)

    def clean(self, value):
        """Refuses a link that leads nowhere, to two places, or by an unlisted scheme."""
        cleaned = super().clean(value)
        errors = _link_errors(cleaned)
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        return cleaned


def _link_errors(link: dict) -> dict:
    page, url = link["page"], link["url"]
    if bool(page) == bool(url):
        return {"page": ValidationError(_("Choose a page or write an address: one of the two."))}
    if url and url.split(":", 1)[0].lower() not in LINK_SCHEMES:
        return {"url": ValidationError(_("An address begins with https:// or http://."))}
    if url and not link["title"]:
        return {"title": ValidationError(_("Write where the link leads."))}
    return {}


class LinksBlock(StructBlock):
    """A list of links."""

    heading = CleanCharBlock(label=_("Heading"), max_length=200, required=False)
    links = ListBlock(LinkItemBlock(label=_("Link")), label=_("Links"), min_num=1, max_num=50)

    class Meta:
        icon = "link"
        label = _("Links")
        template = "common/blocks/links.html"


class NoticeBlock(StructBlock):
    """A short text that must not be overlooked."""

    kind = ChoiceBlock(
        label=_("Kind"),
        choices=[("info", _("Information")), ("warning", _("Warning"))],
        default="info",
    )
    text = CleanRichTextBlock(label=_("Text"), features=SHORT_TEXT_FEATURES, max_length=1000)

    class Meta:
        icon = "warning"
        label = _("Notice")
        template = "common/blocks/notice.html"


class ParagraphBlock(CleanRichTextBlock):
    """Running text."""

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "common/blocks/paragraph.html"

    def __init__(self, features: list[str] | None = None, **kwargs) -> None:
        super().__init__(features=features or TEXT_FEATURES, **kwargs)


class BodyBlock(StreamBlock):
    """The body of an article or of a standard page."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    picture = PictureBlock()
    gallery = ListBlock(
        PictureBlock(),
        icon="image",
        label=_("Gallery"),
        min_num=2,
        max_num=30,
        template="common/blocks/gallery.html",
    )
    quote = QuoteBlock()
    table = TableBlock()
    files = FilesBlock()
    links = LinksBlock()
    notice = NoticeBlock()
