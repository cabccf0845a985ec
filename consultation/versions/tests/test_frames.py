"""Chapters and sections: known by what they hold, then by what they are called."""

from consultation.versions.tests.documents import mapped

ARTICLES = (
    "Phạm vi quản lý chợ trên địa bàn tỉnh",
    "Đối tượng là thương nhân và ban quản lý",
    "Mức thu tiền thuê điểm kinh doanh hằng tháng",
    "Vệ sinh môi trường và phòng cháy chữa cháy",
    "Trách nhiệm của phòng kinh tế huyện",
    "Xử phạt người bán hàng lấn chiếm lối đi",
)


def chapters(*held: tuple[str, str]) -> str:
    """Chapters by heading, each with the articles of the numbers given as digits."""
    lines = []
    for place, (heading, numbers) in enumerate(held, 1):
        lines.append(f"Chương {'I' * place} {heading}")
        lines += [f"Điều {number}. {ARTICLES[int(number) - 1]}" for number in numbers]
    return "\n".join(lines)


def frames(old: str, new: str) -> dict[str, str]:
    return {pair: relation for pair, relation in mapped(old, new).items() if "chuong" in pair}


def test_half_of_the_articles_make_it_the_same_chapter():
    old = chapters(("CHUNG", "12"), ("RIÊNG", "3456"))
    assert frames(old, chapters(("ĐẦU", "1"), ("GIỮA", "2"), ("RIÊNG", "3456"))) == {
        "chuong-i > chuong-i": "changed",
        "- > chuong-ii": "new",
        "chuong-ii > chuong-iii": "moved",
    }


def test_less_than_half_does_not():
    old, new = chapters(("CHUNG", "123456")), chapters(("KHÁC", "1"))
    assert frames(old, new) == {"chuong-i > -": "removed", "- > chuong-i": "new"}


def test_the_same_heading_with_one_common_article_does():
    old, new = chapters(("CHUNG", "123456")), chapters(("CHUNG", "1"))
    assert frames(old, new) == {"chuong-i > chuong-i": "same"}


def test_a_chapter_split_between_two_equals_is_left_to_people_unless_a_number_tells():
    old = chapters(("CHUNG", "1234"))
    found = frames(old, chapters(("ĐẦU", "12"), ("SAU", "34")))
    assert found == {"chuong-i > chuong-i": "changed", "- > chuong-ii": "new"}


def test_an_emptied_chapter_keeps_its_heading():
    old = chapters(("CHUNG", "12"), ("RIÊNG", "34"))
    assert frames(old, chapters(("CHUNG", "1234"), ("RIÊNG", ""))) == {
        "chuong-i > chuong-i": "same",
        "chuong-ii > chuong-ii": "same",
    }


def test_articles_that_went_to_another_chapter_have_moved():
    old = chapters(("CHUNG", "12"), ("RIÊNG", "34"))
    found = mapped(old, chapters(("CHUNG", "1"), ("RIÊNG", "234")))
    assert found["dieu-2 > dieu-2"] == "moved"
    assert found["dieu-1 > dieu-1"] == found["dieu-3 > dieu-3"] == "same"


def test_sections_of_a_chapter_that_moved_stay_in_it():
    inner = "Mục 1 CHỢ\nĐiều 1. {}\nMục 2 PHÍ\nĐiều 2. {}".format(*ARTICLES[:2])
    old = f"Chương I A\n{inner}\nChương II B\nĐiều 3. {ARTICLES[2]}"
    new = f"Chương I B\nĐiều 3. {ARTICLES[2]}\nChương II A\n{inner}"
    found = mapped(old, new)
    assert found["chuong-i > chuong-ii"] == "moved"
    assert found["chuong-i.muc-2 > chuong-ii.muc-2"] == "same"
    assert found["dieu-1 > dieu-1"] == "same"
