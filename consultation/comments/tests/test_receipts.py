"""Receipts: whatever is changed, removed, inserted or dated back afterwards is found."""

from datetime import date, timedelta
from io import StringIO
from threading import Barrier, Thread

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from consultation.comments import receipts
from consultation.comments.addresses import own_receipt_path
from consultation.comments.models import ChainDay, Comment, Receipt
from consultation.comments.services import Author, enter
from consultation.comments.tests.citizens import Citizen, comment_on
from consultation.drafts.models import DraftPage
from portal.common import clock

pytestmark = pytest.mark.django_db
FIRST_DAY = date(2021, 4, 19)


@pytest.fixture
def chain(draft, freeze_clock) -> list[Receipt]:
    """Nine receipts, three on each of three days."""
    for day in range(3):
        freeze_clock(FIRST_DAY + timedelta(days=day))
        for number in range(3):
            comment_on(draft, f"Góp ý {day}.{number}", "dieu-2.khoan-1")
        receipts.extend_whole_chain()
    return list(Receipt.objects.order_by("number"))


def checked() -> tuple[int, str]:
    """Exit status and output of the command."""
    out = StringIO()
    try:
        call_command("check_receipts", stdout=out)
    except SystemExit as end:
        return end.code, out.getvalue()
    return 0, out.getvalue()


def faults() -> list[tuple[int | None, str]]:
    return [(fault.number, fault.what) for fault in receipts.check_chain()]


class TestOne:
    def test_it_is_genuine_as_it_was_issued(self, draft):
        receipt = comment_on(draft, address="dieu-2").receipt
        assert receipts.is_genuine(Receipt.objects.get(pk=receipt.pk))
        assert receipt.issued_at == receipt.comment.received_at

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("text", "Đồng ý!"),
            ("provision", None),
            ("version", None),
            ("received_at", "later"),
        ],
    )
    def test_what_was_sent_cannot_be_changed(self, draft, field, value):
        comment = comment_on(draft, "Đồng ý.", "dieu-2")
        if value == "later":
            value = comment.received_at + timedelta(microseconds=1)
        Comment.objects.filter(pk=comment.pk).update(**{field: value})
        assert not receipts.is_genuine(Receipt.objects.get())

    def test_nor_can_the_draft(self, draft, foreign_draft):
        comment = comment_on(draft)
        Comment.objects.filter(pk=comment.pk).update(draft=foreign_draft)
        assert not receipts.is_genuine(Receipt.objects.get())

    @pytest.mark.parametrize("field", ["code", "digest", "signature", "key"])
    def test_nor_can_the_receipt(self, draft, field):
        receipt = comment_on(draft).receipt
        other = comment_on(draft, "Khác").receipt
        value = getattr(other, field) if field != "key" else "0" * 16
        other_code = f"{value[:-1]}{'0' if value[-1] != '0' else '1'}"
        value = other_code if field == "code" else value
        Receipt.objects.filter(pk=receipt.pk).update(**{field: value})
        assert not receipts.is_genuine(Receipt.objects.get(pk=receipt.pk))

    def test_who_has_the_database_but_not_the_key_cannot_sign(self, draft, settings):
        receipt = comment_on(draft).receipt
        Comment.objects.update(text="Không đồng ý.")
        receipt = Receipt.objects.get(pk=receipt.pk)
        settings.SECRET_KEY, own = "x" * 60, settings.SECRET_KEY
        receipt.delete()
        receipts.issue(Comment.objects.get())
        settings.SECRET_KEY = own
        assert not receipts.is_genuine(Receipt.objects.get())

    def test_what_officers_do_leaves_it_genuine(self, draft):
        comment = comment_on(draft)
        comment.commenter.delete()
        fields = {"state": "hidden", "reason": "off_topic", "note": "Lạc đề", "edition": 4}
        Comment.objects.filter(pk=comment.pk).update(**fields)
        DraftPage.objects.filter(pk=draft.pk).update(title="Tên khác", live=False)
        assert receipts.is_genuine(Receipt.objects.get())

    def test_the_own_link_opens_one_receipt_alone(self, draft):
        receipt, other = comment_on(draft).receipt, comment_on(draft, "Khác").receipt
        key = receipts.private_key(receipt)
        assert receipts.opens(receipt, key)
        assert not receipts.opens(other, key)
        for forged in ("", "x", f"{key}x", key[:-1], f"x:{key}", key.swapcase()):
            assert not receipts.opens(receipt, forged)


