"""What a summary has, in which order, and how much of it is at hand at once."""

import pytest
from django.db.models.query import ModelIterable

from consultation.comments.models import Comment
from consultation.comments.tests.citizens import published_comment
from consultation.conftest import FIRST_TEXT, put_text
from consultation.summaries.order import groups_of
from consultation.summaries.services import numbers_of, published_counts, rows_after, summary_rows
from consultation.summaries.tests.conftest import MARKER

pytestmark = pytest.mark.django_db
WITHOUT_ARTICLE_2 = """Điều 1. Phạm vi điều chỉnh
Quy định này quy định mức hỗ trợ chuyển đổi số cấp xã.
Điều 2. Hiệu lực
Quy định này có hiệu lực từ ngày 01/06/2021."""


def told(draft, **options) -> list[tuple[str, str]]:
    return [(row.group.name, row.comment.text) for row in summary_rows(draft, **options)]


def test_the_order_is_that_of_the_text_then_the_whole_draft(draft, say):
    say("cả", "")
    say("ba", "dieu-3")
    say("điểm", "dieu-2.khoan-2.diem-a")
    say("một", "dieu-1")
    say("ba nữa", "dieu-3")
    say("khoản", "dieu-2.khoan-1")
    expected = [
        ("Điều 1. Phạm vi điều chỉnh", "một"),
        ("Khoản 1 Điều 2", "khoản"),
        ("Điểm a khoản 2 Điều 2", "điểm"),
        ("Điều 3. Hiệu lực", "ba"),
        ("Điều 3. Hiệu lực", "ba nữa"),
        ("Toàn bộ dự thảo", "cả"),
    ]
    assert told(draft) == expected
    for batch in (1, 2, 3, 4, 5, 6, 7):
        assert told(draft, batch=batch) == told(draft)
    begins = [row.begins for row in summary_rows(draft, batch=1)]
    assert begins == [True, True, True, True, False, True]


def test_what_the_text_no_longer_has_stays_with_its_old_words(draft, say):
    say("về điều hai", "dieu-2")
    say("về khoản", "dieu-2.khoan-1")
    say("về hiệu lực", "dieu-3")
    put_text(draft, WITHOUT_ARTICLE_2)
    draft.save_revision().publish()
    draft.refresh_from_db()
    rows = list(summary_rows(type(draft).objects.get(pk=draft.pk)))
    assert [row.comment.text for row in rows] == ["về hiệu lực", "về điều hai", "về khoản"]
    assert [row.group.is_gone for row in rows] == [False, True, True]
    assert rows[0].group.name == "Điều 2. Hiệu lực"
    assert "(Dự thảo lần 1)" in rows[1].group.name
    assert "30 triệu đồng" in rows[1].group.former
    assert "a) Chi nhuận bút;" in rows[1].group.former
    assert rows[2].group.former == "Hỗ trợ 30 triệu đồng mỗi đơn vị trong năm đầu."


def test_what_was_joined_stands_where_it_went(draft, say):
    comment = say("về điểm a", "dieu-2.khoan-2.diem-a")
    other = say("về điểm b", "dieu-2.khoan-2.diem-b")
    comment.lineage.continued_by = other.lineage
    comment.lineage.save()
    groups = groups_of(draft, published_counts(draft))
    assert [(group.address, group.count) for group in groups] == [("dieu-2.khoan-2.diem-b", 2)]
    assert [row.comment for row in summary_rows(draft)] == [comment, other]


@pytest.mark.parametrize("state", ["waiting", "hidden", "returned", "unconfirmed"])
def test_what_is_not_shown_is_not_there(state, draft, officer, say):
    shown = say("thấy")
    comment = published_comment(draft, officer, MARKER)
    Comment.objects.filter(pk=comment.pk).update(state=state)
    assert [row.comment for row in summary_rows(draft)] == [shown]
    numbers = numbers_of(draft)
    assert (numbers.published, numbers.received) == (1, 1 if state == "unconfirmed" else 2)


def test_another_draft_has_none_of_it(draft, say, make_draft, two_sites):
    say("ở đây")
    other = make_draft(two_sites.there, "Nơi khác")
    assert list(summary_rows(other)) == []
    draft.unpublish()
    assert list(summary_rows(draft)) == []


def test_names_are_those_that_authors_let_be_shown(draft, say):
    say("a", name="Lê Hiện", name_is_shown=True)
    say("b", name="Phạm Giấu")
    say("c", name="Đỗ Đại Diện", organisation="Hội Nông dân", name_is_shown=True)
    say("d", organisation="Công ty Kín")
    authors = [row.author for row in summary_rows(draft)]
    assert authors[::2] == ["Lê Hiện", "Hội Nông dân"]
    assert "Giấu" not in authors[1]
    assert "Kín" not in authors[3]


def many(draft, say, number: int) -> None:
    """Copies of two comments, on a provision and on the whole draft."""
    for one in (say("điều một", "dieu-1"), say("tất cả")):
        copies = []
        for _number in range(number):
            copy = Comment.objects.get(pk=one.pk)
            copy.pk, copy.uid = None, type(copy)._meta.get_field("uid").get_default()
            copies.append(copy)
        Comment.objects.bulk_create(copies)


def test_no_more_than_a_batch_is_at_hand(draft, say, monkeypatch):
    many(draft, say, 150)
    held = []
    original = ModelIterable.__iter__

    def watched(self):
        number = 0
        for row in original(self):
            number += isinstance(row, Comment)
            yield row
        held.append(number)

    monkeypatch.setattr(ModelIterable, "__iter__", watched)
    rows = sum(1 for _row in summary_rows(draft, batch=20))
    assert rows == 302
    assert max(held) <= 21


def test_a_batch_costs_three_statements(draft, say, django_assert_max_num_queries):
    many(draft, say, 60)
    groups = groups_of(draft, published_counts(draft))
    with django_assert_max_num_queries(3):
        rows, key = rows_after(draft, groups, (groups[0].key, 0), 100)
    assert (len(rows), key[0]) == (100, 0)


def test_a_text_that_only_grew_keeps_all_in_place(draft, say):
    say("ba", "dieu-3")
    put_text(draft, FIRST_TEXT + "\nĐiều 4. Tổ chức thực hiện\nỦy ban nhân dân xã thực hiện.")
    draft.save_revision().publish()
    say("bốn", "dieu-4")
    assert [name for name, _text in told(type(draft).objects.get(pk=draft.pk))] == [
        "Điều 3. Hiệu lực",
        "Điều 4. Tổ chức thực hiện",
    ]
