"""Pictures on the way in: checked by content and written anew, without their metadata."""

import re
import zipfile
from io import BytesIO
from typing import BinaryIO

import puremagic
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = {
    "jpg": "JPEG",
    "jpeg": "JPEG",
    "png": "PNG",
    "gif": "GIF",
    "webp": "WEBP",
    "avif": "AVIF",
}
# What puremagic calls the same content.
ENDINGS = {
    "JPEG": {".jpg", ".jpeg", ".jfif", ".jpe"},
    "PNG": {".png", ".apng"},
    "GIF": {".gif"},
    "WEBP": {".webp"},
    "AVIF": {".avif", ".avifs"},
}
SAVE_OPTIONS = {
    "JPEG": {"quality": 92, "optimize": True},
    "PNG": {},
    "GIF": {},
    "WEBP": {"quality": 90},
    "AVIF": {"quality": 85, "speed": 8},
}
MODES = {"JPEG": {"L", "RGB"}, "WEBP": {"RGB", "RGBA"}, "AVIF": {"RGB", "RGBA"}}
# The only facts of a file that are kept beside its pixels.
KEPT_INFO = {"transparency", "duration", "loop", "background", "disposal", "blend"}
# Signs of a second nature: what a browser or a server would run.
_ACTIVE_CONTENT = re.compile(rb"<(?:script|html|!doctype|iframe)[\s>]|<\?php", re.IGNORECASE)
_PDF_HEAD = 1024
_HEAD = 4096


def refuse_two_natures(file: BinaryIO) -> None:
    """Refuses a picture that is a web page, a program text, an archive or a PDF as well.

    Raises:
        ValidationError: the file is a polyglot.
    """
    file.seek(0)
    content = file.read()
    if (
        _ACTIVE_CONTENT.search(content)
        or b"%PDF-" in content[:_PDF_HEAD]
        or zipfile.is_zipfile(BytesIO(content))
    ):
        raise ValidationError(
            _("This file is a picture and something else at once. Save the picture again from an "
              "image program and upload that file."),
            code="polyglot",
        )  # fmt: skip


def clean_picture(file: BinaryIO, extension: str) -> bytes:
    """The picture written anew: turned upright, without EXIF, GPS, XMP, comments or profiles.

    Args:
        file: what was uploaded.
        extension: its ending in lower case, without the dot.

    Raises:
        ValidationError: another format than its ending says, a polyglot, damaged, or more than
            40 megapixels, all frames counted.
    """
    expected = FORMATS.get(extension)
    if expected is None:
        raise _not_a_picture()
    refuse_two_natures(file)
    _refuse_other_content(file, expected)
    file.seek(0)
    try:
        with Image.open(file, formats=_readers(expected)) as picture:
            _refuse_too_many_pixels(picture)
            return _rewrite(picture, expected)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels() from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as fault:
        raise _not_a_picture() from fault


def _readers(expected: str) -> list[str]:
    """Telephones write several pictures into one JPEG; the first is taken."""
    return ["JPEG", "MPO"] if expected == "JPEG" else [expected]


def _refuse_other_content(file: BinaryIO, expected: str) -> None:
    file.seek(0)
    try:
        guesses = {guess.extension for guess in puremagic.magic_string(file.read(_HEAD))}
    except (puremagic.PureError, ValueError):
        guesses = set()
    if not guesses & ENDINGS[expected]:
        raise _not_a_picture()


def _frames(picture: Image.Image) -> int:
    return 1 if picture.format == "MPO" else getattr(picture, "n_frames", 1)


def _refuse_too_many_pixels(picture: Image.Image) -> None:
    width, height = picture.size
    if width * height * _frames(picture) > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise _too_many_pixels()


def _rewrite(picture: Image.Image, file_format: str) -> bytes:
    output = BytesIO()
    options = dict(SAVE_OPTIONS[file_format])
    count = _frames(picture)
    if count > 1:
        frames, durations = [], []
        for number in range(count):
            picture.seek(number)
            durations.append(int(picture.info.get("duration", 0)))
            frames.append(_plain(picture.copy(), file_format))
        first, *others = frames
        options |= {"save_all": True, "append_images": others, "loop": _loops(picture)}
        if any(durations):
            options["duration"] = durations
    else:
        first = _plain(ImageOps.exif_transpose(picture), file_format)
    first.save(output, file_format, **options)
    return output.getvalue()


def _loops(picture: Image.Image) -> int:
    return int(picture.info.get("loop", 0) or 0)


def _plain(picture: Image.Image, file_format: str) -> Image.Image:
    """The pixels in a mode of the format, with nothing attached."""
    picture.load()
    transparent = picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info
    modes = MODES.get(file_format)
    if modes and picture.mode not in modes:
        picture = picture.convert("RGBA" if transparent and "RGBA" in modes else "RGB")
    picture.info = {key: value for key, value in picture.info.items() if key in KEPT_INFO}
    return picture


def _not_a_picture() -> ValidationError:
    return ValidationError(
        _("This file is not a picture of the kind that its name says, or it is damaged. Save it "
          "again as JPEG, PNG, GIF, WebP or AVIF and upload that file."),
        code="invalid_image",
    )  # fmt: skip


def _too_many_pixels() -> ValidationError:
    return ValidationError(
        _("This picture has more than %(number)d megapixels, all frames counted. Make it smaller "
          "and upload it again."),
        code="file_too_many_pixels",
        params={"number": settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000},
    )  # fmt: skip
