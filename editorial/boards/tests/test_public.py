"""The page of the board for readers, its file, and the way to it."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from editorial.boards.services import Seat, correct, reconstitute, version_of
from editorial.boards.tests.conftest import HEAD, Position, decision
from portal.media.models import PortalDocument

PAGE = "/ban-bien-tap/"
HIDDEN = Seat(Position.DEPUTY, "Lê Văn Kín", "Phó", "0222 999 999", "kin@example.org", order=2)
OPEN = Seat(
    Position.SECRETARY, "Trần Thị Mở", "Thư ký", "0222 123 456", "mo@example.org", True, order=3
)


def reader(name: str) -> Client:
    return Client(SERVER_NAME=f"{name}.test.localhost")


@pytest.fixture
def pdf(province, settings, tmp_path) -> PortalDocument:
    settings.MEDIA_ROOT = tmp_path
    return PortalDocument.objects.create(
        title="Quyết định",
        file=ContentFile(b"%PDF-1.4\n", "qd.pdf"),
        collection=province.sites["xa"].profile.collection,
    )


def test_readers_see_the_board_in_force(province):
    province.board("xa", seats=[HEAD, HIDDEN, OPEN])
    body = reader("xa").get(PAGE).content.decode()
    places = [body.index(seat.name) for seat in (HEAD, HIDDEN, OPEN)]
    assert places == sorted(places)
    assert "15/QĐ-UBND" in body
    assert OPEN.email in body
    assert HIDDEN.email not in body
    assert HIDDEN.telephone not in body


def test_no_column_of_contacts_where_nobody_shows_any(province):
    province.board("xa", seats=[HEAD, HIDDEN])
    page = reader("xa").get(PAGE)
    assert page.context["shows_contacts"] is False


def test_portals_show_their_own_board_alone(province):
    province.board("xa")
    assert reader("xaben").get(PAGE).status_code == 404
    assert reader("xa").get(PAGE).status_code == 200


def test_the_page_lives_from_the_first_to_the_last_day(province, freeze_clock):
    board = province.board("xa", valid_from=date(2021, 4, 20))
    correct(
        board, decision(valid_from=date(2021, 4, 20), valid_to=date(2021, 4, 25)), [HEAD],
        user=province.person("xa"), seen=version_of(board),
    )  # fmt: skip
    answers = {}
    for day in (19, 20, 25, 26):
        freeze_clock(date(2021, 4, day))
        answers[day] = reader("xa").get(PAGE).status_code
        home = reader("xa").get("/").content.decode()
        assert (PAGE in home) == (answers[day] == 200)
    assert answers == {19: 404, 20: 200, 25: 200, 26: 404}


def test_the_footer_leads_there_at_once_and_costs_nothing_more(province):
    client = reader("xa")
    client.get("/")
    with CaptureQueriesContext(connection) as without:
        assert PAGE not in client.get("/").content.decode()
    asked = len(without)
    board = province.board("xa")
    assert PAGE in client.get("/").content.decode()
    with CaptureQueriesContext(connection) as with_board:
        client.get("/")
    assert len(with_board) == asked
    assert PAGE not in reader("xaben").get("/").content.decode()
    board.delete()
    assert PAGE not in client.get("/").content.decode()


def test_the_file_is_for_readers_only_where_the_board_says_so(province, pdf):
    user, site = province.person("xa"), province.sites["xa"]
    board = reconstitute(site, decision(file=pdf), [HEAD], user=user)
    assert reader("xa").get(pdf.url).status_code == 404
    assert pdf.url not in reader("xa").get(PAGE).content.decode()
    shown = decision(file=pdf, shows_file=True)
    correct(board, shown, [HEAD], user=user, seen=version_of(board))
    assert reader("xa").get(pdf.url).status_code == 200
    assert pdf.url in reader("xa").get(PAGE).content.decode()
    assert reader("xaben").get(pdf.url).status_code == 404


def test_the_file_of_a_former_board_is_no_longer_public(province, pdf, freeze_clock):
    user, site = province.person("xa"), province.sites["xa"]
    reconstitute(site, decision(file=pdf, shows_file=True), [HEAD], user=user)
    reconstitute(site, decision("2", date(2021, 4, 20)), [HEAD], user=user)
    assert reader("xa").get(pdf.url).status_code == 200
    freeze_clock(date(2021, 4, 20))
    assert reader("xa").get(pdf.url).status_code == 404


def test_a_file_moved_to_another_portal_is_no_longer_shown(province, pdf):
    user, site = province.person("xa"), province.sites["xa"]
    reconstitute(site, decision(file=pdf, shows_file=True), [HEAD], user=user)
    pdf.collection = province.sites["xaben"].profile.collection
    pdf.save()
    assert reader("xa").get(pdf.url).status_code == 404
    assert reader("xaben").get(pdf.url).status_code == 404


def test_names_are_text(province):
    province.board("xa", seats=[Seat(Position.HEAD, "<script>alert(1)</script>")])
    body = reader("xa").get(PAGE).content.decode()
    assert "<script>alert" not in body
    assert "&lt;script&gt;alert" in body
