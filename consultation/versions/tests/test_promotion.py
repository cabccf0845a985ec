"""Articles that became a clause of another article, and clauses that became an article."""

import time

import pytest

from consultation.reading.tree import Kind, Provision
from consultation.versions import promotion
from consultation.versions.mapping import map_versions
from consultation.versions.tests.documents import mapped

SCOPE = """
Điều 1. Phạm vi
1. Quyết định này quy định về quản lý chợ trên địa bàn tỉnh.
2. Chợ biên giới theo quy định riêng của Chính phủ.
"""
CLEANING = """
Điều 2. Vệ sinh
1. Thương nhân quét dọn điểm kinh doanh mỗi ngày.
2. Rác được chở đi trước tám giờ sáng.
"""
WORDS = "Kinh phí bảo đảm vệ sinh chợ do ngân sách xã chi trả theo phân cấp hiện hành."
OWN = f"Điều 3. Kinh phí\n{WORDS}\n"
CLAUSE = f"3. {WORDS}\n"
CARS = """
Điều 4. Xe
Xe chở hàng chỉ được vào chợ trước sáu giờ và phải ra khỏi chợ trước bảy giờ sáng mỗi ngày.
"""


def article_to_clause(clause: str, own: str = OWN, more: str = "") -> str | None:
    """What the article is proposed to be, that is a clause in the new version."""
    old, new = SCOPE + CLEANING + own + CARS, SCOPE + CLEANING + clause + CARS
    return mapped(old + more, new + more).get("dieu-3 > dieu-2.khoan-3")


def test_an_article_becomes_a_clause_without_its_heading():
    old, new = SCOPE + CLEANING + OWN + CARS, SCOPE + CLEANING + CLAUSE + CARS
    found = mapped(old, new)
    assert found["dieu-3 > dieu-2.khoan-3"] == "changed"
    assert found["dieu-2 > dieu-2"] == "same"
    assert found["dieu-4 > dieu-4"] == "same"
    assert not {"new", "removed", "merged"} & set(found.values())


def test_a_clause_becomes_an_article():
    found = mapped(SCOPE + CLEANING + CLAUSE + CARS, SCOPE + CLEANING + OWN + CARS)
    assert found["dieu-2.khoan-3 > dieu-3"] == "changed"
    assert found["dieu-2 > dieu-2"] == "same"
    assert not {"new", "removed", "split"} & set(found.values())


def test_the_same_words_have_moved():
    assert article_to_clause(CLAUSE, OWN.replace(" Kinh phí\n", "\n", 1)) == "moved"


def test_a_few_words_may_be_others():
    assert article_to_clause(CLAUSE.replace("hiện hành", "của luật")) == "changed"
    assert article_to_clause("3. Kinh phí của chợ biên giới do trung ương cấp hằng năm.") is None


def test_nothing_else_may_be_like_it():
    rival = "Điều 8. Kinh phí\n1. " + WORDS.replace("xã", "tỉnh") + "\n2. Chi theo dự toán."
    assert article_to_clause(CLAUSE.replace("xã", "phường"), more=rival) is None


def test_an_article_that_left_no_other_part_of_its_host_untouched():
    """Its host is long, so that it was never taken for a merger."""
    host = CLEANING + "3. " + "Ban quản lý treo biển ở mọi cổng ra vào. " * 20 + "\n"
    old, new = SCOPE + host + OWN, SCOPE + host + CLAUSE.replace("3.", "4.")
    assert mapped(old, new)["dieu-3 > dieu-2.khoan-4"] == "changed"


def test_clauses_become_points():
    rows = (
        "Kinh phí vệ sinh chợ do ngân sách xã chi trả theo phân cấp.",
        "Hộ kinh doanh nộp tiền dịch vụ hằng tháng theo bảng giá.",
    )
    own = "Điều 3. Kinh phí\n" + "".join(f"{at}. {row}\n" for at, row in enumerate(rows, 1))
    clause = "3. Kinh phí:\n" + "".join(
        f"{at}) {row}\n" for at, row in zip("ab", rows, strict=True)
    )
    old, new = SCOPE + CLEANING + own + CARS, SCOPE + CLEANING + clause + CARS
    found = mapped(old, new)
    assert found["dieu-3 > dieu-2.khoan-3"] == "changed"
    assert found["dieu-3.khoan-1 > dieu-2.khoan-3.diem-a"] == "moved"
    back = mapped(new, old)
    assert back["dieu-2.khoan-3.diem-b > dieu-3.khoan-2"] == "moved"


@pytest.mark.parametrize(
    "formula", ["Quyết định này có hiệu lực thi hành kể từ ngày 01 tháng 7 năm 2021."]
)
def test_what_every_decision_says_of_itself_is_not_looked_for(formula):
    clause = f"3. {formula}\n"
    assert article_to_clause(clause, f"Điều 3. Hiệu lực\n{formula}\n") is None


def test_two_whole_articles_that_became_clauses_of_a_third_are_merged():
    old = f"Điều 1. Xe\n{CARS.splitlines()[-1]}\nĐiều 2. Kinh phí\n{WORDS}"
    new = f"Điều 1. Xe và kinh phí\n1. {CARS.splitlines()[-1]}\n2. {WORDS}"
    assert mapped(old, new)["dieu-1 + dieu-2 > dieu-1"] == "merged"


def test_too_many_are_left_to_people(monkeypatch):
    assert article_to_clause(CLAUSE) == "changed"
    monkeypatch.setattr(promotion, "MOST_COMPARISONS", 5)
    assert article_to_clause(CLAUSE) is None


def test_long_ones_are_left_to_people(monkeypatch):
    monkeypatch.setattr(promotion, "MOST_WORK", 1000)
    assert article_to_clause(CLAUSE) is None


def test_many_take_little_time():
    def row(at: int, kind: Kind, parent: str) -> Provision:
        text = f"Loại hàng số {at} bán ở gian {at * 7} nộp {at * 13} đồng vào ngày {at % 28} hằng tháng."
        return Provision(kind, str(at), "", text, parent, f"{parent or 'x'}-{at}")

    host = Provision(Kind.ARTICLE, "1", "Bảng", "", "", "dieu-1")
    old = [host, *(row(at, Kind.ARTICLE, "") for at in range(2, 480))]
    new = [host, *(row(at, Kind.CLAUSE, "dieu-1") for at in range(2, 480))]
    started = time.process_time()
    map_versions(old, new)
    assert time.process_time() - started < 10
