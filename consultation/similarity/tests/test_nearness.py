"""What is nearly the same, and what only quotes the same."""

import pytest

from consultation.similarity.nearness import (
    ALIKE,
    bands_of,
    is_comparable,
    nearness,
    runs_of,
)

LETTER = (
    "Kính gửi Ủy ban nhân dân tỉnh. Chúng tôi là người dân sống ven đường tỉnh 295, đề nghị giữ mức "
    "hỗ trợ ba mươi triệu đồng cho mỗi thôn và bổ sung kinh phí lắp đèn chiếu sáng, vì đường tối, "
    "nhiều xe tải chạy nhanh, các cháu đi học về buổi chiều rất nguy hiểm."
)
OTHER = (
    "Tôi không đồng ý với mức hỗ trợ trong dự thảo. Ngân sách còn khó khăn, nên dành tiền sửa trạm "
    "y tế và mua thuốc cho người già, còn đèn đường thì các thôn tự vận động đóng góp như trước đây."
)
BANDS_OF_ONE_TWO_THREE = [1651397704382776644, 4301405319627187336]
PROVISION = (
    "Hỗ trợ mỗi thôn ba mươi triệu đồng một năm để vận hành hệ thống đèn chiếu sáng công cộng, chi "
    "từ ngân sách cấp tỉnh, theo hồ sơ do Ủy ban nhân dân cấp xã lập trước ngày 31 tháng 10 hằng năm."
)
CHANGES = {
    "another village": LETTER.replace("đường tỉnh 295", "đường tỉnh 286"),
    "another greeting": LETTER.replace("Kính gửi Ủy ban nhân dân tỉnh.", "Kính thưa quý cơ quan!"),
    "a sentence more": LETTER + " Mong tỉnh sớm xem xét cho dân yên tâm.",
    "signs and case": LETTER.upper().replace(",", ";"),
}


def near(one: str, other: str, quoted: str = "") -> float:
    return nearness(runs_of(one, quoted), runs_of(other, quoted))


def share_a_band(one: str, other: str) -> bool:
    return bool(set(bands_of(runs_of(one))) & set(bands_of(runs_of(other))))


@pytest.mark.parametrize("change", CHANGES)
def test_a_letter_that_was_touched_up_is_the_same(change):
    assert near(LETTER, CHANGES[change]) >= ALIKE
    assert share_a_band(LETTER, CHANGES[change])


def test_another_opinion_is_not():
    assert near(LETTER, OTHER) < 0.1


def test_two_who_quote_the_same_provision_do_not_say_the_same():
    one = f"Dự thảo viết: {PROVISION} Tôi đề nghị tăng gấp đôi mức này cho thôn đông dân."
    other = f"{PROVISION} Theo tôi nên bỏ hẳn khoản này vì xã đã có nguồn khác rồi."
    assert near(one, other) > near(one, other, PROVISION)
    assert near(one, other, PROVISION) < 0.2


@pytest.mark.parametrize("text", ["Đồng ý.", "", "Tôi hoàn toàn nhất trí với dự thảo này"])
def test_a_few_words_are_never_nearly_the_same(text):
    assert not is_comparable(runs_of(text))
    assert is_comparable(runs_of(LETTER))


def test_bands_are_the_same_on_every_machine():
    assert bands_of(frozenset({1, 2, 3}))[:2] == BANDS_OF_ONE_TWO_THREE
    assert all(0 <= band < 2**63 for band in bands_of(runs_of(LETTER)))
