"""Tags that every page's template may use."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail.blocks import StreamValue
from wagtail.rich_text import RichText

from portal.common.outlines import Heading, anchor_of, outline_of
from portal.common.pictures import Shown, sources_of
from portal.common.references import Prepared, anchors_taken, at_hand, prepare
from portal.media.renditions import size_of

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
        # Without a box around each block, so that the distances of running text hold.
        return format_html_join("\n", "{}", ((block.render(),) for block in stream))


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
def picture(image, size: str, alternative: str = "", first: bool = False) -> SafeString | str:
    """A picture in one of the named sizes, in the formats and widths that exist of it.

    Args:
        image: the picture.
        size: name of a size in ``portal.media.renditions.PAGE_SIZES``.
        alternative: what the picture shows; empty for decoration.
        first: whether it stands in the first view, so that the browser fetches it at once.
    """
    sources = sources_of(image, size) if image is not None else None
    if sources is None:
        return ""
    sizes = size_of(size).sizes
    better = format_html_join(
        "",
        '<source type="{}" srcset="{}" sizes="{}">',
        ((kind, _srcset(files), sizes) for kind, files in sources.better),
    )
    shown = sources.plain[0]
    return format_html(
        '<picture>{}<img src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}" {}>'
        "</picture>",
        better,
        shown.url,
        _srcset(sources.plain),
        sizes,
        sources.plain[-1].width,
        sources.plain[-1].height,
        alternative or "",
        _AT_ONCE if first else _LATER,
    )


@register.simple_tag
def heading_anchor(text: str) -> str:
    """The name under which a heading inside a body can be linked to."""
    return anchor_of(text, anchors_taken())


@register.simple_tag
def outline(stream: StreamValue) -> list[Heading]:
    """The headings of a long body, for a table of contents; none for a short one."""
    return outline_of(stream)


_AT_ONCE = format_html('fetchpriority="{}"', "high")
_LATER = format_html('loading="{}" decoding="async"', "lazy")


def _srcset(files: list[Shown]) -> str:
    return ", ".join(f"{file.url} {file.width}w" for file in files)
