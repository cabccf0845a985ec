"""Reading comments: a draft of 100 articles with 100 comments and with a million."""

import os
import statistics
import time
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Count
from wagtail.models import Site

from bench.ground import open_portals
from bench.requests import Requests
from consultation.comments.counting import counts_of
from consultation.comments.models import Comment, PublishedCount
from consultation.comments.services import Author, submit
from consultation.drafts.models import ConsultationPage, DraftPage
from consultation.reading.services import read_text
from consultation.versions import services as versions
from editorial.vocabularies.services import load_vocabularies
from portal.common import clock

COMMUNE = "09334"
ARTICLES, CLAUSES = 100, 3
FEW, MANY = 100, int(os.environ.get("BENCH_COMMENTS", "1000000"))
ROUNDS, WARM_UP = 15, 3
# Rows of the queue that both draw; of the few no more wait.
SCREEN = 10
# Every tenth waits for the officers, as in a busy week.
WAITING = 10


def run() -> dict[str, float]:
    """Wall-clock medians, since the database works beside the process, and statements."""
    load_vocabularies()
    site = open_portals([COMMUNE])[0]
    page = draft_of(site)
    first_comments(page)
    reader = Requests(site.hostname)
    path = "/" + page.url_path.split("/", 2)[2]
    paths = {"draft": path, "article": f"{path}gop-y/dieu-50/", "all": f"{path}gop-y/"}
    multiply(page, FEW)
    few = {name: _seconds(lambda at=at: reader.get(at)) for name, at in paths.items()}
    queue = {"first": _queue(site, None)}
    multiply(page, MANY)
    connection.cursor().execute("ANALYZE")
    figures: dict[str, float] = {"comments": Comment.objects.count()}
    for name, at in paths.items():
        many = _seconds(lambda at=at: reader.get(at))
        figures[f"{name}, seconds"] = many
        figures[f"{name}, {MANY:,} / {FEW} comments"] = many / few[name]
        figures[f"{name}, statements"] = reader.time(at)[2]
    keys = list(
        Comment.objects.order_by("pk").values_list("pk", flat=True)[: MANY // 2 : MANY // 4]
    )
    figures[f"queue, first screen, {MANY:,} / {FEW} comments"] = _queue(site, None) / queue["first"]
    figures["queue, deep / first screen"] = _queue(site, keys[-1]) / _queue(site, None)
    return figures


@transaction.atomic
def draft_of(site: Site) -> DraftPage:
    """An open draft of a portal, of 100 articles with three clauses each."""
    section = ConsultationPage.objects.filter(path__startswith=site.root_page.path).first()
    now = clock.now()
    page = section.add_child(
        instance=DraftPage(
            title="Dự thảo dài",
            summary="Tóm tắt",
            opens_at=now - timedelta(days=5),
            closes_at=now + timedelta(days=30),
            live=False,
        )
    )
    lines = []
    for number in range(1, ARTICLES + 1):
        lines.append(f"Điều {number}. Nội dung thứ {number}")
        lines += [f"{clause}. Quy định {number}.{clause}." for clause in range(1, CLAUSES + 1)]
    version = versions.begin(page, read_text("\n".join(lines)), source_name="", user=None)
    page.text_version = versions.take(version, version.edition)
    page.save_revision().publish()
    return DraftPage.objects.get(pk=page.pk)


def first_comments(page: DraftPage) -> None:
    """One on each article, through the service; the mass is copied from them."""
    for number in range(1, ARTICLES + 1):
        comment = submit(
            page,
            f"Đề nghị sửa Điều {number} cho rõ hơn, vì quy định như dự thảo khó thực hiện.",
            Author(name="Người góp ý"),
            address=f"dieu-{number}",
        )
        state = "waiting" if number % WAITING == 0 else "published"
        Comment.objects.filter(pk=comment.pk).update(state=state)


def multiply(page: DraftPage, wanted: int) -> None:
    """Copies the first comments with authors and receipts until there are so many."""
    missing = wanted - Comment.objects.filter(draft=page).count()
    if missing > 0:
        first = Comment.objects.filter(draft=page).order_by("pk").first().pk
        last = Comment.objects.order_by("-pk").first().pk
        _copy(Comment, first, missing, {"uid": _uid()})
        fresh = f"FROM comments_comment WHERE id > {last}"
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO comments_commenter (comment_id, name, organisation, email, telephone, "
                f"name_is_shown) SELECT id, 'Người góp ý', '', '', '', {_true()} {fresh}"
            )
            cursor.execute(
                "INSERT INTO comments_receipt (comment_id, code, digest, key, signature, issued_at,"
                f" link) SELECT id, 'B' || id, '', '', '', received_at, '' {fresh}"
            )
    PublishedCount.objects.filter(draft=page).delete()
    rows = Comment.objects.filter(draft=page).published().values_list("lineage")
    PublishedCount.objects.bulk_create(
        PublishedCount(draft=page, lineage_id=lineage, individuals=number)
        for lineage, number in rows.order_by("lineage").annotate(number=Count("pk"))
    )
    assert sum(counts_of(page.pk).values())


def _copy(model, first: int, count: int, changed: dict[str, str]) -> None:
    fields = [field.column for field in model._meta.concrete_fields if not field.primary_key]
    values = ", ".join(changed.get(name, f"c.{name}") for name in fields)
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {count - 1})"
            f" INSERT INTO {model._meta.db_table} ({', '.join(fields)}) SELECT {values} FROM n"
            f" JOIN {model._meta.db_table} c ON c.id = {first} + n.i % {ARTICLES}"
            if connection.vendor == "sqlite"
            else f"INSERT INTO {model._meta.db_table} ({', '.join(fields)}) SELECT {values}"
            f" FROM generate_series(0, {count - 1}) AS n(i)"
            f" JOIN {model._meta.db_table} c ON c.id = {first} + n.i % {ARTICLES}"
        )


def _uid() -> str:
    return (
        "gen_random_uuid()" if connection.vendor == "postgresql" else "lower(hex(randomblob(16)))"
    )


def _true() -> str:
    return "true" if connection.vendor == "postgresql" else "1"


def _queue(site: Site, before: int | None) -> float:
    """What the officers' queue reads for a screen."""
    rows = Comment.objects.filter(site=site).waiting().newest_first().before(before)
    return _seconds(lambda: list(rows.with_authors().select_related("draft")[:SCREEN]))


def _seconds(work) -> float:
    spent = []
    for number in range(WARM_UP + ROUNDS):
        started = time.perf_counter()
        work()
        if number >= WARM_UP:
            spent.append(time.perf_counter() - started)
    return statistics.median(spent)
