"""What becomes of provisions when a draft is revised."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.reading.tree import Kind, Provision
from consultation.versions.mapping import Mapping, Relation, as_data, map_versions
from consultation.versions.tests.documents import mapped, shown, version

SCOPE = """
    Điều 1. Phạm vi điều chỉnh
    Quy định này quy định về quản lý và sử dụng vỉa hè trên địa bàn tỉnh Bắc Ninh.
"""
SUBJECTS = """
    Điều 2. Đối tượng áp dụng
    1. Cơ quan nhà nước có thẩm quyền quản lý đường đô thị trên địa bàn tỉnh.
    2. Tổ chức, cá nhân sử dụng vỉa hè vào việc kinh doanh, trông giữ xe, tổ chức đám cưới.
"""
FEES = """
    Điều 3. Mức thu phí
    1. Trông giữ xe đạp trên vỉa hè: 5.000 đồng cho một lượt gửi ban ngày.
    2. Trung chuyển vật liệu xây dựng: 40.000 đồng cho một mét vuông trong một tháng.
    a) Người có công với cách mạng được giảm một nửa mức thu theo quy định.
    b) Hộ nghèo, hộ cận nghèo được miễn toàn bộ khoản phí này.
"""
EFFECT = """
    Điều 4. Hiệu lực thi hành
    Quyết định này có hiệu lực thi hành kể từ ngày 01 tháng 7 năm 2021.
"""
PERMITS = """
    Điều 9. Giấy phép đào đường
    1. Hồ sơ đề nghị cấp phép nộp tại bộ phận một cửa của phường, gồm đơn và bản vẽ.
    2. Thời hạn giải quyết là bảy ngày làm việc, không kể ngày nghỉ lễ và Tết.
