"""What stands at the same place, and what has moved too far to be trusted."""

import time

import pytest

from consultation.reading.tree import Kind, Provision
from consultation.versions import pairing
from consultation.versions.comparison import Backbone, Comparison
from consultation.versions.mapping import map_versions
from consultation.versions.outline import Outline
from consultation.versions.tests.documents import mapped, version
from consultation.versions.wording import Alphabet


def comparison(old: int, new: int, *pairs: tuple[int, int]) -> Comparison:
    """Versions of so many articles, some of them paired."""
    alphabet = Alphabet()
    sides = [
        Outline(version("\n".join(f"Điều {number}. A" for number in range(1, size + 1))), alphabet)
        for size in (old, new)
    ]
    made = Comparison(*sides)
    for one, other in pairs:
        made.pair([one], [other])
    return made


def backbone(old: int, new: int, *pairs: tuple[int, int]) -> Backbone:
    return Backbone(comparison(old, new, *pairs), list(range(old)), list(range(new)))


class TestBackbone:
    def test_without_pairs_there_is_one_gap(self):
        bones = backbone(3, 4)
        assert {bones.old_gap(place) for place in range(3)} == {0}
        assert {bones.new_gap(place) for place in range(4)} == {0}

    def test_pairs_part_gaps(self):
        bones = backbone(5, 6, (1, 2), (3, 4))
        assert [bones.old_gap(place) for place in (0, 2, 4)] == [0, 1, 2]
        assert [bones.new_gap(place) for place in (0, 1, 3, 5)] == [0, 0, 1, 2]

    def test_what_moved_parts_nothing(self):
        bones = backbone(5, 5, (0, 4), (1, 1), (2, 2), (4, 0))
        assert bones.old_gap(3) == bones.new_gap(3) == 2

    def test_a_place_is_near_from_either_end_of_its_gap(self):
        bones = backbone(10, 20, (0, 0), (9, 19))
        assert bones.is_near(2, 2, 0)
        assert bones.is_near(8, 18, 0)
        assert bones.is_near(2, 5, 3)
        assert not bones.is_near(2, 6, 3)

    def test_another_gap_is_never_near(self):
        bones = backbone(3, 3, (1, 1))
        assert not bones.is_near(0, 2, 9)


class TestComparison:
    def test_the_outermost_levels_belong_together(self):
        made = comparison(1, 1)
        assert made.are_linked(None, None)
        assert not made.are_linked(None, 0)
        assert not made.are_linked(0, None)
        assert not made.are_linked(0, 0)

    def test_a_wider_link_replaces_a_narrower_one(self):
        made = comparison(2, 1, (0, 0))
        made.pair([1, 0], [0])
        assert made.of_new[0].olds == [0, 1]
        assert made.of_old[0] is made.of_old[1]
        assert made.free_olds([0, 1]) == []


HOME = "Điều 1. Quản lý chợ\n1. Ban quản lý niêm yết nội quy.\n2. {}\n"
AWAY = "Điều 2. Vệ sinh\n1. Thương nhân quét dọn điểm kinh doanh mỗi ngày.\n"


def moved(old: str, new: str | None = None, more: str = "") -> str:
    """What becomes of a clause that is struck out in one article and put into another."""
    first = HOME.format(old) + AWAY + more
    second = HOME.replace("2. {}\n", "") + AWAY + f"2. {new or old}\n" + more
    found = mapped(first, second)
    return found.get("dieu-1.khoan-2 > dieu-2.khoan-2", "apart")


class TestElsewhere:
    TEN = "Xe chở hàng chỉ được vào chợ trước sáu giờ."

    def test_ten_words_are_enough_and_nine_are_not(self):
        assert moved(self.TEN) == "moved"
        assert moved(self.TEN.replace(" sáu", "")) == "apart"

    def test_equal_words_may_stand_nowhere_else(self):
        assert moved(self.TEN, more=f"Điều 3. Xe\n1. {self.TEN}") == "apart"
        assert moved(self.TEN, more=f"Điều 3. Xe\n1. {self.TEN.replace('sáu', 'bảy')}") == "moved"

    def test_beside_changed_words_nothing_like_them_may_stand(self):
        text = "Xe chở hàng tươi sống chỉ được vào chợ trước sáu giờ sáng và ra trước tám giờ."
        lookalike = "Điều 3. Xe\n1. " + text.replace("tươi sống", "đông lạnh")
        assert moved(text, text.replace("tám", "chín"), more=lookalike) == "apart"

    @pytest.mark.parametrize(
        "formula",
        [
            "Quyết định này có hiệu lực thi hành kể từ ngày 01 tháng 7 năm 2021.",
            "Chánh Văn phòng, Giám đốc các Sở chịu trách nhiệm thi hành Quyết định này.",
        ],
    )
    def test_what_every_decision_says_of_itself_stays_where_it_is(self, formula):
        assert moved(formula) == "apart"

    def test_a_longer_clause_may_have_changed_a_little(self):
        text = "Xe chở hàng tươi sống chỉ được vào chợ trước sáu giờ sáng và ra trước tám giờ."
        assert moved(text, text.replace("tám", "chín")) == "changed"
        assert (
            moved(text, "Xe chở khách không được vào chợ trong giờ mở cửa của ban quản lý.")
            == "apart"
        )

    def test_a_short_clause_may_not(self):
        assert moved(self.TEN, self.TEN.replace("sáu", "bảy")) == "apart"

    def test_a_point_may_become_a_clause(self):
        old = f"Điều 1. Xe\n1. Quy định:\na) {self.TEN}\nb) Người bán đeo thẻ.\n" + AWAY
        new = "Điều 1. Xe\n1. Quy định:\nb) Người bán đeo thẻ.\n" + AWAY + f"2. {self.TEN}"
        assert mapped(old, new)["dieu-1.khoan-1.diem-a > dieu-2.khoan-2"] == "moved"


class TestBounds:
    def test_too_many_to_compare_are_left_to_people(self, monkeypatch):
        old = "Điều 1. A\n1. Thu phí trông giữ xe đạp.\n2. Thu phí đào đường đô thị."
        new = old.replace("đạp", "máy").replace("đô thị", "nông thôn")
        assert mapped(old, new)["dieu-1.khoan-1 > dieu-1.khoan-1"] == "changed"
        monkeypatch.setattr(pairing, "MOST_COMPARISONS", 3)
        assert mapped(old, new)["dieu-1.khoan-1 > -"] == "removed"

    @pytest.mark.parametrize("row", ["Hàng số {} giá {}{} đồng.", "Theo khoản 1 Điều {2} nhé."])
    def test_many_lookalikes_take_little_time_and_keep_their_numbers(self, row):
        def table(price: str) -> list[Provision]:
            article = Provision(Kind.ARTICLE, "1", "Bảng giá", "", "", "dieu-1")
            rows = [
                Provision(
                    Kind.CLAUSE,
                    str(number),
                    "",
                    row.format(number, number, price),
                    "dieu-1",
                    f"dieu-1.khoan-{number}",
                )
                for number in range(1, 401)
            ]
            return [article, *rows]

        started = time.process_time()
        mappings = map_versions(table("00"), table("50"))
        assert time.process_time() - started < 5
        assert all(each.old == each.new for each in mappings)
        assert {str(each.relation) for each in mappings[1:]} == {"changed"}
