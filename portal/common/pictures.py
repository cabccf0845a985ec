"""Pictures of many objects, with the files they are shown in, in one statement."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.core.files.storage import default_storage
from django.db import DEFAULT_DB_ALIAS
from django.db.models import FilteredRelation, Q, QuerySet
from wagtail.images import get_image_model
from wagtail.images.models import Filter

from portal.common.prepared import PreparedStatement
from portal.media.renditions import LISTED_SPECS, Size, size_of, specs_of

# A page's own pictures, and the one that is shown where the page is shared.
SHOWN_ON_PAGES = ("page", "share")
# What stands in for a size that is not made yet.
STAND_INS = LISTED_SPECS - {"original"}
_FILE = ("filter_spec", "focal_point_key", "file", "width", "height")
_FOCUS = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")


@dataclass(frozen=True, slots=True)
class Shown:
    """One file in which a picture is shown."""

    url: str
    width: int
    height: int


@dataclass(frozen=True)
class Sources:
    """The files that exist for showing a picture in one size.

    Attributes:
        better: media type and files of formats that not every browser reads, the best first.
        plain: the files for all browsers, the narrowest first.
    """

    better: list[tuple[str, list[Shown]]]
    plain: list[Shown]


def pictures_by_id(ids: Iterable[int], sizes: Iterable[str] = SHOWN_ON_PAGES) -> dict[int, Any]:
    """Pictures by primary key, with the files that exist in these sizes.

    One statement; one more for pictures that have none of these files yet.

    Args:
        ids: primary keys; empty ones are left out.
        sizes: names of sizes that will be shown.
    """
    wanted = {pk for pk in ids if pk}
    if not wanted:
        return {}
    found = _read(wanted, specs_of(*sizes))
    bare = {pk for pk, image in found.items() if not image.shown_files}
    return {**found, **_read(bare, STAND_INS)} if bare else found


def _read(ids: set[int], specs: Iterable[str]) -> dict[int, Any]:
    model = get_image_model()
    names = _columns(model)
    found: dict[int, Any] = {}
    for row in _rows.ask(ids=sorted(ids), specs=list(specs)):
        image = found.get(row[0])
        if image is None:
            image = found[row[0]] = model.from_db(DEFAULT_DB_ALIAS, names, row[: len(names)])
            image.shown_files = {}
        if row[len(names)]:
            _note(image, *row[len(names) :])
    return found


def _columns(model) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def _rows_of(ids: list[int], specs: list[str]) -> QuerySet:
    model = get_image_model()
    shown = FilteredRelation("renditions", condition=Q(renditions__filter_spec__in=specs))
    rows = model.objects.filter(pk__in=ids).order_by().annotate(shown=shown)
    return rows.values_list(*_columns(model), *(f"shown__{name}" for name in _FILE))


_rows = PreparedStatement(_rows_of)


def _note(image: Any, spec: str, focus: str, name: str, width: int, height: int) -> None:
    """Keeps a file; one that was cut for an earlier focus only where there is no other."""
    if spec not in image.shown_files or focus == _focus_key(spec, *_focus_of(image)):
        image.shown_files[spec] = Shown(default_storage.url(name), width, height)


def _focus_of(image: Any) -> tuple:
    return tuple(getattr(image, name) for name in _FOCUS)


@dataclass(frozen=True)
class _Focus:
    """What Wagtail asks a picture for to name a file's focus."""

    focal_point_x: int | None
    focal_point_y: int | None
    focal_point_width: int | None
    focal_point_height: int | None


@lru_cache(maxsize=4096)
def _focus_key(spec: str, *focus: int | None) -> str:
    return Filter(spec=spec).get_cache_key(_Focus(*focus))


def attach_pictures(objects: Iterable[Any], *sizes: str) -> None:
    """Gives objects with a foreign key ``picture`` their pictures all at once.

    Args:
        objects: articles, people and the like.
        sizes: names of the sizes that will be shown; without any, those of lists.
    """
    objects = list(objects)
    pictures = pictures_by_id((item.picture_id for item in objects), sizes or ("list",))
    for item in objects:
        if item.picture_id in pictures:
            item.picture = pictures[item.picture_id]


def sources_of(image: Any, name: str) -> Sources | None:
    """The files in which a picture can be shown now; nothing is made while a reader waits.

    What is missing is left out. Where no file of the size is there, another one of the picture
    stands in; a picture without any file, such as one whose task still waits, is not shown.

    Args:
        image: the picture, read with its files or not.
        name: name of the size.

    Raises:
        UnlistedSizeError: no size has this name.
    """
    size = size_of(name)
    files = image.shown_files if hasattr(image, "shown_files") else _read_files(image)
    *better, plain = size.formats
    lists = [(f"image/{one}", _present(files, size, one)) for one in better]
    found = _present(files, size, plain) or _stand_in(files)
    return Sources([pair for pair in lists if pair[1]], found) if found else None


def _present(files: dict[str, Shown], size: Size, file_format: str) -> list[Shown]:
    """The files of one format, the narrowest first; small originals give one width only once."""
    by_width = {files[spec].width: files[spec] for spec in size.of(file_format) if spec in files}
    return [by_width[width] for width in sorted(by_width)]


def _stand_in(files: dict[str, Shown]) -> list[Shown]:
    """The widest file that every browser reads."""
    readable = [file for spec, file in files.items() if not spec.endswith("avif")]
    return [max(readable, key=lambda file: file.width)] if readable else []


def _read_files(image: Any) -> dict[str, Shown]:
    """The files of a picture that was read without them, kept on it."""
    image.shown_files = {}
    for row in image.renditions.filter(filter_spec__in=STAND_INS).values_list(*_FILE):
        _note(image, *row)
    return image.shown_files
