"""A role that is taken between the opening of a form and its sending counts no longer."""

import pytest

from editorial.boards.errors import BoardRefused
from editorial.boards.models import EditorialBoard, Submission
from editorial.boards.sending import accept, send_up
from editorial.boards.services import correct, reconstitute, version_of
from editorial.boards.tests.conftest import HEAD, decision
from portal.accounts.models import User
from sites.access.models import Role
from sites.access.people import take_role
from sites.access.standing import standing


def lost(province, name: str) -> User:
    """A secretary whose roles the request has read, before they were taken."""
    person = province.person(name)
    assert standing(person).holds(province.sites[name].pk, Role.SECRETARY)
    take_role(User.objects.get(pk=person.pk), province.sites[name], Role.SECRETARY)
    return person


def test_makes_no_board(province):
    with pytest.raises(BoardRefused):
        reconstitute(province.sites["xa"], decision(), [HEAD], user=lost(province, "xa"))
    assert not EditorialBoard.objects.exists()


def test_corrects_none(province):
    board = province.board("xa")
    facts = decision(number="99/QĐ-UBND")
    with pytest.raises(BoardRefused):
        correct(board, facts, [HEAD], user=lost(province, "xa"), seen=version_of(board))
    assert EditorialBoard.objects.get().decision_number != "99/QĐ-UBND"


def test_sends_none_up(province):
    board = province.board("xa")
    with pytest.raises(BoardRefused):
        send_up(board, lost(province, "xa"))
    assert not Submission.objects.exists()


def test_decides_on_none(province):
    sent = send_up(province.board("xa"), province.person("xa"))
    receiver = next(name for name, unit in province.units.items() if unit == sent.receiver)
    with pytest.raises(BoardRefused):
        accept(sent, lost(province, receiver))
    assert Submission.objects.get().state == Submission.State.SENT
