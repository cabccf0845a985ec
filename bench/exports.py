"""The files of a summary: with a thousand comments and with a hundred thousand."""

import os
import resource
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.comments import COMMUNE, draft_of, first_comments, multiply
from bench.ground import open_portals
from consultation.comments.models import Comment
from consultation.drafts.models import DraftPage
from consultation.summaries.layouts import write_document, write_table
from consultation.summaries.services import summary_rows
from editorial.vocabularies.services import load_vocabularies
from portal.common import clock

FEW, MANY = 1_000, int(os.environ.get("BENCH_EXPORTED", "100000"))
WRITERS = {"docx": write_document, "xlsx": write_table}
MEGABYTE = 1024 * 1024
# Linux counts the largest memory of a process in kilobytes.
KILOBYTE = 1024


def run() -> dict[str, float]:
    """Wall-clock seconds, megabytes of the files, and by how much the process grew."""
    load_vocabularies()
    page = draft_of(open_portals([COMMUNE])[0])
    first_comments(page)
    figures: dict[str, float] = {}
    with TemporaryDirectory() as folder:
        for count in (FEW, MANY):
            multiply(page, count)
            Comment.objects.update(
                state="published", disposition="noted", explanation="Cảm ơn ý kiến của ông/bà.",
                answered_at=clock.now(),
            )  # fmt: skip
            before = _largest()
            for kind, write in WRITERS.items():
                place = Path(folder) / f"{count}.{kind}"
                figures[f"{kind}, {count:,} comments, seconds"] = _seconds(page, write, place)
                figures[f"{kind}, {count:,} comments, MB"] = place.stat().st_size / MEGABYTE
            if count == MANY:
                name = f"memory above that for {FEW:,} comments, MB"
                figures[name] = (_largest() - before) / MEGABYTE
    return figures


def _seconds(page: DraftPage, write, place: Path) -> float:
    started = time.perf_counter()
    with place.open("wb") as stream:
        write(stream, page, summary_rows(page))
    return time.perf_counter() - started


def _largest() -> int:
    """The most memory that the process has had by now, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KILOBYTE