class TestRotation:
    NEW = "a-new-key-" + "y" * 50

    def test_a_former_key_goes_on_to_count(self, draft, settings):
        receipt = comment_on(draft).receipt
        link = own_receipt_path(receipt.comment)
        settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
        settings.SECRET_KEY = self.NEW
        assert receipts.is_genuine(Receipt.objects.get())
        page = Citizen(draft).browser.get(link)
        assert "Đồng ý." in page.text
        newer = comment_on(draft, "Khác").receipt
        assert newer.key != receipt.key
        assert receipts.is_genuine(newer)
        receipts.extend_whole_chain()
        assert checked()[0] == 0

    def test_one_that_is_thrown_away_is_named(self, chain, settings):
        settings.SECRET_KEY = self.NEW
        assert set(faults()) == {(number, "key") for number in range(1, 10)}

    def test_a_forged_signature_under_a_former_key_is_found(self, draft, settings):
        receipt = comment_on(draft).receipt
        settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
        settings.SECRET_KEY = self.NEW
        Receipt.objects.filter(pk=receipt.pk).update(signature="0" * 64)
        assert not receipts.is_genuine(Receipt.objects.get())


class TestChain:
    def test_it_runs_over_days(self, chain):
        assert [receipt.number for receipt in chain] == list(range(1, 10))
        days = list(ChainDay.objects.order_by("day"))
        assert [(day.day, day.last, day.count) for day in days] == [
            (FIRST_DAY + timedelta(days=number), 3 * (number + 1), 3) for number in range(3)
        ]
        assert [day.link for day in days] == [chain[place].link for place in (2, 5, 8)]
        assert faults() == []

    def test_the_same_text_at_the_same_moment_has_another_link(self, draft):
        for _each in range(2):
            comment_on(draft)
        receipts.extend_whole_chain()
        assert len(set(Receipt.objects.values_list("link", flat=True))) == 2

    def test_a_day_that_is_over_does_not_change(self, chain, draft, freeze_clock):
        before = list(ChainDay.objects.values_list("day", "last", "link"))
        comment_on(draft, "Muộn")
        # The clock of this server is slow by two days.
        freeze_clock(FIRST_DAY)
        receipts.extend_whole_chain()
        assert list(ChainDay.objects.values_list("day", "last", "link"))[1:] == before[1:]
        assert ChainDay.objects.first().last == 10
        assert faults() == []

    def test_batches_make_the_same_chain(self, draft, monkeypatch):
        monkeypatch.setattr(receipts, "BATCH", 2)
        for number in range(5):
            comment_on(draft, f"Góp ý {number}")
        assert receipts.extend_whole_chain() == 5
        assert receipts.extend_whole_chain() == 0
        assert (ChainDay.objects.get().last, ChainDay.objects.get().count) == (5, 5)
        assert faults() == []

    def test_nothing_to_link_makes_no_day(self, db):
        assert receipts.extend_whole_chain() == 0
        assert not ChainDay.objects.exists()

    @pytest.mark.parametrize("number", range(1, 10))
    def test_one_that_was_removed(self, chain, number):
        chain[number - 1].delete()
        found = faults()
        assert (number, "missing") in found
        assert len(found) == 1

    def test_all_of_the_end(self, chain):
        Receipt.objects.filter(number__gt=4).delete()
        assert faults() == [(number, "missing") for number in range(5, 10)]

    def test_removed_and_numbered_anew(self, chain):
        chain[4].delete()
        for receipt in chain[5:]:
            Receipt.objects.filter(pk=receipt.pk).update(number=receipt.number - 1)
        assert (5, "link") in faults()

    @pytest.mark.parametrize("number", range(1, 10))
    def test_a_changed_text(self, chain, number):
        Comment.objects.filter(receipt__number=number).update(text="Không đồng ý.")
        assert faults() == [(number, "changed")]

    @pytest.mark.parametrize("number", range(1, 10))
    def test_a_changed_moment(self, chain, number):
        earlier = chain[number - 1].issued_at - timedelta(days=30)
        Comment.objects.filter(receipt__number=number).update(received_at=earlier)
        assert faults() == [(number, "changed")]
        Receipt.objects.filter(number=number).update(issued_at=earlier)
        assert (number, "link") in faults()
        assert (number, "changed") in faults()

    def test_two_that_changed_places(self, chain):
        Receipt.objects.filter(number=4).update(number=None)
        Receipt.objects.filter(number=5).update(number=4)
        Receipt.objects.filter(number=None).update(number=5)
        assert {4, 5} <= {number for number, what in faults() if what == "link"}

    def test_a_chain_that_was_computed_anew_does_not_fit_what_was_published(self, chain, draft):
        chain[4].delete()
        published = ChainDay.objects.get(last=6).link
        link = receipts.FIRST_LINK
        for number, receipt in enumerate(Receipt.objects.order_by("number"), start=1):
            link = receipts.link_of(link, number, receipt)
            Receipt.objects.filter(pk=receipt.pk).update(number=number, link=link)
        assert "day" in {what for _number, what in faults()}
        assert not Receipt.objects.filter(link=published).exists()


