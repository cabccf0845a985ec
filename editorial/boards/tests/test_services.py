"""One board at a time, kept histories, and corrections that are explained."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from wagtail.log_actions import registry as log_registry

from editorial.boards.errors import BoardRefused
from editorial.boards.models import BoardMember, EditorialBoard
from editorial.boards.sending import accept, send_back, send_up
from editorial.boards.services import (
    Seat,
    correct,
    current_board,
    reconstitute,
    seats_of,
    version_of,
)
from editorial.boards.tests.conftest import HEAD, SECRETARY, Position, decision
from portal.media.models import PortalDocument
from sites.access.models import Role
from sites.profile.models import SiteProfile

ONE_DAY = timedelta(days=1)


def fix(board, user, facts=None, seats=(HEAD, SECRETARY), **more):
    """A correction by somebody who sees the board as it is now."""
    board.refresh_from_db()
    more = {"seen": version_of(board), **more}
    return correct(board, facts or decision(), seats, user=user, **more)


def actions_of(board) -> list[tuple[str, dict]]:
    entries = log_registry.get_logs_for_instance(board).order_by("timestamp", "pk")
    return [(entry.action, entry.data) for entry in entries]


def test_a_first_board_is_in_force_from_its_first_day(province):
    site = province.sites["xa"]
    board = province.board("xa", valid_from=date(2021, 4, 10))
    assert current_board(site, date(2021, 4, 9)) is None
    assert current_board(site, date(2021, 4, 10)) == board
    assert actions_of(board) == [("boards.make", {"site": site.pk})]


def test_the_next_board_closes_the_former_on_the_day_before(province):
    site, start = province.sites["xa"], date(2021, 4, 15)
    former = province.board("xa", number="1/QĐ-UBND", valid_from=date(2021, 1, 5))
    board = province.board("xa", number="9/QĐ-UBND", valid_from=start)
    former.refresh_from_db()
    assert former.valid_to == start - ONE_DAY
    assert board.predecessor == former
    assert current_board(site, start - ONE_DAY) == former
    assert current_board(site, start) == board
    assert actions_of(board) == [("boards.reconstitute", {"site": site.pk, "former": "1/QĐ-UBND"})]


def test_without_members_the_next_board_has_those_of_the_former(province):
    user = province.person("xa")
    province.board("xa", valid_from=date(2021, 1, 5), seats=(HEAD, SECRETARY))
    board = reconstitute(province.sites["xa"], decision("9/QĐ-UBND"), user=user)
    assert [(seat.position, seat.name) for seat in seats_of(board)] == [
        (HEAD.position, HEAD.name),
        (SECRETARY.position, SECRETARY.name),
    ]


@pytest.mark.parametrize("days", [0, -1])
def test_the_next_board_begins_after_the_former(province, days):
    former = province.board("xa", valid_from=date(2021, 4, 1))
    with pytest.raises(BoardRefused, match="has to begin later") as refused:
        province.board("xa", number="2", valid_from=date(2021, 4, 1) + days * ONE_DAY)
    assert refused.value.field == "valid_from"
    former.refresh_from_db()
    assert former.valid_to is None
    assert EditorialBoard.objects.count() == 1


def test_the_database_keeps_a_second_open_board_out(province):
    board = province.board("xa")
    with pytest.raises(IntegrityError), transaction.atomic():
        EditorialBoard.objects.create(
            site=board.site, decision_number="2", decided_on=board.decided_on, signer="X",
            valid_from=date(2021, 5, 1),
        )  # fmt: skip


def test_days_of_two_boards_never_overlap(province):
    user = province.person("xa")
    former = province.board("xa", number="1", valid_from=date(2021, 1, 5))
    province.board("xa", number="2", valid_from=date(2021, 4, 1))
    last = {"valid_from": date(2021, 1, 5), "valid_to": date(2021, 4, 1)}
    with pytest.raises(BoardRefused, match="the board of decision 2 is in force"):
        fix(former, user, decision("1", **last))
    fix(former, user, decision("1", **{**last, "valid_to": date(2021, 3, 31)}))


def test_a_last_day_before_the_first_is_refused(province):
    board = province.board("xa")
    facts = decision(valid_to=date(2021, 3, 31))
    with pytest.raises(BoardRefused) as refused:
        fix(board, province.person("xa"), facts)
    assert refused.value.field == "valid_to"


def test_the_same_sending_of_the_form_makes_one_board(province):
    user, key, site = province.person("xa"), uuid.uuid4(), province.sites["xa"]
    first = reconstitute(site, decision(), [HEAD], user=user, key=key)
    assert reconstitute(site, decision(), [HEAD], user=user, key=key) == first
    assert EditorialBoard.objects.count() == 1
    other = province.person("xaben")
    with pytest.raises(BoardRefused, match="made no board"):
        reconstitute(province.sites["xaben"], decision(), [HEAD], user=other, key=key)


@pytest.mark.parametrize(
    ("seats", "words"),
    [
        ([], "needs a head"),
        ([SECRETARY], "needs a head"),
        ([HEAD, Seat(Position.HEAD, "Người khác")], "Only one member"),
        (
            [HEAD, *(Seat(Position.STANDING_DEPUTY, name) for name in ("Một", "Hai"))],
            "Only one member",
        ),
    ],
)
def test_a_board_has_one_head_and_one_standing_deputy_at_most(province, seats, words):
    with pytest.raises(BoardRefused, match=words):
        reconstitute(province.sites["xa"], decision(), seats, user=province.person("xa"))
    assert not EditorialBoard.objects.exists()


def test_head_and_deputy_may_change_places(province):
    deputy = Seat(Position.STANDING_DEPUTY, "Lê Văn Cường")
    board = province.board("xa", seats=[HEAD, deputy])
    swapped = [
        Seat(Position.HEAD, deputy.name, order=1),
        Seat(Position.STANDING_DEPUTY, HEAD.name, order=2),
    ]
    fix(board, province.person("xa"), seats=swapped)
    assert [member.name for member in board.members.all()] == [deputy.name, HEAD.name]


def test_an_account_needs_a_role_on_the_very_portal(province):
    here, there = province.person("xa", Role.EDITOR), province.person("xaben", Role.EDITOR)
    user = province.person("xa")
    with pytest.raises(BoardRefused, match="no role on this portal"):
        fix(province.board("xa"), user, seats=[Seat(Position.HEAD, "Ai đó", user=there)])
    board = EditorialBoard.objects.get()
    fix(board, user, seats=[Seat(Position.HEAD, "Ai đó", user=here)])
    assert board.members.get().user == here


def test_a_seat_gives_no_right(province):
    editor = province.person("xa", Role.EDITOR)
    board = province.board("xa", seats=[Seat(Position.HEAD, "Trưởng ban", user=editor)])
    with pytest.raises(BoardRefused, match="Only administrators, approvers and secretaries"):
        fix(board, editor)
    with pytest.raises(BoardRefused, match="Only administrators"):
        send_up(board, editor)


def test_a_file_has_to_lie_in_the_portals_collection(province):
    files = {
        name: PortalDocument.objects.create(
            title=name, file=f"{name}.pdf", collection=province.sites[name].profile.collection
        )
        for name in ("xa", "xaben")
    }
    user = province.person("xa")
    with pytest.raises(BoardRefused) as refused:
        reconstitute(province.sites["xa"], decision(file=files["xaben"]), [HEAD], user=user)
    assert refused.value.field == "file"
    board = reconstitute(province.sites["xa"], decision(file=files["xa"]), [HEAD], user=user)
    assert board.file == files["xa"]


def test_a_correction_on_an_outdated_form_is_refused(province):
    board, user = province.board("xa"), province.person("xa")
    seen = version_of(board)
    board.changed_at += ONE_DAY
    board.save()
    with pytest.raises(BoardRefused, match="Somebody else has changed this board"):
        fix(board, user, decision("16/QĐ-UBND"), seen=seen)


def test_nothing_is_logged_where_nothing_changed(province):
    board, user = province.board("xa"), province.person("xa")
    fix(board, user, seats=seats_of(board))
    assert [action for action, _data in actions_of(board)] == ["boards.make"]
    fix(board, user, decision("16/QĐ-UBND"), seats=seats_of(board))
    action, data = actions_of(board)[-1]
    assert (action, data["changes"]) == ("boards.change", ["decision_number"])


def test_a_waiting_board_is_not_corrected(province):
    board, user = province.board("xa"), province.person("xa")
    sent = send_up(board, user)
    with pytest.raises(BoardRefused, match="decides on it as it was sent"):
        fix(board, user)
    send_back(sent, province.person("huyen"), "Thiếu Phó ban")
    fix(board, user, decision("16/QĐ-UBND"))
    board.refresh_from_db()
    assert board.decision_number == "16/QĐ-UBND"


def test_an_accepted_board_is_corrected_with_a_reason_only(province):
    board, user = province.board("xa"), province.person("xa")
    accept(send_up(board, user), province.person("huyen"))
    facts = decision("16/QĐ-UBND")
    with pytest.raises(BoardRefused) as refused:
        fix(board, user, facts)
    assert refused.value.field == "reason"
    fix(board, user, facts, seats=seats_of(board), reason="Ghi nhầm số quyết định")
    action, data = actions_of(board)[-1]
    assert action == "boards.change"
    assert data == {
        "site": board.site_id,
        "changes": ["decision_number"],
        "reason": "Ghi nhầm số quyết định",
    }


def test_boards_of_an_archive_do_not_change(province):
    board, user = province.board("xa"), province.person("xa")
    SiteProfile.objects.filter(site=board.site).update(state="retired", retired_on=board.valid_from)
    with pytest.raises(BoardRefused, match="archive"):
        fix(board, user)


@pytest.mark.parametrize("name", ["xaben", "huyen", "huyenkhac", "tinh"])
def test_people_of_other_portals_make_no_board_here(province, name):
    for role in (Role.ADMINISTRATOR, Role.APPROVER, Role.SECRETARY):
        with pytest.raises(BoardRefused):
            reconstitute(province.sites["xa"], decision(), [HEAD], user=province.person(name, role))


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.EDITOR, Role.CITIZENS_OFFICER])
def test_other_roles_of_the_portal_make_no_board(province, role):
    with pytest.raises(BoardRefused):
        reconstitute(province.sites["xa"], decision(), [HEAD], user=province.person("xa", role))
    assert not BoardMember.objects.exists()


def test_somebody_else_is_quicker_with_the_next_board(province, meanwhile):
    user, site = province.person("xa"), province.sites["xa"]
    province.board("xa", number="1", valid_from=date(2021, 1, 5))
    meanwhile(lambda: province.board("xa", number="2", valid_from=date(2021, 4, 1)))
    with pytest.raises(BoardRefused, match="decision 2"):
        reconstitute(site, decision("3"), [HEAD], user=user)
