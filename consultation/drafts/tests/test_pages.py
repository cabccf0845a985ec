"""What readers see of drafts: only what was published, where it is shown, in every state."""

import json
import re
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command

from consultation.conftest import FIRST_TEXT, SECOND_TEXT, put_text
from consultation.drafts.models import DraftFile, DraftPage
from consultation.drafts.tests.readers import html, path_of, read, section_of
from portal.common import clock
from portal.media.models import PortalDocument

SECOND = timedelta(seconds=1)


def test_the_text_is_read_provision_by_provision(make_draft, two_sites):
    page = make_draft(two_sites.here, "Dự thảo hỗ trợ")
    shown = html(two_sites.here, page)
    for address in ("dieu-2", "dieu-2.khoan-2", "dieu-2.khoan-2.diem-b"):
        assert f'id="{address}"' in shown
    assert "Điều 2. Mức hỗ trợ" in shown
    assert "Chi đường truyền." in shown
    assert "Dự thảo lần 1" in shown


@pytest.mark.parametrize(
    ("end", "seconds", "words"),
    [
        ("opens_at", -1, "Sắp lấy ý kiến"),
        ("opens_at", 0, "Đang lấy ý kiến"),
        ("closes_at", -1, "Đang lấy ý kiến · còn 1 ngày"),
        ("closes_at", 0, "Đã kết thúc"),
        ("closes_at", 1, "Đã kết thúc"),
    ],
)
def test_the_state_turns_with_the_second(make_draft, two_sites, freeze_clock, end, seconds, words):
    page = make_draft(two_sites.here, receiving_email="gopy@example.org")
    freeze_clock(getattr(page, end) + seconds * SECOND)
    shown = html(two_sites.here, page)
    assert words in shown
    assert words in html(two_sites.here, section_of(two_sites.here))
    # How to comment is told only while comments are taken; who received them always.
    assert ('id="how"' in shown) == words.startswith("Đang")
    assert shown.count("mailto:gopy@example.org") == 1


def test_a_closing_at_midnight_names_the_day_before_as_the_last(make_draft, two_sites):
    today = clock.start_of(clock.today())
    page = make_draft(
        two_sites.here, opens_at=today - timedelta(days=9), closes_at=today + timedelta(days=31)
    )
    first, last = (today + timedelta(days=days) for days in (-9, 30))
    period = f"{first:%d/%m/%Y}</time> – <time"
    for shown in (html(two_sites.here, page), html(two_sites.here, section_of(two_sites.here))):
        assert period in shown
        assert f">{last:%d/%m/%Y}</time>" in shown
    assert "(40 ngày)" in html(two_sites.here, page)


def test_a_version_is_read_and_compared_once_it_was_published(make_draft, two_sites):
    page = make_draft(two_sites.here)
    put_text(page, SECOND_TEXT)
    page.save_revision()
    # Taken over, but not published yet.
    assert "50 triệu" not in html(two_sites.here, page)
    for rest in ("phien-ban/2/", "so-sanh/1-2/"):
        assert read(two_sites.here, path_of(page) + rest).status_code == 404
    page.latest_revision.publish()
    assert "50 triệu" in html(two_sites.here, page)
    assert "30 triệu" in html(two_sites.here, page, "phien-ban/1/")
    changes = html(two_sites.here, page, "so-sanh/1-2/")
    assert "bỏ: </span>30" in changes
    assert "thêm: </span>50" in changes
    for rest in ("so-sanh/2-1/", "so-sanh/1-1/", "so-sanh/1-3/", "phien-ban/0/", "phien-ban/x/"):
        assert read(two_sites.here, path_of(page) + rest).status_code == 404


def test_a_draft_that_is_not_published_is_nowhere(make_draft, two_sites):
    page = make_draft(two_sites.here, "Dự thảo kín")
    page.unpublish()
    assert read(two_sites.here, path_of(page)).status_code == 404
    assert "Dự thảo kín" not in html(two_sites.here, section_of(two_sites.here))
    assert "Dự thảo kín" not in html(two_sites.here, two_sites.here.root_page)
    assert read(two_sites.here, path_of(page) + "phien-ban/1/").status_code == 404


def test_script_in_any_text_is_harmless(make_draft, two_sites):
    bad = "<script>alert(1)</script>"
    page = make_draft(
        two_sites.here,
        f"Dự thảo {bad}",
        text=f"Điều 1. {bad}\n1. {bad}",
        summary=bad,
        legal_basis=bad,
        target_groups=bad,
        drafting_unit=bad,
        slug="du-thao",
    )
    for shown in (html(two_sites.here, page), html(two_sites.here, section_of(two_sites.here))):
        assert bad not in shown
        assert "&lt;script&gt;" in shown


def test_a_withdrawal_and_a_later_closing_are_told_with_their_reasons(make_draft, two_sites):
    page = make_draft(two_sites.here)
    page.closes_at += timedelta(days=10)
    page.closing_reason = "Nghỉ lễ dài ngày"
    page.save_revision().publish()
    assert "Nghỉ lễ dài ngày" in html(two_sites.here, page)
    page.withdrawn_at, page.withdrawal_reason = clock.now(), "Trùng nội dung"
    page.save_revision().publish()
    shown = html(two_sites.here, page)
    assert "Trùng nội dung" in shown
    assert "Đã rút" in shown


