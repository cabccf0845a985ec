"""Up to the unit above and back, whatever becomes of that unit, and decided once."""

from datetime import date
from threading import Barrier, Thread

import pytest
from django.core import mail
from django.db import connection
from wagtail.log_actions import registry as log_registry

from editorial.boards import sending
from editorial.boards.errors import BoardRefused
from editorial.boards.models import Submission
from editorial.boards.permissions import receivable
from editorial.boards.sending import accept, receiver_of, send_back, send_up
from editorial.boards.tests.conftest import make_province
from portal.accounts.models import User
from sites.access.models import Role
from sites.units.services import create_unit, end_unit, open_period

TODAY = date(2021, 4, 19)
State = Submission.State


def waiting_for(user: User, day: date = TODAY) -> set[Submission]:
    return set(receivable(user, day).waiting())


@pytest.mark.parametrize(
    ("sender", "receiver"), [("xa", "huyen"), ("xakhac", "huyenkhac"), ("huyen", "tinh")]
)
def test_a_board_goes_to_the_unit_above(province, sender, receiver):
    sent = send_up(province.board(sender), province.person(sender))
    assert (sent.receiver, sent.state) == (province.units[receiver], State.SENT)
    assert waiting_for(province.person(receiver)) == {sent}


def test_nobody_stands_above_the_province(province):
    assert receiver_of(province.sites["tinh"], TODAY) is None
    with pytest.raises(BoardRefused, match="No unit stands above"):
        send_up(province.board("tinh"), province.person("tinh"))


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.APPROVER, Role.SECRETARY])
def test_three_roles_send(province, role):
    assert send_up(province.board("xa"), province.person("xa", role)).is_waiting


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.EDITOR, Role.CITIZENS_OFFICER])
def test_other_roles_neither_send_nor_decide(province, role):
    board = province.board("xa")
    with pytest.raises(BoardRefused):
        send_up(board, province.person("xa", role))
    sent = send_up(board, province.person("xa"))
    with pytest.raises(BoardRefused, match="only its administrators"):
        accept(sent, province.person("huyen", role))


@pytest.mark.parametrize(
    "role", [Role.ADMINISTRATOR, Role.APPROVER, Role.SECRETARY, Role.SUPERVISOR]
)
def test_four_roles_of_the_receiver_decide(province, role):
    sent = send_up(province.board("xa"), province.person("xa"))
    assert accept(sent, province.person("huyen", role)).state == State.ACCEPTED


@pytest.mark.parametrize("name", ["xa", "xaben", "huyenkhac", "tinh"])
def test_nobody_but_the_receiver_decides(province, name):
    sent = send_up(province.board("xa"), province.person("xa"))
    person = province.person(name)
    assert waiting_for(person) == set()
    for act in (lambda: accept(sent, person), lambda: send_back(sent, person, "Sai")):
        with pytest.raises(BoardRefused, match="This board was sent to"):
            act()
    sent.refresh_from_db()
    assert sent.is_waiting


def test_administrators_of_the_province_decide_everywhere(province, chief):
    sent = send_up(province.board("xa"), province.person("xa"))
    assert accept(sent, chief).decided_by == chief


def test_a_returned_board_is_sent_again_and_every_sending_stays(province):
    board, sender, receiver = (
        province.board("xa"), province.person("xa"), province.person("huyen"),
    )  # fmt: skip
    send_back(send_up(board, sender), receiver, "  Thiếu thư ký.  ")
    accept(send_up(board, sender), receiver)
    history = [(sent.state, sent.reason) for sent in sending.history_of(board)]
    assert history == [(State.ACCEPTED, ""), (State.RETURNED, "Thiếu thư ký.")]
    entries = log_registry.get_logs_for_instance(board).order_by("timestamp", "pk")
    assert [entry.action for entry in entries] == [
        "boards.make", "boards.send", "boards.return", "boards.send", "boards.accept",
    ]  # fmt: skip
    assert {entry.data["site"] for entry in entries} == {board.site_id}


@pytest.mark.parametrize("reason", ["", "  \n "])
def test_a_board_is_not_returned_without_a_reason(province, reason):
    sent = send_up(province.board("xa"), province.person("xa"))
    with pytest.raises(BoardRefused) as refused:
        send_back(sent, province.person("huyen"), reason)
    assert refused.value.field == "reason"


def test_what_was_sent_or_accepted_is_not_sent_again(province):
    board, sender = province.board("xa"), province.person("xa")
    sent = send_up(board, sender)
    with pytest.raises(BoardRefused, match="already. Wait for the decision"):
        send_up(board, sender)
    accept(sent, province.person("huyen"))
    with pytest.raises(BoardRefused, match="has accepted this board"):
        send_up(board, sender)
    assert board.submissions.count() == 1


def test_a_former_board_is_not_sent(province):
    former = province.board("xa", number="1", valid_from=date(2021, 1, 5))
    province.board("xa", number="2")
    former.refresh_from_db()
    with pytest.raises(BoardRefused, match="no longer in force"):
        send_up(former, province.person("xa"))


def test_who_decides_second_is_told_what_the_first_did(province, monkeypatch):
    sent = send_up(province.board("xa"), province.person("xa"))
    first, second = (province.person("huyen", role) for role in (Role.APPROVER, Role.SECRETARY))
    real, waiting = sending.lock_board, [lambda: send_back(sent, first, "Thiếu thư ký")]

    def lock(pk):
        if waiting:
            waiting.pop()()
        return real(pk)

    monkeypatch.setattr(sending, "lock_board", lock)
    with pytest.raises(BoardRefused, match="approver huyen has decided .* already: returned"):
        accept(sent, second)


