"""Citizens find words in the text and in published comments, and nothing else."""

import pytest

from consultation.comments import finding
from consultation.comments.moderation import decide
from consultation.comments.tests.citizens import comment_on, published_comment
from consultation.drafts.tests.readers import path_of
from consultation.similarity.services import group_all

pytestmark = pytest.mark.django_db
MARKER = "dấuhiệu7391"


@pytest.fixture
def find(citizen, draft):
    """What the page says to somebody who looks for words."""

    def ask(words: str) -> str:
        answer = citizen.browser.get(f"{path_of(draft)}tim/", {"q": words})
        assert answer.status_code == 200
        assert answer["X-Robots-Tag"] == "noindex"
        return answer.text

    return ask


def test_provisions_are_found_without_marks_and_lead_to_their_place(find, draft):
    page = find("nhuan but")
    assert f'href="{path_of(draft)}#dieu-2.khoan-2.diem-a"' in page
    assert "<mark>nhuận</mark>" in page
    assert "1 điều khoản" in page
    assert "Chi đường truyền" not in page


def test_all_words_must_stand_there_as_words(find):
    assert "Chi nhuận bút" not in find("nhu")
    assert "#dieu-2.khoan-1" not in find("hỗ trợ nhuận")
    assert "#dieu-2.khoan-1" in find("HO TRO 30")


def test_published_comments_are_found_and_no_others(find, draft, officer, foreign_draft, stranger):
    published_comment(draft, officer.person, "Nên tăng phụ cấp.")
    comment_on(draft, f"Phụ cấp {MARKER}a")
    hidden = comment_on(draft, f"Phụ cấp {MARKER}b")
    decide(hidden, officer.person, "hidden", edition=0, reason="off_topic")
    published_comment(foreign_draft, stranger.person, f"Phụ cấp {MARKER}c")
    group_all()
    page = find("phu cap")
    assert "Nên tăng phụ cấp." in page
    assert "Phụ cấp " not in page
    for end in "abc":
        found = find(MARKER + end)
        assert found.count(MARKER) == found.count(f"{MARKER}{end}")
        assert 'id="y-kien-' not in found


def test_old_ones_beyond_the_newest_are_said_to_be_left_out(find, draft, officer, monkeypatch):
    monkeypatch.setattr(finding, "LOOKED_THROUGH", 2)
    published_comment(draft, officer.person, "Ý đầu tiên")
    for number in range(2):
        published_comment(draft, officer.person, f"Ý sau {number}")
    page = find("ý")
    assert "Ý đầu tiên" not in page
    assert "Ý sau 0" in page
    assert "góp ý mới nhất" in page


@pytest.mark.parametrize(
    "words", ["", " ", "<script>alert(1)</script>", "%", "'", "a" * 1000, "\x00"]
)
def test_whatever_is_typed_gets_a_page(find, words):
    page = find(words)
    assert "<script>alert(1)" not in page


def test_the_number_of_statements_stays(draft, citizen, officer, django_assert_max_num_queries):
    for number in range(30):
        published_comment(draft, officer.person, f"Nên hỗ trợ thêm {number}")
    with django_assert_max_num_queries(16):
        citizen.browser.get(f"{path_of(draft)}tim/", {"q": "hỗ trợ"})