def test_a_long_text_costs_as_many_statements_as_a_short_one(
    make_draft, two_sites, django_assert_max_num_queries
):
    articles = "\n".join(f"Điều {n}. Tên\n1. Khoản {n}\n2. Khoản khác" for n in range(1, 101))
    counts = set()
    for page in (make_draft(two_sites.here), make_draft(two_sites.here, text=articles)):
        read(two_sites.here, path_of(page))
        with django_assert_max_num_queries(15) as captured:
            assert read(two_sites.here, path_of(page)).status_code == 200
        counts.add(len(captured))
    assert len(counts) == 1


def test_files_stand_under_their_kinds(make_draft, two_sites):
    page = make_draft(two_sites.here)
    collection = two_sites.here.profile.collection
    for kind, title in (("report", "Đánh giá"), ("draft", "Bản cũ"), ("draft", "Bản mới")):
        document = PortalDocument.objects.create(
            title=title, file=ContentFile(b"%PDF-1.4", "tep.pdf"), collection=collection
        )
        page.files.add(DraftFile(kind=kind, document=document, locale=page.locale))
    page.save_revision().publish()
    shown = html(two_sites.here, page)
    kinds = re.findall(r'<h3 class="meta">(.+?)</h3>', shown)
    assert kinds == ["Dự thảo", "Báo cáo đánh giá tác động"]
    assert shown.index("Bản cũ") < shown.index("Bản mới") < shown.index("Đánh giá</a>")


def test_feeds_announce_it_while_it_is_live(make_draft, two_sites):
    page = make_draft(two_sites.here, "Dự thảo trong nguồn tin")
    make_draft(two_sites.there, "Dự thảo nơi khác")
    feeds = ["/rss/", "/atom/", f"/rss{path_of(section_of(two_sites.here))}"]
    for address in feeds:
        feed = read(two_sites.here, address).content.decode()
        assert page.title in feed
        assert "Tóm tắt" in feed
        assert "Dự thảo nơi khác" not in feed
    page.unpublish()
    for address in feeds:
        assert page.title not in read(two_sites.here, address).content.decode()


def test_machines_are_told_what_it_is(make_draft, two_sites):
    page = make_draft(
        two_sites.here, "Dự thảo </script>", summary="Ai được & hỗ trợ", slug="du-thao"
    )
    policy = make_draft(two_sites.here, nature="policy", document_type=None, text="")
    shown = html(two_sites.here, page)
    assert '<meta name="description" content="Ai được &amp; hỗ trợ">' in shown
    found, *_ = structured(shown)
    assert found["@type"] == "Legislation"
    assert found["name"] == page.title
    assert found["legislationType"] == "Nghị quyết"
    assert found["creativeWorkStatus"] == "Draft"
    assert structured(html(two_sites.here, policy))[0]["@type"] == "CreativeWork"


def structured(shown: str) -> list[dict]:
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', shown, re.S)
    return json.loads(text)


def test_it_is_found_by_its_title_and_its_summary(make_draft, two_sites):
    page = make_draft(two_sites.here, "Dự thảo về nước sạch", summary="Giá một mét khối")
    hidden = make_draft(two_sites.here, "Dự thảo về nước ngầm")
    hidden.unpublish()
    other = make_draft(two_sites.there, "Dự thảo về nước mặt")
    call_command("update_index", verbosity=0)
    for words in ("nuoc", "mét khối"):
        shown = read(two_sites.here, "/tim-kiem/", q=words).content.decode()
        assert f'href="{path_of(page)}"' in shown
        assert path_of(hidden) not in shown
        assert path_of(other) not in shown


def test_a_translation_shows_the_text_and_publishes_none(make_draft, two_sites):
    page = make_draft(two_sites.here)
    text = put_text(page, SECOND_TEXT)
    other = section_of(two_sites.here).add_child(
        instance=DraftPage(
            title="Translation",
            summary="x",
            opens_at=page.opens_at,
            closes_at=page.closes_at,
            text_version=text,
        )
    )
    other.save_revision().publish()
    text.refresh_from_db()
    assert text.number is None
    assert "50 triệu" not in html(two_sites.here, other)
    page.save_revision().publish()
    assert "50 triệu" in html(two_sites.here, other)
    assert "30 triệu" in html(two_sites.here, other, "phien-ban/1/")


def test_a_draft_with_its_texts_is_deleted_whole(make_draft, two_sites):
    page = make_draft(two_sites.here)
    put_text(page, SECOND_TEXT)
    page.save_revision().publish()
    page.delete()
    assert not DraftPage.objects.exists()


def test_a_policy_without_articles_leads_to_its_files(make_draft, two_sites):
    page = make_draft(two_sites.here, text="", nature="policy", document_type=None)
    assert "Tóm tắt" in html(two_sites.here, page)


@pytest.mark.parametrize("text", [FIRST_TEXT])
def test_english_addresses_serve_the_same(make_draft, two_sites, text):
    page = make_draft(two_sites.here, text=text)
    assert read(two_sites.here, path_of(page) + "version/1/").status_code == 200
