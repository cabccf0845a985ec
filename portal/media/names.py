"""Names of stored files: made by the server, never taken over from what was uploaded."""

import secrets
from pathlib import PurePosixPath

from portal.common.text import slugify

LONGEST_STEM = 48
LONGEST_UPLOADED_NAME = 300
TOKEN_BYTES = 6


def extension_of(filename: str) -> str:
    """The last ending of a name, in lower case and without its dot."""
    return PurePosixPath(filename[-LONGEST_UPLOADED_NAME:]).suffix.lower().lstrip(".")


def stored_name(filename: str) -> str:
    """An ASCII name with one ending that keeps the readable part of the uploaded one.

    ``Bầu cử.php.PDF`` becomes ``bau-cu-php-x7Gk2pQa.pdf``; the random part keeps addresses
    from being guessed and from being given twice.
    """
    name = filename.replace("\\", "/").rsplit("/", 1)[-1]
    ending = "".join(sign for sign in extension_of(name) if sign.isascii() and sign.isalnum())
    stem = name[: -len(ending) - 1] if ending else name
    readable = slugify(stem[:LONGEST_UPLOADED_NAME].replace(".", " "), LONGEST_STEM)
    token = secrets.token_hex(TOKEN_BYTES)
    return f"{readable or 'tep'}-{token}" + (f".{ending}" if ending else "")
