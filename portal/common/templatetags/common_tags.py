"""Tags that every page's template may use."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.blocks import StreamValue
from wagtail.rich_text import RichText

from portal.common.pictures import SIZES
from portal.common.references import Prepared, at_hand, prepare

register = template.Library()


@register.simple_tag
def body(stream: StreamValue, prepared: Prepared | None = None) -> SafeString | str:
    """A page's body, with all that it refers to read in one statement of each kind.

    Args:
        stream: the body.
        prepared: what the page has read for it already.
    """
    if not stream:
        return ""
    with at_hand(prepared or prepare(stream)):
        return stream.render_as_block()


@register.simple_tag
def formatted(source: str, prepared: Prepared | None = None) -> SafeString:
    """The formatted text of a rich text field.

    Args:
        source: the text as it is stored.
        prepared: what the page has read for all its texts already.
    """
    with at_hand(prepared or prepare(source)):
        return format_html("{}", RichText(source))


@register.simple_tag
def picture(image, size: str, alternative: str = "") -> SafeString | str:
    """A picture in one of the named sizes.

    Args:
        image: the picture.
        size: ``list``, ``page`` or ``portrait``.
        alternative: what the picture shows; empty for decoration.
    """
    if image is None:
        return ""
    rendition = image.get_rendition(SIZES[size])
    return format_html(
        '<img src="{}" width="{}" height="{}" alt="{}" loading="lazy">',
        rendition.url,
        rendition.width,
        rendition.height,
        alternative or "",
    )
