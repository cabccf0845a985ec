"""What changed between two versions, as readers see it."""

import re

from consultation.conftest import FIRST_TEXT, SECOND_TEXT, put_text
from consultation.drafts.tests.readers import html, path_of, read


def revised(make_draft, site, text: str, first: str = FIRST_TEXT):
    """A draft of which two versions were published."""
    page = make_draft(site, text=first)
    put_text(page, text)
    page.save_revision().publish()
    return page


def entries(shown: str) -> dict[str, str]:
    """The provisions that are shown, with what stands under each heading."""
    parts = re.split(r'<h2 class="provision__head">', shown)[1:]
    return {part.split("<")[0].strip(): part for part in parts}


def test_every_change_is_told_in_words(make_draft, two_sites):
    page = revised(make_draft, two_sites.here, SECOND_TEXT)
    shown = html(two_sites.here, page, "so-sanh/1-2/")
    found = entries(shown)
    assert set(found) == {"Khoản 1 Điều 2", "Điều 3", "Điều 4"}
    assert "sửa đổi" in found["Khoản 1 Điều 2"]
    assert "bỏ: </span>30</del>" in found["Khoản 1 Điều 2"]
    assert "thêm: </span>50</ins>" in found["Khoản 1 Điều 2"]
    assert "bổ sung" in found["Điều 3"]
    assert "chuyển vị trí" in found["Điều 4"]
    assert "Trước đây: Điều 3" in found["Điều 4"]
    assert "3 quy định thay đổi" in shown
    assert "5 quy định giữ nguyên" in shown


def test_a_provision_that_went_away_stays_to_be_read(make_draft, two_sites):
    page = revised(make_draft, two_sites.here, FIRST_TEXT, first=SECOND_TEXT)
    shown = html(two_sites.here, page, "so-sanh/1-2/")
    (gone,) = [part for part in shown.split("<section")[1:] if "Kinh phí do ngân sách" in part]
    assert "bỏ</span>" in gone
    assert "<del>" in gone
    assert "<ins>" not in gone


def test_nothing_changed(make_draft, two_sites):
    page = revised(make_draft, two_sites.here, FIRST_TEXT)
    shown = html(two_sites.here, page, "so-sanh/1-2/")
    assert 'class="empty"' in shown
    assert "<ins>" not in shown
    assert "7 quy định giữ nguyên" in shown


def test_script_in_a_changed_text_is_harmless(make_draft, two_sites):
    bad = "<script>alert(1)</script>"
    page = revised(make_draft, two_sites.here, FIRST_TEXT.replace("30 triệu", bad))
    shown = html(two_sites.here, page, "so-sanh/1-2/")
    assert bad not in shown
    assert "&lt;script&gt;" in shown


def test_only_published_versions_in_their_order_are_compared(make_draft, two_sites):
    page = revised(make_draft, two_sites.here, SECOND_TEXT)
    put_text(page, FIRST_TEXT)
    page.save_revision()
    for rest in ("2-1", "1-1", "0-1", "1-3", "2-3", "1-9999", "1-12345", "a-b"):
        assert read(two_sites.here, f"{path_of(page)}so-sanh/{rest}/").status_code == 404, rest
    other = make_draft(two_sites.there)
    assert read(two_sites.there, f"{path_of(other)}so-sanh/1-2/").status_code == 404


def test_an_older_version_says_so_and_leads_to_the_newest(make_draft, two_sites):
    page = revised(make_draft, two_sites.here, SECOND_TEXT)
    old = html(two_sites.here, page, "phien-ban/1/")
    assert "Đây không phải là bản mới nhất." in old
    assert "so-sanh/1-2/" in old
    assert "Đây không phải" not in html(two_sites.here, page, "phien-ban/2/")


def test_length_costs_no_statement(make_draft, two_sites, django_assert_max_num_queries):
    def text(articles: int, amount: str) -> str:
        return "\n".join(
            f"Điều {n}. Tên điều {n}\n1. Mức {n} là {amount} đồng." for n in range(1, articles + 1)
        )

    counts = set()
    for articles in (2, 100):
        page = revised(make_draft, two_sites.here, text(articles, "50"), text(articles, "30"))
        address = path_of(page) + "so-sanh/1-2/"
        read(two_sites.here, address)
        with django_assert_max_num_queries(15) as captured:
            assert read(two_sites.here, address).content.decode().count("<ins>") == articles
        counts.add(len(captured))
    assert len(counts) == 1
