"""The sizes in which pictures are shown. No other size is ever made.

Each size costs memory and disk, so that a freely chosen one would be a way to exhaust both.
Pages name a size; the names stand for filter specs of Wagtail.
"""

from dataclasses import dataclass

from wagtail.images.exceptions import InvalidFilterSpecError

AVIF, WEBP = "avif", "webp"


@dataclass(frozen=True)
class Size:
    """One way of showing pictures: the same view in some widths, for small and dense screens.

    Attributes:
        specs: the filter specs without format, the narrowest first.
        sizes: how wide pages show it, in the words of the ``sizes`` attribute.
        formats: the formats that are made, the best first; the last is for all browsers.
    """

    specs: tuple[str, ...]
    sizes: str
    formats: tuple[str, ...] = (AVIF, WEBP)

    def of(self, file_format: str) -> tuple[str, ...]:
        """The filter specs in one of its formats, the narrowest first."""
        return tuple(f"{spec}|format-{file_format}" for spec in self.specs)

    @property
    def all_specs(self) -> tuple[str, ...]:
        """The filter specs in all its formats, the best format first."""
        return tuple(spec for file_format in self.formats for spec in self.of(file_format))


_NARROW, _HALF, _WIDE, _WIDEST = (
    "fill-240x160",
    "fill-480x320",
    "fill-640x427",
    "fill-960x640",
)

# What pages show, by name. Cards, stories and leads share one shape, so that they share files.
PAGE_SIZES: dict[str, Size] = {
    "thumb": Size((_NARROW, _HALF), "7.5rem"),
    "list": Size((_NARROW, _HALF), "(min-width: 40rem) 15rem, 7.5rem"),
    "lead": Size((_WIDE, _WIDEST), "(min-width: 76rem) 46rem, (min-width: 56rem) 60vw, 100vw"),
    "page": Size(("width-480", "width-960"), "(min-width: 46rem) 42rem, 100vw"),
    "gallery": Size(("width-480", "width-960"), "(min-width: 46rem) 20rem, 100vw"),
    "portrait": Size(("fill-240x320",), "10rem"),
    "emblem": Size(("max-200x200",), "4rem", (WEBP,)),
    # Networks that show shared links read JPEG for certain.
    "share": Size(("fill-1200x630",), "1200px", ("jpeg",)),
}

# What an uploaded picture may be needed in at any moment; other sizes are made when a page
# that shows them is published.
USUAL_SIZES = ("list", "lead", "page", "emblem", "share")

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

LISTED_SPECS = ADMIN_SPECS.union(*(size.all_specs for size in PAGE_SIZES.values()))


class UnlistedSizeError(InvalidFilterSpecError):
    """A picture was asked for in a size that is not on the list."""


class RenditionsMissingError(Exception):
    """Some pictures of a task got no files; all others were made.

    Args:
        ids: primary keys of the pictures.
    """

    def __init__(self, ids: list[int]) -> None:
        super().__init__(f"Pictures without files: {', '.join(map(str, ids))}; the log says why.")


def size_of(name: str) -> Size:
    """The size of this name.

    Raises:
        UnlistedSizeError: no size has this name.
    """
    try:
        return PAGE_SIZES[name]
    except KeyError:
        raise UnlistedSizeError(
            f"No picture size is called “{name}”. Use one of: {', '.join(PAGE_SIZES)}."
        ) from None


def specs_of(*names: str) -> tuple[str, ...]:
    """The filter specs of named sizes, each once.

    Raises:
        UnlistedSizeError: a name is not on the list.
    """
    return tuple(dict.fromkeys(spec for name in names for spec in size_of(name).all_specs))


def refuse_unlisted(spec: str) -> None:
    """Lets listed filter specs pass.

    Raises:
        UnlistedSizeError: the spec is not on the list.
    """
    if spec not in LISTED_SPECS:
        raise UnlistedSizeError(
            f"Pictures are not made in the size “{spec}”. Add it to portal/media/renditions.py."
        )
