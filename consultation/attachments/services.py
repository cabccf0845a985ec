"""Taking files in with a comment, looking at them in quarantine, showing and erasing them."""

import logging
import secrets
import shutil
from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import connection, transaction

from consultation.attachments import scanning
from consultation.attachments.cleaning import cleaned
from consultation.attachments.content import Upload
from consultation.attachments.models import AttachedFile
from portal.common import clock
from portal.common.queueing import enqueue_once

logger = logging.getLogger(__name__)
FOLDER = "comments"
TOKEN_BYTES = 16
# What lies in the store without a row for so long belongs to a comment that was never stored.
LOST_AFTER = timedelta(days=2)
DAYS_SWEPT = 7
LEAST_FREE = 2 * 1024**3
State, Fault = AttachedFile.State, AttachedFile.Fault


def attach(comment, uploads: Iterable[Upload]) -> list[AttachedFile]:
    """Stores the files of a comment, within the transaction that stores the comment.

    What was written before something failed is taken away again.
    """
    rows: list[AttachedFile] = []
    try:
        for number, upload in enumerate(uploads, 1):
            upload.file.seek(0)
            stored = default_storage.save(_new_name(upload.extension), File(upload.file))
            rows.append(
                AttachedFile(
                    comment=comment,
                    number=number,
                    name=upload.name,
                    extension=upload.extension,
                    size=upload.size,
                    digest=upload.digest,
                    file=stored,
                )
            )
        AttachedFile.objects.bulk_create(rows)
    except Exception:
        for row in rows:
            default_storage.delete(row.file.name)
        raise
    if rows:
        look_soon()
    return rows


def has_room() -> bool:
    """Whether the store has room for files of citizens: the portal itself needs the rest."""
    try:
        return shutil.disk_usage(settings.MEDIA_ROOT).free > LEAST_FREE
    except FileNotFoundError:
        # The first file makes the folder.
        return True


def look_soon() -> None:
    """Lets the worker look at what waits; should that be lost, the timer finds the rows."""
    if not any(entry[1] is _look_soon for entry in connection.run_on_commit):
        transaction.on_commit(_look_soon)


def _look_soon() -> None:
    from consultation.attachments.tasks import look_at_files

    enqueue_once(look_at_files)


def look_at_all() -> int:
    """Looks at every file in quarantine. While the scanner is away they stay there.

    Returns:
        How many were looked at.
    """
    done = 0
    waiting = AttachedFile.objects.filter(state=State.QUARANTINED).order_by("pk")
    for row in waiting.iterator(100):
        try:
            done += _looked_at(row)
        except scanning.ScannerAway as fault:
            logger.error("The virus scanner does not answer, files stay in quarantine: %s", fault)
            break
    return done


def _looked_at(row: AttachedFile) -> bool:
    """Looks at one file; whatever two workers do, one result is kept.

    Raises:
        scanning.ScannerAway: nothing was changed.
    """
    old, new, fault = row.file.name, "", ""
    try:
        with default_storage.open(old) as file:
            if scanning.is_set_up() and scanning.has_virus(file):
                fault = Fault.VIRUS
            else:
                clean = cleaned(file, row.extension)
                new = default_storage.save(_new_name(row.extension), File(clean))
    except FileNotFoundError:
        fault = Fault.MISSING
    except ValidationError:
        fault = Fault.DAMAGED
    return _put_down(row, old, new, fault)


def _put_down(row: AttachedFile, old: str, new: str, fault: str) -> bool:
    with transaction.atomic():
        fresh = AttachedFile.objects.select_for_update().get(pk=row.pk)
        is_first = fresh.state == State.QUARANTINED
        if is_first:
            fresh.state = State.UNFIT if fault else State.READY
            fresh.fault, fresh.was_scanned = fault, scanning.is_set_up()
            fresh.file = new or old
            fresh.save(update_fields=["state", "fault", "was_scanned", "file"])
    if new:
        default_storage.delete(old if is_first else new)
    return is_first


def show(comment, numbers: set[int]) -> list[int]:
    """Shows these files of a comment, and no others. The comment is locked by the caller.

    Returns:
        The numbers of those that are shown now; what may not be opened is never among them.
    """
    rows = AttachedFile.objects.filter(comment=comment, state=State.READY)
    rows.exclude(number__in=numbers).update(is_shown=False)
    chosen = rows.filter(number__in=numbers)
    chosen.update(is_shown=True)
    return sorted(chosen.values_list("number", flat=True))


def erase_of(comment) -> bool:
    """Erases the files of a comment that readers do not see, and what all were called.

    Those that an officer has looked into and shows are part of the comment, which stays. The
    digests stay, so that the receipt stays true. The comment is locked by the caller.

    Returns:
        Whether there was anything to erase.
    """
    rows = list(AttachedFile.objects.select_for_update().filter(comment=comment))
    gone = [row for row in rows if not row.is_shown and row.state != State.ERASED]
    names = [row.file.name for row in gone if row.file]
    for row in gone:
        row.state, row.file, row.fault = State.ERASED, "", ""
    had_names = any(row.name for row in rows)
    for row in rows:
        row.name = ""
    AttachedFile.objects.bulk_update(rows, ["state", "file", "fault", "name"])
    transaction.on_commit(lambda: _delete(names))
    return bool(gone) or had_names


def sweep() -> int:
    """Takes out of the store what no row names: comments whose transaction failed.

    Returns:
        How many files were taken out.
    """
    gone = 0
    newest = clock.today() - LOST_AFTER
    for days in range(DAYS_SWEPT):
        folder = _folder(newest - timedelta(days=days))
        try:
            names = [f"{folder}/{name}" for name in default_storage.listdir(folder)[1]]
        except (FileNotFoundError, NotADirectoryError):
            continue
        for start in range(0, len(names), 500):
            part = names[start : start + 500]
            known = AttachedFile.objects.filter(file__in=part).values_list("file", flat=True)
            lost = set(part) - set(known)
            _delete(lost)
            gone += len(lost)
    return gone


def _delete(names: Iterable[str]) -> None:
    for name in names:
        default_storage.delete(name)


def _new_name(extension: str) -> str:
    return f"{_folder(clock.today())}/{secrets.token_hex(TOKEN_BYTES)}.{extension}"


def _folder(day) -> str:
    return f"{FOLDER}/{day:%Y/%m/%d}"