"""
WHOLE = SCOPE + SUBJECTS + FEES + EFFECT


def renumbered(text: str, old: str, new: str) -> str:
    return text.replace(f"Điều {old}.", f"Điều {new}.")


def only(found: dict[str, str], *relations: str) -> dict[str, str]:
    return {pair: relation for pair, relation in found.items() if relation in relations}


def unlike_same(found: dict[str, str]) -> dict[str, str]:
    return {pair: relation for pair, relation in found.items() if relation != "same"}


class TestTheSameWords:
    def test_a_version_is_the_same_as_itself(self):
        assert set(mapped(WHOLE, WHOLE).values()) == {"same"}

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("Uỷ ban nhân dân tỉnh thoả thuận", "Ủy ban nhân dân tỉnh thỏa thuận"),
            ("hoà giải ở cơ sở", "hòa giải ở cơ sở"),
            ("hai  khoảng\u00a0trắng", "hai khoảng trắng"),
            ("hai dòng", "hai\ndòng"),
            ("chữ tổ hợp", unicodedata.normalize("NFD", "chữ tổ hợp")),
        ],
    )
    def test_spelling_is_no_change(self, old, new):
        article = Provision(Kind.ARTICLE, "1", "", old, "", "dieu-1")
        other = Provision(Kind.ARTICLE, "1", "", new, "", "dieu-1")
        assert map_versions([article], [other]) == [Mapping(["dieu-1"], ["dieu-1"], Relation.SAME)]

    def test_another_tone_or_a_capital_letter_is_a_change(self):
        old = version("Điều 1. Phạm vi\n1. Ủy ban nhân dân mở kho hàng của tỉnh.")
        for text in (
            "Ủy ban nhân dân mợ kho hàng của tỉnh.",
            "Ủy ban Nhân dân mở kho hàng của tỉnh.",
        ):
            new = version(f"Điều 1. Phạm vi\n1. {text}")
            assert map_versions(old, new)[1].relation == "changed"

    def test_a_heading_alone_that_changes_is_a_change_of_the_article_only(self):
        found = mapped(WHOLE, WHOLE.replace("Mức thu phí", "Mức thu phí và cách thu"))
        assert unlike_same(found) == {"dieu-3 > dieu-3": "changed"}


class TestArticles:
    def test_an_article_put_into_the_middle_moves_those_after_it(self):
        new = SCOPE + renumbered(PERMITS, "9", "2") + renumbered(SUBJECTS, "2", "3")
        new += renumbered(FEES, "3", "4") + renumbered(EFFECT, "4", "5")
        found = mapped(WHOLE, new)
        assert unlike_same(found) == {
            "- > dieu-2": "new",
            "- > dieu-2.khoan-1": "new",
            "- > dieu-2.khoan-2": "new",
            "dieu-2 > dieu-3": "moved",
            "dieu-3 > dieu-4": "moved",
            "dieu-4 > dieu-5": "moved",
        }
        assert found["dieu-3.khoan-2.diem-a > dieu-4.khoan-2.diem-a"] == "same"

    def test_article_5a_moves_nothing(self):
        found = mapped(WHOLE, SCOPE + SUBJECTS + renumbered(PERMITS, "9", "2a") + FEES + EFFECT)
        assert unlike_same(found) == {
            "- > dieu-2a": "new",
            "- > dieu-2a.khoan-1": "new",
            "- > dieu-2a.khoan-2": "new",
        }

    def test_an_article_struck_out_keeps_its_place_in_the_list(self):
        new = SCOPE + renumbered(FEES, "3", "2") + renumbered(EFFECT, "4", "3")
        found = mapped(WHOLE, new)
        assert only(found, "removed", "new", "changed") == {
            "dieu-2 > -": "removed",
            "dieu-2.khoan-1 > -": "removed",
            "dieu-2.khoan-2 > -": "removed",
        }
        assert list(found)[:5] == [
            "dieu-1 > dieu-1",
            "dieu-2 > -",
            "dieu-2.khoan-1 > -",
            "dieu-2.khoan-2 > -",
            "dieu-3 > dieu-2",
        ]

    def test_two_articles_that_change_places(self):
        new = SCOPE + renumbered(FEES, "3", "2") + renumbered(SUBJECTS, "2", "3") + EFFECT
        assert unlike_same(mapped(WHOLE, new)) == {
            "dieu-3 > dieu-2": "moved",
            "dieu-2 > dieu-3": "moved",
        }

    def test_two_articles_that_change_places_and_words(self):
        fees = renumbered(FEES, "3", "2").replace("40.000", "45.000")
        subjects = renumbered(SUBJECTS, "2", "3").replace("trông giữ xe, ", "")
        found = mapped(WHOLE, SCOPE + fees + subjects + EFFECT)
        assert unlike_same(found) == {
            "dieu-3 > dieu-2": "moved",
            "dieu-3.khoan-2 > dieu-2.khoan-2": "changed",
            "dieu-2 > dieu-3": "moved",
            "dieu-2.khoan-2 > dieu-3.khoan-2": "changed",
        }

    def test_an_article_written_anew_under_the_old_number_is_another_one(self):
        found = mapped(WHOLE, SCOPE + SUBJECTS + renumbered(PERMITS, "9", "3") + EFFECT)
        assert found["dieu-3 > -"] == "removed"
        assert found["- > dieu-3"] == "new"

    def test_a_heading_kept_over_other_words_keeps_the_article(self):
        new = FEES.replace(
            "1. Trông giữ xe đạp trên vỉa hè: 5.000 đồng cho một lượt gửi", "1. Không thu"
        )
        found = mapped(WHOLE, SCOPE + SUBJECTS + new + EFFECT)
        assert found["dieu-3 > dieu-3"] == "same"


class TestChapters:
    OLD = "Chương I QUY ĐỊNH CHUNG" + SCOPE + SUBJECTS + "Chương II QUY ĐỊNH CỤ THỂ" + FEES + EFFECT

    def test_an_article_moved_to_another_chapter(self):
        new = (
            "Chương I QUY ĐỊNH CHUNG"
            + SCOPE
            + "Chương II QUY ĐỊNH CỤ THỂ"
            + SUBJECTS
            + FEES
            + EFFECT
        )
        assert unlike_same(mapped(self.OLD, new)) == {"dieu-2 > dieu-2": "moved"}

    def test_a_chapter_put_in_renumbers_but_keeps_what_it_holds(self):
        new = self.OLD.replace("Chương II ", "Chương II GIẤY PHÉP" + PERMITS + "Chương III ")
        assert unlike_same(mapped(self.OLD, new)) == {
            "- > chuong-ii": "new",
            "- > dieu-9": "new",
            "- > dieu-9.khoan-1": "new",
            "- > dieu-9.khoan-2": "new",
            "chuong-ii > chuong-iii": "moved",
        }

    def test_a_chapter_renamed_is_known_by_its_articles(self):
        new = self.OLD.replace("QUY ĐỊNH CỤ THỂ", "PHÍ VÀ HIỆU LỰC")
        assert unlike_same(mapped(self.OLD, new)) == {"chuong-ii > chuong-ii": "changed"}

    def test_chapters_put_around_articles_move_none(self):
        found = mapped(WHOLE, self.OLD)
        assert unlike_same(found) == {"- > chuong-i": "new", "- > chuong-ii": "new"}
        assert unlike_same(mapped(self.OLD, WHOLE)) == {
            "chuong-i > -": "removed",
            "chuong-ii > -": "removed",
        }

    def test_a_heading_that_occurs_twice_does_not_decide(self):
        old = "Chương I CHỢ\nMục 1 QUY ĐỊNH CHUNG" + SCOPE + SUBJECTS
        old += "Chương II PHÍ\nMục 1 QUY ĐỊNH CHUNG" + FEES + EFFECT
        chapters = old.split("Chương II PHÍ")
        swapped = chapters[1].join(["Chương I PHÍ", "Chương II CHỢ"])
        swapped += chapters[0].removeprefix("Chương I CHỢ")
        found = mapped(old, swapped)
        assert found["chuong-i.muc-1 > chuong-ii.muc-1"] == "same"
        assert found["chuong-ii.muc-1 > chuong-i.muc-1"] == "same"
        assert found["chuong-i > chuong-ii"] == "moved"

    def test_chapters_without_articles_match_by_their_headings(self):
        found = mapped("Chương I CHUNG\nChương II RIÊNG", "Chương I RIÊNG\nChương II CHUNG")
        assert set(found) == {"chuong-i > chuong-ii", "chuong-ii > chuong-i"}


class TestClauses:
    def test_a_clause_put_in_moves_those_after_it(self):
        clauses = SUBJECTS.replace("2. Tổ", "3. Tổ").replace(
            "    3. ", "    2. Doanh nghiệp khai thác hạ tầng kỹ thuật dùng chung.\n    3. "
        )
        assert unlike_same(mapped(SUBJECTS, clauses)) == {
            "- > dieu-2.khoan-2": "new",
            "dieu-2.khoan-2 > dieu-2.khoan-3": "moved",
        }

    def test_a_price_that_changes_in_a_short_clause(self):
        old = "Điều 1. Giá\n1. 5.000 đồng.\n2. Xe máy."
        found = mapped(old, old.replace("5.000", "6.000").replace("máy", "đạp"))
        assert found["dieu-1.khoan-1 > dieu-1.khoan-1"] == "changed"
        assert found["dieu-1.khoan-2 > dieu-1.khoan-2"] == "changed"

    def test_a_clause_moved_to_another_article(self):
        clause = "2. Tổ chức, cá nhân sử dụng vỉa hè vào việc kinh doanh, trông giữ xe, tổ chức đám cưới."
        new = WHOLE.replace(clause, "").replace("Điều 4.", clause.replace("2.", "3.") + "\nĐiều 4.")
        assert unlike_same(mapped(WHOLE, new)) == {"dieu-2.khoan-2 > dieu-3.khoan-3": "moved"}

    def test_a_clause_with_its_points_moves_together(self):
        start, end = FEES.index("2. Trung"), len(FEES)
        new = (
            SCOPE
            + SUBJECTS
            + FEES[start:end].replace("2. Trung", "3. Trung")
            + FEES[:start]
            + EFFECT
        )
        found = mapped(WHOLE, new)
        assert found["dieu-3.khoan-2 > dieu-2.khoan-3"] == "moved"
        assert found["dieu-3.khoan-2.diem-b > dieu-2.khoan-3.diem-b"] == "same"

    def test_a_short_clause_elsewhere_is_not_the_same_one(self):
        old = "Điều 1. Chợ hạng một\n1. Như khoản 1.\n2. Có mái che bằng vật liệu không cháy.\n"
        old += "Điều 2. Chợ hạng hai\n1. Có từ hai trăm đến bốn trăm điểm kinh doanh."
        new = old.replace("1. Như khoản 1.\n", "") + "\n2. Như khoản 1."
        found = mapped(old, new)
        assert found["dieu-1.khoan-1 > -"] == "removed"
        assert found["- > dieu-2.khoan-2"] == "new"


class TestSplitAndMerged:
    ONE = """
        Điều 1. Nghĩa vụ
        1. Chủ hộ kinh doanh phải giữ vệ sinh trước cửa hàng, thu gom rác vào giờ quy định;
        không được lấn chiếm lối đi bộ, không đặt biển quảng cáo quá một mét vuông.
        2. Khách hàng gửi xe đúng nơi có vạch sơn.
    """
    TWO = """
        Điều 1. Nghĩa vụ
        1. Chủ hộ kinh doanh phải giữ vệ sinh trước cửa hàng, thu gom rác vào giờ quy định.
        2. Chủ hộ không được lấn chiếm lối đi bộ, không đặt biển quảng cáo quá một mét vuông.
        3. Khách hàng gửi xe đúng nơi có vạch sơn.
    """

    def test_a_clause_split_in_two(self):
        assert unlike_same(mapped(self.ONE, self.TWO)) == {
            "dieu-1.khoan-1 > dieu-1.khoan-1 + dieu-1.khoan-2": "split",
            "dieu-1.khoan-2 > dieu-1.khoan-3": "moved",
        }

    def test_a_clause_split_in_three(self):
        new = """
            Điều 1. Nghĩa vụ
            1. Chủ hộ kinh doanh phải giữ vệ sinh trước cửa hàng.
            2. Chủ hộ thu gom rác vào giờ quy định; không được lấn chiếm lối đi bộ.
            3. Chủ hộ không đặt biển quảng cáo quá một mét vuông.
        """
        parts = "dieu-1.khoan-1 + dieu-1.khoan-2 + dieu-1.khoan-3"
        assert mapped(self.ONE, new)[f"dieu-1.khoan-1 > {parts}"] == "split"

    def test_two_clauses_merged(self):
        assert unlike_same(mapped(self.TWO, self.ONE)) == {
            "dieu-1.khoan-1 + dieu-1.khoan-2 > dieu-1.khoan-1": "merged",
            "dieu-1.khoan-3 > dieu-1.khoan-2": "moved",
        }

    def test_an_article_split_takes_its_clauses_along(self):
        first, second = FEES.split("    2. Trung")
        halves = first + "Điều 4. Mức thu với vật liệu\n    1. Trung" + second
        new = SCOPE + SUBJECTS + halves + renumbered(EFFECT, "4", "5")
        found = mapped(WHOLE, new)
        assert found["dieu-3 > dieu-3 + dieu-4"] == "split"
        assert found["dieu-3.khoan-1 > dieu-3.khoan-1"] == "same"
        assert found["dieu-3.khoan-2 > dieu-4.khoan-1"] == "moved"
        assert found["dieu-3.khoan-2.diem-a > dieu-4.khoan-1.diem-a"] == "same"

    def test_two_articles_merged(self):
        new = SCOPE + SUBJECTS + FEES + PERMITS.replace("1. ", "3. ").replace("2. ", "4. ")
        merged = new.replace("Điều 9. Giấy phép đào đường\n", "")
        found = mapped(SCOPE + SUBJECTS + FEES + PERMITS, merged)
        assert found["dieu-3 + dieu-9 > dieu-3"] == "merged"
        assert found["dieu-9.khoan-1 > dieu-3.khoan-3"] == "moved"

    PLAIN = """
        Điều 1. Hồ sơ
        1. Hồ sơ nộp tại một cửa gồm đơn đề nghị theo mẫu của phường; bản vẽ vị trí có xác nhận.
    """
    LISTED = """
        Điều 1. Hồ sơ
        1. Hồ sơ nộp tại một cửa gồm:
        a) Đơn đề nghị theo mẫu của phường;
        b) Bản vẽ vị trí có xác nhận.
    """

    def test_a_sentence_written_as_points_and_points_written_as_a_sentence(self):
        points = "dieu-1.khoan-1 + dieu-1.khoan-1.diem-a + dieu-1.khoan-1.diem-b"
        assert unlike_same(mapped(self.PLAIN, self.LISTED)) == {
            f"dieu-1.khoan-1 > {points}": "split"
        }
        assert unlike_same(mapped(self.LISTED, self.PLAIN)) == {
            f"{points} > dieu-1.khoan-1": "merged"
        }

    def test_points_added_to_a_changed_clause_are_new(self):
        new = self.LISTED.replace("gồm:", "gồm đơn đề nghị theo mẫu của phường; và:")
        new = new.replace("Đơn đề nghị theo mẫu của phường", "Bản sao giấy tờ tùy thân")
        new = new.replace("Bản vẽ vị trí có xác nhận", "Ảnh chụp mặt tiền ngôi nhà")
        found = mapped(self.PLAIN, new)
        assert found["dieu-1.khoan-1 > dieu-1.khoan-1"] == "changed"
        assert found["- > dieu-1.khoan-1.diem-a"] == "new"

    def test_a_new_clause_beside_a_changed_one_is_no_split(self):
        new = self.ONE.replace("một mét", "hai mét").replace("2. Khách", "3. Khách")
        new = new.replace("3. Khách", "2. Chủ hộ kinh doanh phải giữ vệ sinh chung.\n3. Khách")
        found = mapped(self.ONE, new)
        assert found["dieu-1.khoan-1 > dieu-1.khoan-1"] == "changed"
        assert found["- > dieu-1.khoan-2"] == "new"


class TestLookalikes:
    DUTIES = "Điều {}. Trách nhiệm của Sở {}\n1. Chủ trì, phối hợp với các cơ quan có liên quan tổ chức thực hiện.\n2. Báo cáo Ủy ban nhân dân tỉnh trước ngày 15 tháng 12 hằng năm.\n"

    def duties(self, *names: str) -> str:
        return "".join(self.DUTIES.format(place, name) for place, name in enumerate(names, 1))

    def test_equal_clauses_stay_with_their_articles(self):
        old = self.duties("Y tế", "Nội vụ", "Tư pháp", "Tài chính")
        new = self.duties("Y tế", "Tư pháp", "Tài chính")
        found = mapped(old, new)
        assert found["dieu-2 > -"] == "removed"
        assert found["dieu-2.khoan-1 > -"] == "removed"
        assert found["dieu-3.khoan-1 > dieu-2.khoan-1"] == "same"
        assert found["dieu-4.khoan-2 > dieu-3.khoan-2"] == "same"

    def test_of_two_equal_sentences_far_apart_each_keeps_its_own(self):
        line = "1. Quyết định này có hiệu lực kể từ ngày ký và được niêm yết tại trụ sở.\n"
        old = SCOPE + line + SUBJECTS + FEES
        new = SCOPE + SUBJECTS + FEES + PERMITS + line.replace("1.", "3.")
        twice = old + PERMITS + line.replace("1.", "3.")
        assert mapped(twice, new)["dieu-1.khoan-1 > -"] == "removed"
        assert mapped(twice, new)["dieu-9.khoan-3 > dieu-9.khoan-3"] == "same"
        assert mapped(twice, old)["dieu-1.khoan-1 > dieu-1.khoan-1"] == "same"

    def test_the_effect_of_a_decision_is_not_that_of_its_regulation(self):
        effect = "Điều {}. Quyết định này có hiệu lực kể từ ngày ký.\n"
        old = effect.format(2) + "Phần I QUY ĐỊNH" + SCOPE + SUBJECTS
        new = "Phần I QUY ĐỊNH" + SCOPE + SUBJECTS + effect.format(3)
        found = mapped(old, new)
        assert found["dieu-2 > -"] == "removed"
        assert found["- > phan-i.dieu-3"] == "new"

    def test_articles_counted_twice_keep_apart(self):
        text = "Điều 1. Ban hành\nBan hành kèm theo Quyết định này Quy định về vỉa hè.\n" + EFFECT
        text += "Phần I QUY ĐỊNH" + SCOPE + SUBJECTS + EFFECT
        assert set(mapped(text, text).values()) == {"same"}

    def test_three_equal_points_of_which_one_goes(self):
        old = "Điều 1. Mẫu\n1. Gồm:\na) Đơn đề nghị.\nb) Bản sao.\nc) Bản sao.\nd) Bản sao."
        found = mapped(old, old.replace("\nd) Bản sao.", ""))
        assert unlike_same(found) == {"dieu-1.khoan-1.diem-d > -": "removed"}

    def test_what_fits_two_equally_well_is_left_to_a_person(self):
        body = "Thương nhân kinh doanh tại chợ {} nộp tiền thuê điểm kinh doanh hằng tháng."
        old = "Điều 1. Chợ\n3. " + body.format("loại một")
        new = "Điều 1. Chợ\n1. " + body.format("đầu mối") + "\n2. " + body.format("ven đường")
        found = mapped(old, new)
        assert only(found, "removed", "new") == {
            "dieu-1.khoan-3 > -": "removed",
            "- > dieu-1.khoan-1": "new",
            "- > dieu-1.khoan-2": "new",
        }


class TestEdges:
    def test_empty_versions(self):
        assert map_versions([], []) == []
        assert set(mapped("", SUBJECTS).values()) == {"new"}
        assert set(mapped(SUBJECTS, "").values()) == {"removed"}

    def test_provisions_without_any_word(self):
        text = "Điều 1.\nĐiều 2.\nĐiều 3."
        assert set(mapped(text, text).values()) == {"same"}
        assert mapped(text, "Điều 1.\nĐiều 2.")["dieu-3 > -"] == "removed"

    def test_a_plan_without_articles(self):
        old = (
            "Phần I MỤC TIÊU\n1. Trồng mới năm nghìn cây xanh ven đường.\na) Ưu tiên cây bản địa.\n"
        )
        old += "Phần II NHIỆM VỤ\n1. Rà soát quỹ đất dành cho công viên của từng huyện."
        new = old.replace("I NHIỆM VỤ\n1.", "I NHIỆM VỤ\n1. Vận động nhân dân tham gia.\n2.")
        assert unlike_same(mapped(old, new)) == {
            "- > phan-ii.khoan-1": "new",
            "phan-ii.khoan-1 > phan-ii.khoan-2": "moved",
        }

    def test_an_address_that_occurs_twice_is_refused_by_name(self):
        twice = version(SCOPE) * 2
        with pytest.raises(ValueError, match="^dieu-1$"):
            map_versions([], twice)

    def test_a_parent_that_is_not_there_counts_as_none(self):
        lost = [Provision(Kind.CLAUSE, "1", "", "Mất điều.", "dieu-7", "dieu-7.khoan-1")]
        assert map_versions(lost, lost)[0].relation == "same"

    def test_the_form_of_the_data(self):
        assert as_data(map_versions(version(SCOPE), [])) == {
            "mapping": [{"old": ["dieu-1"], "new": [], "relation": "removed"}]
        }


PIECES = st.sampled_from(
    [SCOPE, SUBJECTS, FEES, EFFECT, PERMITS, "Chương I CHUNG", "1. Như khoản 1.", "a) Đơn.", ""]
)


@given(st.lists(PIECES, max_size=8), st.lists(PIECES, max_size=8))
def test_every_address_occurs_exactly_once(old, new):
    sides = [_unique(version("\n".join(["Điều 1. A", *side]))) for side in (old, new)]
    mappings = map_versions(*sides)
    for provisions, attribute in zip(sides, ("old", "new"), strict=True):
        mentioned = [address for each in mappings for address in getattr(each, attribute)]
        assert sorted(mentioned) == sorted(each.address for each in provisions)
    assert all(_fits(each) for each in mappings), [shown(each) for each in mappings]


def _unique(provisions: list[Provision]) -> list[Provision]:
    return list({each.address: each for each in provisions}.values())


def _fits(mapping: Mapping) -> bool:
    """Whether the sides have as many addresses as the relation says."""
    sizes = (len(mapping.old), len(mapping.new))
    single = {"new": (0, 1), "removed": (1, 0)}
    if mapping.relation == "split":
        return sizes[0] == 1 and sizes[1] > 1
    if mapping.relation == "merged":
        return sizes[0] > 1 and sizes[1] == 1
    return sizes == single.get(mapping.relation, (1, 1))
