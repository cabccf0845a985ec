"""What everybody reads of a summary and its figures."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.template.loader import render_to_string

from consultation.comments.models import Comment
from consultation.comments.moderation import count
from consultation.comments.tests.citizens import published_comment
from consultation.drafts.models import DraftPage
from consultation.drafts.tests.readers import html, path_of, read
from consultation.summaries.models import Export
from consultation.summaries.tests.conftest import MARKER, close, publish_answers

pytestmark = pytest.mark.django_db


@pytest.fixture
def publish(draft, django_capture_on_commit_callbacks):
    return lambda: publish_answers(draft, django_capture_on_commit_callbacks)


def code(site, page, rest: str, **query) -> int:
    return read(site, path_of(page) + rest, **query).status_code


def test_nobody_finds_it_before_it_is_published(draft, say, two_sites, publish):
    say()
    addresses = ["tong-hop/", "tong-hop/docx/", "tong-hop/xlsx/"]
    assert {code(two_sites.here, draft, rest) for rest in addresses} == {404}
    assert {code(two_sites.here, close(draft), rest) for rest in addresses} == {404}
    page = publish()
    assert {code(two_sites.here, page, rest) for rest in addresses} == {200}
    assert code(two_sites.here, page, "tong-hop/exe/") == 404


def test_the_table_by_provision_with_answers(draft, say, two_sites, publish):
    say("Nên tăng", "dieu-2.khoan-1", "partly", "Tăng một phần", name="An", name_is_shown=True)
    say("Ý chung", "", "accepted", "", name="Bình Giấu")
    page = html(two_sites.here, publish(), "tong-hop/")
    assert page.index("Khoản 1 Điều 2") < page.index("Nên tăng") < page.index("Ý chung")
    assert "Tăng một phần" in page
    assert "Giấu" not in page
    assert "kin@example.org" not in page
    assert "style=" not in page
    assert "tong-hop/docx/" in page


def test_files_are_downloads_for_everybody(draft, say, two_sites, publish):
    say()
    page = publish()
    answer = read(two_sites.here, path_of(page) + "tong-hop/docx/")
    assert answer["Content-Disposition"].startswith('attachment; filename="tong-hop-gop-y-du-thao')
    assert "no-store" not in answer["Cache-Control"]
    assert b"".join(answer.streaming_content)[:2] == b"PK"
    uid = Export.objects.filter(is_public=True).first().uid
    for path in (f"/media/exports/{uid}.docx", f"/documents/1/{uid}.docx", f"/exports/{uid}.docx"):
        assert read(two_sites.here, path).status_code == 404
    assert read(two_sites.there, path_of(page) + "tong-hop/").status_code == 404


@pytest.mark.parametrize("state", ["waiting", "hidden", "returned", "unconfirmed"])
def test_what_is_not_shown_is_nowhere(state, draft, officer, say, two_sites, publish):
    say("thấy được")
    page = publish()
    comment = published_comment(
        DraftPage.objects.get(pk=reopened(page).pk), officer, MARKER, "dieu-1", name=MARKER,
        name_is_shown=True,
    )  # fmt: skip
    count(comment, -1)
    Comment.objects.filter(pk=comment.pk).update(state=state)
    close(page)
    DraftPage.objects.filter(pk=page.pk).update(answered_at=page.answered_at)
    cache.clear()
    for rest in ("", "tong-hop/", "so-lieu/"):
        assert MARKER not in html(two_sites.here, page, rest)


def reopened(page) -> DraftPage:
    later = page.closes_at + timedelta(days=60)
    DraftPage.objects.filter(pk=page.pk).update(closes_at=later)
    return page


def copies(one: Comment, number: int) -> None:
    rows = []
    for _number in range(number):
        copy = Comment.objects.get(pk=one.pk)
        copy.pk, copy.uid = None, Comment._meta.get_field("uid").get_default()
        rows.append(copy)
    for copy in Comment.objects.bulk_create(rows):
        count(copy, 1)


def test_sixty_comments_cost_as_many_statements_as_two(
    draft, say, two_sites, publish, django_assert_max_num_queries
):
    first, second = say("một", "dieu-1"), say("chung")
    page = publish()

    def statements(rest: str) -> int:
        cache.clear()
        html(two_sites.here, page, rest)
        with django_assert_max_num_queries(15) as captured:
            cache.clear()
            html(two_sites.here, page, rest)
        return len(captured)

    few = [statements(rest) for rest in ("tong-hop/", "so-lieu/")]
    copies(first, 29)
    copies(second, 29)
    assert [statements(rest) for rest in ("tong-hop/", "so-lieu/")] == few


def test_all_pages_together_have_each_comment_once(draft, say, two_sites, publish):
    for number in range(3):
        copies(say(f"mẫu {number}", f"dieu-{number + 1}"), 34)
    page = publish()
    for number, comment in enumerate(Comment.objects.order_by("pk")):
        Comment.objects.filter(pk=comment.pk).update(text=f"số-{number}-hết")
    found, query = [], ""
    for _page in range(10):
        text = read(two_sites.here, path_of(page) + "tong-hop/" + query).content.decode()
        found += re.findall(r"số-(\d+)-hết", text)
        following = re.search(r'href="(\?sau=[0-9-]+)" rel="next"', text)
        if not following:
            break
        query = following[1]
    assert len(found) == len(set(found)) == 105
    for bad in ("x", "1", "1-x", "999999999-0", "²-1", "1-" + "9" * 20):
        assert code(two_sites.here, page, "tong-hop/", sau=bad) == 404


def test_figures_count_articles_days_authors_and_answers(draft, say, two_sites):
    say("a", "dieu-2.khoan-1")
    say("b", "dieu-2.khoan-2.diem-a", "accepted", "", organisation="Hội Nông dân")
    say("c", "", disposition="")
    late = say("d", "dieu-3")
    Comment.objects.filter(pk=late.pk).update(received_at=late.received_at - timedelta(days=3))
    page = html(two_sites.here, draft, "so-lieu/")
    rows = [
        re.sub(r"<[^>]+>|\s+", " ", row).split()
        for row in re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL)
    ]
    told = {" ".join(row) for row in rows}
    assert "Cá nhân 3" in told
    assert "Tổ chức 1" in told
    assert "Điều 2. Mức hỗ trợ 1 1 2" in told
    assert "Điều 3. Hiệu lực 1 0 1" in told
    assert "Toàn bộ dự thảo 1 0 1" in told
    assert page.count("<rect") == 2 + 3 + 4 + 3
    assert "style=" not in page
    assert "Hội Nông dân" not in page


def test_figures_are_kept_for_some_minutes(draft, say, two_sites, django_assert_max_num_queries):
    say("a")
    html(two_sites.here, draft, "so-lieu/")
    with django_assert_max_num_queries(8) as kept:
        html(two_sites.here, draft, "so-lieu/")
    assert "comments_comment" not in str(kept.captured_queries)


def test_a_draft_without_comments_says_so(draft, two_sites):
    assert "<rect" not in html(two_sites.here, draft, "so-lieu/")


def test_links_lead_there_once_there_is_something(draft, say, publish, two_sites):
    def links(page) -> str:
        return render_to_string("summaries/links.html", {"page": page})

    assert "href" not in links(draft)
    say()
    page = publish()
    assert "tong-hop/" in links(page)
    assert "so-lieu/" in links(page)


def test_a_receipt_leads_to_the_summary_once_there_is_one(draft, say, publish, two_sites):
    path = f"/tra-cuu/{say().receipt.code}/"
    assert "tong-hop/" not in read(two_sites.here, path).content.decode()
    page = publish()
    assert f'href="{path_of(page)}tong-hop/"' in read(two_sites.here, path).content.decode()
