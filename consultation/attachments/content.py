"""What citizens may send: told by content, within limits, before anything is stored."""

import hashlib
from dataclasses import dataclass

import puremagic
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultation.attachments.models import LONGEST_NAME
from portal.common.text import clean_text
from portal.media.content import check_document
from portal.media.names import extension_of
from portal.media.pictures import ENDINGS, FORMATS, refuse_two_natures

PICTURES = ("jpg", "jpeg", "png")
DOCUMENTS = ("pdf", "docx", "odt", "xlsx", "ods")
EXTENSIONS = (*DOCUMENTS, *PICTURES)
# Of one comment.
MOST_FILES = 5
MEGABYTE = 1024 * 1024
MOST_BYTES = 10 * MEGABYTE
# The proxy takes forms of 25 MB.
MOST_BYTES_TOGETHER = 20 * MEGABYTE
_HEAD = 4096


@dataclass(frozen=True)
class Upload:
    """A file that may be taken.

    Attributes:
        name: as the citizen called it, fit to be shown to officers.
        digest: SHA-256 of what was sent.
    """

    name: str
    extension: str
    size: int
    digest: str
    file: UploadedFile


def checked(files: list[UploadedFile]) -> list[Upload]:
    """The files of one comment.

    Raises:
        ValidationError: with one sentence for each file that cannot be taken.
    """
    faults = _faults_together(files)
    found = []
    for file in [] if faults else files:
        name = name_of(file)
        try:
            found.append(_checked(file, name))
        except ValidationError as fault:
            reason = " ".join(fault.messages)
            faults.append(_("“%(name)s”: %(reason)s") % {"name": name, "reason": reason})
    if faults:
        raise ValidationError(faults)
    return found


def name_of(file: UploadedFile) -> str:
    """What a citizen called a file, without signs that control how it is shown."""
    name = clean_text((file.name or "").replace("\\", "/").rsplit("/", 1)[-1], LONGEST_NAME * 4)
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 5:
        return name[:LONGEST_NAME]
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"


def digest_together(digests: list[str]) -> str:
    """One digest for the files of a comment in their order; empty where it has none."""
    return hashlib.sha256(":".join(digests).encode()).hexdigest() if digests else ""


def _faults_together(files: list[UploadedFile]) -> list[str]:
    if len(files) > MOST_FILES:
        told = ngettext(
            "At most %(count)d file can be sent with a comment.",
            "At most %(count)d files can be sent with a comment.",
            MOST_FILES,
        )
        return [told % {"count": MOST_FILES}]
    if sum(file.size for file in files) > MOST_BYTES_TOGETHER:
        told = _("Together the files are larger than %(size)d MB. Send fewer or smaller ones.")
        return [told % {"size": MOST_BYTES_TOGETHER // MEGABYTE}]
    return []


def _checked(file: UploadedFile, name: str) -> Upload:
    extension = extension_of(name)
    if extension not in EXTENSIONS:
        kinds = ", ".join(EXTENSIONS)
        raise ValidationError(
            _("Files of this kind are not taken. Send one of these: %(kinds)s.") % {"kinds": kinds}
        )
    if not file.size:
        raise ValidationError(_("The file is empty. Choose another one."))
    if file.size > MOST_BYTES:
        told = _("The file is larger than %(size)d MB. Make it smaller.")
        raise ValidationError(told % {"size": MOST_BYTES // MEGABYTE})
    if extension in PICTURES:
        _check_picture(file, extension)
    else:
        check_document(file, extension)
    return Upload(name, extension, file.size, _digest_of(file), file)


def _check_picture(file: UploadedFile, extension: str) -> None:
    """By its head alone: pixels are read by the worker, which has the time."""
    refuse_two_natures(file)
    file.seek(0)
    try:
        guesses = {guess.extension for guess in puremagic.magic_string(file.read(_HEAD))}
    except (puremagic.PureError, ValueError):
        guesses = set()
    if not guesses & ENDINGS[FORMATS[extension]]:
        raise ValidationError(
            _("This is no picture of the kind that its name says. Save it again as JPEG or PNG.")
        )


def _digest_of(file: UploadedFile) -> str:
    digest = hashlib.sha256()
    for part in file.chunks():
        digest.update(part)
    return digest.hexdigest()