def test_what_waits_stays_with_whom_it_was_sent_to(province):
    sent = send_up(province.board("xa"), province.person("xa"))
    open_period(province.units["xa"], date(2021, 6, 1), parent=province.units["huyenkhac"])
    later = date(2021, 6, 1)
    assert waiting_for(province.person("huyen"), later) == {sent}
    assert waiting_for(province.person("huyenkhac"), later) == set()


def test_what_waits_with_an_ended_unit_goes_to_successor_and_new_parent(province, freeze_clock):
    sent = send_up(province.board("xa"), province.person("xa"))
    accepted = send_up(province.board("xaben"), province.person("xaben"))
    accept(accepted, province.person("huyen"))
    last, next_day = date(2021, 5, 31), date(2021, 6, 1)
    open_period(province.units["xa"], next_day, parent=province.units["tinh"])
    end_unit(province.units["huyen"], last, [province.units["huyenkhac"]])
    people = {name: province.person(name) for name in ("huyen", "huyenkhac", "tinh", "xaben")}
    assert waiting_for(people["huyen"], last) == {sent}
    assert waiting_for(people["huyenkhac"], last) == set()
    assert waiting_for(people["huyen"], next_day) == set()
    assert set(receivable(people["huyenkhac"], next_day)) == {sent, accepted}
    assert set(receivable(people["tinh"], next_day)) == {sent}
    assert waiting_for(people["xaben"], next_day) == set()
    freeze_clock(next_day)
    with pytest.raises(BoardRefused):
        accept(sent, people["huyen"])
    assert accept(sent, people["tinh"]).state == State.ACCEPTED


def test_successors_of_successors_may_act(province):
    sent = send_up(province.board("xa"), province.person("xa"))
    between = create_unit(
        code="T9", name="Huyện giữa", kind="district", valid_from=date(2021, 6, 1),
        parent=province.units["tinh"],
    )  # fmt: skip
    end_unit(province.units["huyen"], date(2021, 5, 31), [between])
    end_unit(between, date(2021, 12, 31), [province.units["huyenkhac"]])
    assert waiting_for(province.person("huyenkhac"), date(2021, 12, 31)) == set()
    assert waiting_for(province.person("huyenkhac"), date(2022, 1, 1)) == {sent}


def test_the_receiver_is_the_unit_above_on_the_day_of_sending(province, freeze_clock):
    open_period(province.units["xa"], date(2021, 6, 1), parent=province.units["huyenkhac"])
    site = province.sites["xa"]
    assert receiver_of(site, date(2021, 5, 31)) == province.units["huyen"]
    assert receiver_of(site, date(2021, 6, 1)) == province.units["huyenkhac"]


def test_mails_reach_who_holds_the_roles_when_they_are_sent(
    province, django_capture_on_commit_callbacks
):
    board, sender = province.board("xa"), province.person("xa")
    receiver = province.person("huyen", Role.SUPERVISOR)
    province.person("huyenkhac", Role.SUPERVISOR), province.person("huyen", Role.EDITOR)
    with django_capture_on_commit_callbacks(execute=True):
        sent = send_up(board, sender)
    assert [message.to for message in mail.outbox] == [[receiver.email]]
    assert str(sent.uid) in mail.outbox[0].body
    mail.outbox.clear()
    with django_capture_on_commit_callbacks() as callbacks:
        send_back(sent, receiver, "Thiếu thư ký\nvà thiếu tổ giúp việc")
    late_comer = province.person("xa", Role.ADMINISTRATOR)
    User.objects.filter(pk=sender.pk).update(is_active=False)
    for callback in callbacks:
        callback()
    assert [message.to for message in mail.outbox] == [[late_comer.email]]
    assert "Thiếu thư ký" in mail.outbox[0].body


@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs two connections that wait")
@pytest.mark.django_db(transaction=True)
def test_two_receivers_at_once_have_one_outcome(freeze_clock):
    freeze_clock(TODAY)
    province = make_province()
    sent = send_up(province.board("xa"), province.person("xa"))
    people = [province.person("huyen", role) for role in (Role.APPROVER, Role.SECRETARY)]
    barrier, answers = Barrier(2), []

    def decide(user: User, act) -> None:
        try:
            barrier.wait()
            answers.append(act(sent, user).state)
        except BoardRefused as refusal:
            answers.append(refusal.reason)
        finally:
            connection.close()

    acts = [accept, lambda submission, user: send_back(submission, user, "Sai")]
    threads = [Thread(target=decide, args=pair) for pair in zip(people, acts, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sent.refresh_from_db()
    assert sent.state in answers
    assert len([answer for answer in answers if answer != sent.state]) == 1


@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs two connections that wait")
@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_send_once(freeze_clock):
    freeze_clock(TODAY)
    province = make_province()
    board, user = province.board("xa"), province.person("xa")
    barrier, refused = Barrier(2), []

    def press() -> None:
        try:
            barrier.wait()
            send_up(board, user)
        except BoardRefused as refusal:
            refused.append(refusal.reason)
        finally:
            connection.close()

    threads = [Thread(target=press) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert board.submissions.count() == 1
    assert len(refused) == 1