class TestCommand:
    def test_all_is_well(self, chain, draft, two_sites):
        officer = two_sites.person(two_sites.here, "citizens_officer")
        author, day = Author(name="Ông Lý"), clock.today()
        enter(draft, "Thư giấy", author, officer, source="letter", received_on=day)
        status, output = checked()
        assert status == 0
        assert output.startswith("10 receipts, 0 faults; last link ")
        assert ChainDay.objects.first().link in output

    def test_nothing_yet(self, db):
        assert checked() == (0, "0 receipts, 0 faults.\n")

    def test_each_fault_has_a_line_and_no_word_of_a_comment(self, chain):
        chain[4].delete()
        Comment.objects.filter(receipt__number=2).update(text="Lời đã sửa")
        status, output = checked()
        assert status == 1
        lines = output.splitlines()
        # The comment of the receipt that was removed is left without one.
        assert len(lines) == 4
        assert "number 5\tthe receipt of this number was removed" in output
        assert f"comment {chain[4].comment_id} has no receipt" in output
        assert "8 receipts, 3 faults" in lines[-1]
        assert "Lời đã sửa" not in output

    def test_what_is_not_linked_yet_is_checked_as_well(self, draft):
        changed, removed = comment_on(draft), comment_on(draft, "Khác")
        Comment.objects.filter(pk=changed.pk).update(text="Lời đã sửa")
        removed.receipt.delete()
        status, output = checked()
        assert status == 1
        assert "not linked yet\ttext, place" in output
        assert f"comment {removed.pk} has no receipt" in output


@pytest.mark.skipif(connection.vendor != "postgresql", reason="two processes need PostgreSQL")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_begun", [False, True], ids=["that begin it", "that go on with it"])
def test_four_at_once(make_draft, two_sites, monkeypatch, is_begun):
    with transaction.atomic():
        draft = make_draft(two_sites.here, text="")
    monkeypatch.setattr(receipts, "BATCH", 4)
    if is_begun:
        comment_on(draft, email="", telephone="0912345678")
        receipts.extend_whole_chain()
    for number in range(30):
        comment_on(draft, f"Góp ý {number}", email="", telephone="0912345678")
    start, broken = Barrier(4), []

    def run() -> None:
        try:
            start.wait()
            receipts.extend_whole_chain()
        except Exception as fault:  # noqa: BLE001 what a thread met is told by the test
            broken.append(fault)
        finally:
            connection.close()

    threads = [Thread(target=run) for _each in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert broken == []
    day = ChainDay.objects.get()
    assert day.last == day.count == Receipt.objects.count()
    assert receipts.check_chain() == []
