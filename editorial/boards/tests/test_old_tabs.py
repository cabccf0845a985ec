"""Forms of boards that were opened before their author switched to another portal."""

from uuid import uuid4

import pytest

from editorial.boards.models import Submission
from editorial.boards.permissions import portal_of_board, receiving_portal
from editorial.boards.sending import send_up
from editorial.boards.tests.conftest import TODAY, url
from portal.common.testing.officers import officer_client
from sites.access.models import Role
from sites.access.people import give_role
from sites.profile.models import SiteProfile

TYPED = "Thiếu danh sách thành viên"


@pytest.fixture
def submission(province) -> Submission:
    """The board of a commune, sent to its district."""
    board = province.board("xa")
    send_up(board, province.person("xa"))
    return board.submissions.get()


def secretary_of(province, *names):
    """The browser of a secretary of the portals; the last one is chosen."""
    person = province.person(names[0])
    for name in names[1:]:
        give_role(person, province.sites[name], Role.SECRETARY)
    browser = officer_client(person)
    browser.get("/admin/", {"portal": province.sites[names[-1]].pk})
    return browser


def send_back(browser, submission):
    answer = browser.post(url("decide", submission.uid), {"act": "return", "reason": TYPED})
    submission.refresh_from_db()
    return answer


def test_a_board_is_found_on_its_own_portal(province):
    board = province.board("xa")
    both = secretary_of(province, "xa", "xaben")
    for name in ("show", "edit", "send"):
        both.get("/admin/", {"portal": province.sites["xaben"].pk})
        assert both.get(url(name, board.uid)).status_code == 200, name


def test_a_board_is_sent_from_its_own_portal(province):
    board = province.board("xa")
    both = secretary_of(province, "xa", "xaben")
    assert both.post(url("send", board.uid)).status_code == 302
    assert board.submissions.count() == 1
    assert both.session["current_portal"] == province.sites["xaben"].pk


def test_a_board_stays_hidden_from_who_has_no_role_there(province):
    board = province.board("xa")
    others = secretary_of(province, "xaben", "xakhac")
    for name in ("show", "edit", "send"):
        assert others.get(url(name, board.uid)).status_code == 404, name
        assert others.post(url(name, board.uid)).status_code in {404, 405}, name
    assert board.submissions.count() == 0


def test_the_answer_to_a_board_counts_for_who_received_it(province, submission):
    both = secretary_of(province, "huyen", "xakhac")
    assert send_back(both, submission).status_code == 302
    assert (submission.state, submission.reason) == (Submission.State.RETURNED, TYPED)


def test_others_do_not_answer(province, submission):
    others = secretary_of(province, "huyenkhac", "xakhac")
    assert send_back(others, submission).status_code == 404
    assert submission.is_waiting


def test_each_way_is_one_statement(province, submission, django_assert_num_queries):
    board = submission.board
    with django_assert_num_queries(1):
        assert portal_of_board(board.uid) == province.sites["xa"].pk
    with django_assert_num_queries(1):
        assert receiving_portal(submission.uid) == province.sites["huyen"].pk
    assert portal_of_board(uuid4()) is None
    assert receiving_portal(uuid4()) is None


def test_an_archive_receives_nothing(province, submission):
    profiles = SiteProfile.objects.filter(site=province.sites["huyen"])
    profiles.update(state=SiteProfile.State.RETIRED, retired_on=TODAY)
    assert receiving_portal(submission.uid) is None
