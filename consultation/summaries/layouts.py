"""The official layout of a summary (bản tổng hợp, giải trình, tiếp thu), as .docx and as .xlsx."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from consultation.comments.answering import refusal_to_summarise
from consultation.drafts.listing import unit_name_of
from consultation.drafts.models import DraftPage
from consultation.summaries.documents import Column, Head, write_docx
from consultation.summaries.services import SummaryRow, numbers_of
from portal.common import clock
from portal.common.exports import write_xlsx

_WIDTHS = {"number": 6, "place": 30, "text": 70, "author": 30, "answer": 16, "explanation": 60}


def write_document(stream: BinaryIO, draft: DraftPage, rows: Iterable[SummaryRow]) -> None:
    """Writes the summary as a Word document."""
    columns = [
        Column(pgettext("column of a summary", "No."), 5, centred=True),
        Column(_("Subject or provision"), 17),
        Column(pgettext("column of a summary", "Comment"), 34),
        Column(_("Body, organisation or individual that commented"), 16),
        Column(_("What was accepted, and explanation"), 28),
    ]
    write_docx(stream, head_of(draft), columns, _lines(rows))


def write_table(stream: BinaryIO, draft: DraftPage, rows: Iterable[SummaryRow]) -> None:
    """Writes the summary as a spreadsheet; what becomes of a comment has a column of its own."""
    head = head_of(draft)
    columns = [
        ("number", pgettext("column of a summary", "No.")),
        ("place", _("Subject or provision")),
        ("text", pgettext("column of a summary", "Comment")),
        ("author", _("Body, organisation or individual that commented")),
        ("answer", _("What became of it")),
        ("explanation", _("What was accepted, and explanation")),
    ]
    write_xlsx(
        _records(rows),
        columns,
        stream,
        sheet_name=_("Summary of comments")[:31],
        above=[head.issuer, head.title, head.subject, *head.facts],
        widths=_WIDTHS,
    )


def head_of(draft: DraftPage) -> Head:
    """What stands above the table: who asked whom, when, and how many answered."""
    unit = draft.drafting_unit or unit_name_of(draft)
    numbers = numbers_of(draft)
    facts = [
        _("Drafting unit: %(unit)s") % {"unit": unit},
        _("Open for comment from %(start)s to %(end)s")
        % {"start": _told(draft.opens_at), "end": _told(draft.last_moment)},
        _("Comments received: %(received)d. Published: %(published)d (individuals: "
          "%(individuals)d, organisations: %(organisations)d)") % {
            "received": numbers.received, "published": numbers.published,
            "individuals": numbers.individuals, "organisations": numbers.organisations,
        },
        _("As of %(moment)s") % {"moment": _told(clock.now())},
    ]  # fmt: skip
    unfinished = refusal_to_summarise(draft)
    if unfinished:
        facts.append(_("Not complete: %(reason)s") % {"reason": unfinished})
    nation = [_("SOCIALIST REPUBLIC OF VIET NAM"), _("Independence – Freedom – Happiness")]
    title = _("SUMMARY OF COMMENTS, WITH WHAT WAS ACCEPTED AND EXPLAINED")
    return Head(unit.upper(), nation, title, draft.title, facts)


def place_of(row: SummaryRow) -> str:
    """The provision; where the text no longer has it, once with the words that it had."""
    group = row.group
    if not group.is_gone:
        return group.name
    name = _("%(name)s – no longer in the draft") % {"name": group.name}
    return f"{name}\n{group.former}" if row.begins and group.former else name


def _lines(rows: Iterable[SummaryRow]) -> Iterator[tuple[str, ...]]:
    for number, row in enumerate(rows, start=1):
        answer = row.answer[:1].upper() + row.answer[1:]
        explanation = row.comment.explanation
        reply = f"{answer}. {explanation}" if explanation else f"{answer}."
        yield str(number), place_of(row), row.comment.text, row.author, reply


def _records(rows: Iterable[SummaryRow]) -> Iterator[dict[str, object]]:
    for number, row in enumerate(rows, start=1):
        yield {
            "number": number,
            "place": place_of(row),
            "text": row.comment.text,
            "author": row.author,
            "answer": row.answer,
            "explanation": row.comment.explanation,
        }


def _told(moment) -> str:
    if moment is None:
        return "…"
    return date_format(moment.astimezone(clock.PROVINCE_TIME), "d/m/Y H:i")
