"""What readers see of drafts: only what was published, where it is shown, in every state."""

from datetime import timedelta

import pytest
from django.test import Client

from consultation.conftest import FIRST_TEXT, SECOND_TEXT, put_text
from consultation.drafts.models import ConsultationPage, DraftPage
from portal.common import clock

SECOND = timedelta(seconds=1)


def read(site, path: str, **query):
    return Client(SERVER_NAME=site.hostname).get(path, query)


def section_of(site) -> ConsultationPage:
    return ConsultationPage.objects.filter(path__startswith=site.root_page.path).get()


def path_of(page) -> str:
    return "/" + page.url_path.split("/", 2)[2]


def html(site, page, rest: str = "") -> str:
    answer = read(site, path_of(page) + rest)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_text_is_read_provision_by_provision(make_draft, two_sites):
    page = make_draft(two_sites.here, "Dự thảo hỗ trợ")
    shown = html(two_sites.here, page)
    for address in ("dieu-2", "dieu-2.khoan-2", "dieu-2.khoan-2.diem-b"):
        assert f'id="{address}"' in shown
    assert "Điều 2. Mức hỗ trợ" in shown
    assert "Chi đường truyền." in shown
    assert "Dự thảo lần 1" in shown


def test_the_state_turns_at_the_closing_moment(make_draft, two_sites, freeze_clock):
    page = make_draft(two_sites.here)
    for moment, words in (
        (page.closes_at - SECOND, "Đang lấy ý kiến"),
        (page.closes_at, "Đã kết thúc"),
        (page.opens_at - SECOND, "Sắp lấy ý kiến"),
    ):
        freeze_clock(moment)
        assert words in html(two_sites.here, page)


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


def test_another_portals_drafts_are_not_in_the_list_nor_at_its_addresses(make_draft, two_sites):
    own = make_draft(two_sites.here, "Dự thảo của xã ta")
    other = make_draft(two_sites.there, "Dự thảo của xã bạn")
    shown = html(two_sites.here, section_of(two_sites.here))
    assert own.title in shown
    assert other.title not in shown
    assert other.title not in html(two_sites.here, two_sites.here.root_page)
    assert own.title in html(two_sites.here, two_sites.here.root_page)
    address = path_of(other)
    assert address == path_of(own) or read(two_sites.here, address).status_code == 404


def test_the_list_is_narrowed_and_says_what_it_does_not_understand(make_draft, two_sites):
    make_draft(two_sites.here, "Dự thảo đang mở")
    closed = make_draft(two_sites.here, "Dự thảo đã đóng")
    DraftPage.objects.filter(pk=closed.pk).update(closes_at=clock.now() - SECOND)
    path = path_of(section_of(two_sites.here))
    shown = read(two_sites.here, path, **{"trang-thai": "closed"}).content.decode()
    assert "Dự thảo đã đóng" in shown
    assert "Dự thảo đang mở" not in shown
    shown = read(two_sites.here, path, **{"tu-khoa": "dang mo"}).content.decode()
    assert "Dự thảo đang mở" in shown
    assert "Dự thảo đã đóng" not in shown
    shown = read(two_sites.here, path, **{"trang-thai": "x", "linh-vuc": "<b>"}).content.decode()
    assert "Dự thảo đang mở" in shown
    assert 'role="alert"' in shown
    assert read(two_sites.here, path, trang="2").status_code == 404


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


def test_length_and_number_cost_no_statement(make_draft, two_sites, django_assert_max_num_queries):
    articles = "\n".join(f"Điều {n}. Tên\n1. Khoản {n}\n2. Khoản khác" for n in range(1, 101))
    short, long = (
        make_draft(two_sites.here, "Ngắn"),
        make_draft(two_sites.here, "Dài", text=articles),
    )
    for page in (short, long):
        read(two_sites.here, path_of(page))
    counts = []
    for page in (short, long):
        with django_assert_max_num_queries(15) as captured:
            assert read(two_sites.here, path_of(page)).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]
    path = path_of(section_of(two_sites.here))
    read(two_sites.here, path)
    with django_assert_max_num_queries(15) as few:
        read(two_sites.here, path)
    for number in range(6):
        make_draft(two_sites.here, f"Dự thảo {number}", text="")
    read(two_sites.here, path)
    with django_assert_max_num_queries(15) as many:
        assert "Dự thảo 5" in read(two_sites.here, path).content.decode()
    assert len(few) == len(many)


def test_feeds_announce_it(make_draft, two_sites):
    page = make_draft(two_sites.here, "Dự thảo trong nguồn tin")
    make_draft(two_sites.there, "Dự thảo nơi khác")
    feed = read(two_sites.here, "/rss/").content.decode()
    assert page.title in feed
    assert "Tóm tắt" in feed
    assert "Dự thảo nơi khác" not in feed


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
