"""Takes out of files what their authors do not know is in them: names, places, programs' traces."""

import re
import shutil
import zipfile
from io import BytesIO
from typing import BinaryIO

from django.core.exceptions import ValidationError

from consultation.attachments.content import PICTURES
from portal.media.archives import read_entries
from portal.media.content import check_document
from portal.media.pictures import clean_picture

# Who wrote and who saved a document, for which firm, and what templates add. Programs open
# documents whose properties are empty.
_CORE = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp='
    b'"http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/"
_APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    f'<Properties xmlns="{_OFFICE}extended-properties"/>'
).encode()
_CUSTOM = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    f'<Properties xmlns="{_OFFICE}custom-properties"/>'
).encode()
_META = (
    b'<?xml version="1.0" encoding="UTF-8"?><office:document-meta xmlns:office='
    b'"urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.2"/>'
)
EMPTIED = {
    "docProps/core.xml": _CORE,
    "docProps/app.xml": _APP,
    "docProps/custom.xml": _CUSTOM,
    "meta.xml": _META,
}
# Who made a tracked change or wrote a remark, in the parts that hold text.
_NAMED = {
    "word/": re.compile(rb"""(\bw(?:15)?:(?:author|initials|userId)=)("[^"]*"|'[^']*')"""),
    "xl/": re.compile(rb"(<author>)([^<]*)(?=</author>)"),
    "content.xml": re.compile(rb"(<dc:creator>)([^<]*)(?=</dc:creator>)"),
}
# A part above this is copied as it is: remarks are short, and memory is shared.
MOST_READ_BYTES = 50 * 1024 * 1024
ARCHIVES = ("docx", "odt", "xlsx", "ods")


def cleaned(file: BinaryIO, extension: str) -> BinaryIO:
    """The file without what tells of its author: a picture written anew, an office file with its
    properties emptied, a PDF as it is, since changing one breaks its signatures.

    Raises:
        ValidationError: it is damaged, or not what its ending says.
    """
    if extension in PICTURES:
        return BytesIO(clean_picture(file, extension))
    check_document(file, extension)
    if extension in ARCHIVES:
        return _without_properties(file)
    file.seek(0)
    return file


def _without_properties(file: BinaryIO) -> BinaryIO:
    read_entries(file)
    output = BytesIO()
    try:
        with zipfile.ZipFile(file) as old, zipfile.ZipFile(output, "w") as new:
            for entry in old.infolist():
                _carry_over(old, entry, new)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError) as fault:
        raise ValidationError("The archive cannot be read.", code="archive") from fault
    output.seek(0)
    return output


def _without_name(found: re.Match[bytes]) -> bytes:
    quotes = found[2][:1] if found[2][:1] in (b'"', b"'") else b""
    return found[1] + 2 * quotes


def _carry_over(old: zipfile.ZipFile, entry: zipfile.ZipInfo, new: zipfile.ZipFile) -> None:
    """In the order and the manner in which it was, so that a packed ``mimetype`` stays first."""
    fresh = zipfile.ZipInfo(entry.filename)
    fresh.compress_type = entry.compress_type
    if entry.filename in EMPTIED:
        new.writestr(fresh, EMPTIED[entry.filename])
        return
    names = next((one for begin, one in _NAMED.items() if entry.filename.startswith(begin)), None)
    if names and entry.filename.endswith(".xml") and entry.file_size <= MOST_READ_BYTES:
        new.writestr(fresh, names.sub(_without_name, old.read(entry)))
        return
    with old.open(entry) as source, new.open(fresh, "w") as target:
        shutil.copyfileobj(source, target)
