"""The sizes in which pictures are shown. No other size is ever made.

Each size costs memory and disk, so that a freely chosen one would be a way to exhaust both.
Pages name a size; the names stand for filter specs of Wagtail.
"""

from wagtail.images.exceptions import InvalidFilterSpecError

# What pages show, by name.
SIZES: dict[str, str] = {
    "thumb": "fill-240x160|format-webp",
    "list": "fill-480x320|format-webp",
    "list_avif": "fill-480x320|format-avif",
    "page": "width-960|format-webp",
    "page_avif": "width-960|format-avif",
    "full": "max-1600x1600|format-webp",
    "portrait": "fill-240x320|format-webp",
    "emblem": "max-200x200|format-webp",
    # Networks that show shared links read JPEG for certain.
    "share": "fill-1200x630|format-jpeg",
}

# What Wagtail's administration and its rich text show.
ADMIN_SPECS = frozenset(
    {
        "original",
        "fill-600x338",
        "max-150x150",
        "max-165x165",
        "max-400x400",
        "max-800x600",
        "width-500",
        "width-800",
    }
)

LISTED_SPECS = frozenset(SIZES.values()) | ADMIN_SPECS


class UnlistedSizeError(InvalidFilterSpecError):
    """A picture was asked for in a size that is not on the list."""


def spec_of(size: str) -> str:
    """The filter spec of a named size.

    Raises:
        UnlistedSizeError: no size has this name.
    """
    try:
        return SIZES[size]
    except KeyError:
        raise UnlistedSizeError(
            f"No picture size is called “{size}”. Use one of: {', '.join(SIZES)}."
        ) from None


def refuse_unlisted(spec: str) -> None:
    """Lets listed filter specs pass.

    Raises:
        UnlistedSizeError: the spec is not on the list.
    """
    if spec not in LISTED_SPECS:
        raise UnlistedSizeError(
            f"Pictures are not made in the size “{spec}”. Add it to portal/media/renditions.py."
        )
