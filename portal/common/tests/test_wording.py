"""Translations say what their source says, in the words of the glossary."""

import pytest
from babel.messages.catalog import Catalog, Message

from portal.common import wording


def faults(source, translated) -> list[str]:
    return wording.faults(Message(source, translated))


class TestMissing:
    @pytest.mark.parametrize(
        ("source", "translated", "is_missing"),
        [
            ("Save", "Lưu", False),
            ("Save", "", True),
            ("Save", "  ", True),
            ("Save", "Save", True),
            ("IPv6", "IPv6", False),
            ("%(count)s / %(total)s", "%(count)s / %(total)s", False),
            ("<b>%(name)s</b> …", "<b>%(name)s</b> …", False),
            (("%(n)s page", "%(n)s pages"), ("%(n)s trang",), False),
            (("%(n)s page", "%(n)s pages"), ("%(n)s pages",), True),
            (("%(n)s page", "%(n)s pages"), ("",), True),
        ],
    )
    def test_a_text_equal_to_its_source_is_missing_unless_listed(
        self, source, translated, is_missing
    ):
        assert wording.is_missing(Message(source, translated)) is is_missing

    def test_a_fuzzy_text_and_none_at_all_are_missing(self):
        assert wording.is_missing(None)
        assert wording.is_missing(Message("Save", "Lưu", flags=["fuzzy"]))

    def test_share(self):
        texts, catalog = Catalog(), Catalog()
        for text in ("Save", "Delete", "Edit", "Copy"):
            texts.add(text)
        catalog.add("Save", "Lưu")
        catalog.add("Delete", "Delete")
        catalog.add("Edit", "Sửa")
        assert wording.missing(texts, catalog) == ["Delete", "Copy"]
        assert wording.share(texts, catalog) == 0.5
        assert wording.share(Catalog(), catalog) == 1.0

    def test_every_exception_says_why(self):
        assert all(wording.unchanged().values())


class TestForm:
    @pytest.mark.parametrize(
        ("source", "translated", "fault"),
        [
            ("%(n)s rows", "%(m)s dòng", "other placeholders"),
            ("<b>New</b>", "Mới", "other tags"),
            ("<b>New</b>", "<b>Mới<b>", "other tags"),
            ("Sort by ", "Xếp theo", "other blanks at the beginning or end"),
            ("Sorted.\n", "Đã xếp.", "other blanks at the beginning or end"),
            (
                ("%(n)s row", "%(n)s rows"),
                ("%(n)s dòng", "%(n)s dòng"),
                "Vietnamese has one form for every count",
            ),
        ],
    )
    def test_faults(self, source, translated, fault):
        assert faults(source, translated) == [fault]

    @pytest.mark.parametrize(
        ("source", "translated"),
        [
            ('<a href="%(url)s" title="More">More</a>', '<a href="%(url)s" title="Thêm">Thêm</a>'),
            ("Sort by ", "Xếp theo "),
            (("%(n)s row", "%(n)s rows"), ("%(n)s dòng",)),
        ],
    )
    def test_good_ones(self, source, translated):
        assert faults(source, translated) == []


class TestTerms:
    @pytest.mark.parametrize(
        ("source", "translated", "found"),
        [
            ("Delete this page", "Xóa trang này", []),
            ("Delete this page", "Xóa mục này", ["“page” is “trang”"]),
            ("Delete pages", "Xóa các mục", ["“page” is “trang”"]),
            ("Pageant", "Hội thi", []),
            ("Page-break", "Ngắt", []),
            ("Choose an image", "Chọn ảnh", []),
            ("Please wait", "Hãy chờ", []),
            ("Please wait", "Vui lòng chờ", ["“please” is never “vui lòng”"]),
            ("The %(page)s", "%(page)s này", []),
            ("The {page}", "{page} này", []),
            ("<page>Here</page>", "<page>Đây</page>", []),
        ],
    )
    def test_words_of_the_glossary(self, source, translated, found):
        assert faults(source, translated) == found

    def test_a_longer_term_is_not_taken_for_a_shorter_one(self):
        assert faults("Side panel", "Khung bên") == []
        assert faults("HTML tag", "Thẻ HTML") == []
        assert "“tag” is never “thẻ”" in faults("Tag", "Thẻ")

    def test_a_forbidden_word_may_be_part_of_another_term(self):
        assert faults("Alt text of a document", "Văn bản thay thế của tệp") == []
        assert faults("Document", "Văn bản của tệp") == ["“document” is never “văn bản”"]

    def test_listed_exceptions_hold_for_their_text_alone(self):
        assert faults("Use proper heading tags", "Hãy dùng đúng kiểu đề mục") == []
        assert faults("Use proper tags", "Hãy dùng đúng kiểu") == ["“tag” is “từ khóa”"]
