"""Making the files of a summary, and taking old ones away.

A file is written beside its place and put there when it is whole. Whoever asks again after a
worker was killed gets a new one: what was begun is given up, and its file swept away.
"""

import time
from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import translation

from consultation.comments.permissions import refusal_to_moderate
from consultation.drafts.models import DraftPage
from consultation.summaries.layouts import write_document, write_table
from consultation.summaries.models import FOLDER, Export
from consultation.summaries.services import (
    BATCH,
    SummaryRefused,
    SummaryRow,
    published_counts,
    summary_rows,
)
from portal.common import clock
from portal.hosts.addresses import site_id_of
from sites.access.standing import acting_now

State = Export.State
KEPT_FOR = timedelta(days=7)
ABANDONED_SECONDS = 24 * 60 * 60
_WRITERS = {Export.Format.DOCX: write_document, Export.Format.XLSX: write_table}


class GivenUp(Exception):
    """Somebody asked for the file anew meanwhile."""


@transaction.atomic
def ask(draft: DraftPage, user) -> list[Export]:
    """Lets the two files of a draft be made for its officers.

    Asking twice makes them once; asking again after a worker was lost makes them anew.

    Args:
        draft: the draft itself.
        user: the officer.

    Raises:
        SummaryRefused: the person is no citizens' officer of the portal.
    """
    user = acting_now(user, site_id_of(draft))
    refused = refusal_to_moderate(user, site_id_of(draft))
    if refused:
        raise SummaryRefused(refused)
    DraftPage.objects.select_for_update(of=("self",), no_key=True).get(pk=draft.pk)
    return [_begin(draft, kind, user) for kind in Export.Format]


@transaction.atomic
def make_public(draft: DraftPage) -> list[Export]:
    """Lets the files that readers get be made anew, whatever is being made already."""
    DraftPage.objects.select_for_update(of=("self",), no_key=True).get(pk=draft.pk)
    return [_begin(draft, kind, None, is_public=True) for kind in Export.Format]


def newest(draft_id: int, *, is_public: bool) -> dict[str, Export]:
    """The newest file of each format, in whatever state; one statement."""
    rows = Export.objects.filter(draft=draft_id, is_public=is_public).order_by("pk")
    return {row.format: row for row in rows}


def public_files(draft_id: int) -> dict[str, Export]:
    """What readers can have now, by its format; one statement."""
    rows = Export.objects.filter(draft=draft_id, is_public=True, state=State.READY)
    return {row.format: row for row in rows.order_by("pk")}


def make(uid: str) -> None:
    """Makes a file that was asked for; one that somebody has begun, or nobody wants, is left."""
    waiting = Export.objects.filter(uid=uid, state=State.WAITING)
    if not waiting.update(state=State.RUNNING, touched_at=clock.now()):
        return
    export = Export.objects.select_related("draft__text_version").get(uid=uid)
    try:
        with translation.override(settings.LANGUAGE_CODE):
            _write(export)
    except GivenUp:
        _remove_file(export)
    except Exception:
        Export.objects.filter(pk=export.pk).update(state=State.FAILED)
        _remove_file(export)
        raise
    sweep()


def forget(draft_id: int, *, is_public: bool) -> None:
    """Takes away files that tell what is no longer to be told."""
    _remove(Export.objects.filter(draft=draft_id, is_public=is_public))


def sweep() -> None:
    """Takes away officers' files after a week, and what lies in the folder without a row."""
    _remove(Export.objects.filter(is_public=False, created_at__lt=clock.now() - KEPT_FOR))
    folder = Path(default_storage.path(FOLDER))
    if not folder.is_dir():
        return
    for path in folder.iterdir():
        is_old = time.time() - path.stat().st_mtime > ABANDONED_SECONDS
        if is_old and not Export.objects.filter(file=f"{FOLDER}/{path.name}").exists():
            path.unlink(missing_ok=True)


def _begin(draft: DraftPage, kind: str, user, *, is_public: bool = False) -> Export:
    from consultation.summaries.tasks import make_export

    same = Export.objects.filter(draft=draft, format=kind, is_public=is_public)
    going_on = same.filter(state__in=[State.WAITING, State.RUNNING])
    alive = [export for export in going_on if export.is_going_on]
    if alive and not is_public:
        return alive[0]
    # A worker that comes back finds that nobody waits for its file.
    going_on.update(state=State.FAILED)
    export = Export.objects.create(draft=draft, format=kind, asked_by=user, is_public=is_public)
    transaction.on_commit(lambda: make_export.enqueue(str(export.uid)))
    return export


def _write(export: Export) -> None:
    total = sum(published_counts(export.draft).values())
    _note(export, total=total)
    rows = _watched(export, summary_rows(export.draft))
    place = Path(default_storage.path(export.path))
    place.parent.mkdir(parents=True, exist_ok=True)
    unfinished = place.with_name(f"{place.name}.part")
    with unfinished.open("wb") as stream:
        _WRITERS[Export.Format(export.format)](stream, export.draft, rows)
    if settings.FILE_UPLOAD_PERMISSIONS is not None:
        unfinished.chmod(settings.FILE_UPLOAD_PERMISSIONS)
    unfinished.replace(place)
    _note(export, state=State.READY, file=export.path)
    former = Export.objects.filter(
        draft=export.draft_id, format=export.format, is_public=export.is_public, pk__lt=export.pk
    )
    _remove(former)


def _watched(export: Export, rows: Iterable[SummaryRow]) -> Iterator[SummaryRow]:
    """Says after each batch how far it is."""
    done = 0
    for done, row in enumerate(rows, start=1):
        yield row
        if done % BATCH == 0:
            _note(export, done=done)
    _note(export, done=done)


def _note(export: Export, **values) -> None:
    running = Export.objects.filter(pk=export.pk, state=State.RUNNING)
    if not running.update(touched_at=clock.now(), **values):
        raise GivenUp


def _remove(exports) -> None:
    """The rows first: a file without a row is swept away later, a row without file would lie."""
    for export in list(exports):
        Export.objects.filter(pk=export.pk).delete()
        transaction.on_commit(lambda export=export: _remove_file(export))


def _remove_file(export: Export) -> None:
    place = Path(default_storage.path(export.path))
    for path in (place, place.with_name(f"{place.name}.part")):
        path.unlink(missing_ok=True)
