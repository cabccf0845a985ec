"""The screens: what each person finds there, and that others' boards are not found."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from editorial.boards.models import BoardMember, EditorialBoard, Submission
from editorial.boards.sending import send_up
from editorial.boards.services import version_of
from editorial.boards.tests.conftest import Position, decision, url
from portal.common.testing.officers import officer_client
from portal.media.models import PortalDocument
from sites.access.models import Role

MARK = "Nguyễn Thị Dấu Riêng"
FORM = {
    "decision_number": "15/QĐ-UBND",
    "decided_on": "2021-04-01",
    "signer": "Chủ tịch UBND",
    "valid_from": "2021-04-01",
}


def rows(*members: dict, total: int | None = None) -> dict:
    """The table of members as a browser sends it."""
    data = {"members-TOTAL_FORMS": total or len(members), "members-INITIAL_FORMS": 0}
    for number, member in enumerate(members):
        data |= {f"members-{number}-{name}": value for name, value in member.items()}
    return data


HEAD = {"order": 1, "name": "Nguyễn Văn An", "position": "head", "post": "Chủ tịch"}


def marked(province, name: str) -> EditorialBoard:
    """A board whose every text carries a mark, sent up."""
    from editorial.boards.services import Seat

    seats = [Seat(Position.HEAD, MARK, MARK, "0222 111 222", user=province.person(name))]
    board = province.board(name, number="77/DAU", signer=MARK, seats=seats)
    send_up(board, province.person(name))
    return board


def screens_of(board: EditorialBoard) -> list[str]:
    sent = board.submissions.get()
    return [
        url("site", board.site_id),
        url("new", board.site_id),
        url("show", board.uid),
        url("edit", board.uid),
        url("send", board.uid),
        url("decide", sent.uid),
    ]


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("xaben", Role.ADMINISTRATOR),
        ("xaben", Role.APPROVER),
        ("huyenkhac", Role.SUPERVISOR),
        ("huyenkhac", Role.ADMINISTRATOR),
        ("tinh", Role.SECRETARY),
    ],
)
def test_others_find_nothing_and_change_nothing(province, name, role):
    board = marked(province, "xa")
    client = province.client(name, role)
    before = list(Submission.objects.values()), list(EditorialBoard.objects.values())
    answers = {"act": "accept", "reason": "Sai", **FORM, **rows(HEAD)}
    for address in screens_of(board):
        assert client.get(address).status_code == 404, address
        assert client.post(address, answers).status_code in {404, 405}, address
    for address in (url("own"), url("received"), url("received_results")):
        assert MARK not in client.get(address, follow=True).content.decode()
        assert "77/DAU" not in client.get(address, follow=True).content.decode()
    assert (list(Submission.objects.values()), list(EditorialBoard.objects.values())) == before


def test_people_without_a_role_find_nothing(province):
    board = marked(province, "xa")
    client = province.client("xa", Role.CONTRIBUTOR)
    assert client.get(url("edit", board.uid)).status_code == 302
    assert "0222 111 222" not in client.get(url("show", board.uid)).content.decode()
    assert "0222 111 222" in province.client("xa").get(url("show", board.uid)).content.decode()


def test_the_receiver_reads_what_was_sent_and_nothing_before(province):
    client = province.client("huyen")
    draft = province.board("xa", number="78/NHAP")
    assert client.get(url("show", draft.uid)).status_code == 404
    assert "78/NHAP" not in client.get(url("received")).content.decode()
    sent = send_up(draft, province.person("xa"))
    assert client.get(url("decide", sent.uid)).status_code == 200
    assert "78/NHAP" in client.get(url("received")).content.decode()
    assert client.get(url("edit", draft.uid)).status_code == 302
    assert client.get(url("site", draft.site_id)).status_code == 404


def test_a_board_goes_all_the_way_by_forms_alone(province):
    here, above = province.client("xa"), province.client("huyen", Role.SUPERVISOR)
    site = province.sites["xa"]
    page = here.get(url("new", site.pk))
    key = page.context["form"].initial["key"]
    sent = {**FORM, "key": key, **rows(HEAD, {}, {}, total=3)}
    first = here.post(url("new", site.pk), sent)
    assert here.post(url("new", site.pk), sent).url == first.url
    board = EditorialBoard.objects.get()
    assert [member.name for member in board.members.all()] == [HEAD["name"]]
    for _press in range(2):
        here.post(url("send", board.uid))
    submission = board.submissions.get()
    decide = url("decide", submission.uid)
    refused = above.post(decide, {"act": "return", "reason": " "})
    assert refused.status_code == 200
    assert refused.context["form"].errors["reason"]
    above.post(decide, {"act": "return", "reason": "Thiếu thư ký"})
    assert "Thiếu thư ký" in here.get(url("site", site.pk)).content.decode()
    secretary = {"order": 2, "name": "Trần Thị Bình", "position": "secretary"}
    board.refresh_from_db()
    changed = {**FORM, "seen": version_of(board), **rows(HEAD, secretary)}
    assert here.post(url("edit", board.uid), changed).status_code == 302
    here.post(url("send", board.uid))
    again = board.submissions.get(state="sent")
    for _press in range(2):
        above.post(url("decide", again.uid), {"act": "accept"})
    states = list(board.submissions.values_list("state", flat=True))
    assert states == ["accepted", "returned"]


def test_more_rows_keep_what_was_typed_and_save_nothing(province):
    client, site = province.client("xa"), province.sites["xa"]
    half = {"name": "Chưa xong", "order": "x", "shows_contacts": "on"}
    page = client.post(
        url("new", site.pk),
        {**FORM, "decision_number": "", "signer": "Ai ký", "more_rows": "1", **rows(half)},
    )
    assert len(page.context["rows"].forms) == 6
    assert not page.context["form"].is_bound
    body = page.content.decode()
    assert "Chưa xong" in body
    assert "Ai ký" in body
    assert not EditorialBoard.objects.exists()


def test_rows_stand_in_the_order_of_their_numbers(province):
    client, site = province.client("xa"), province.sites["xa"]
    members = [
        {"order": 5, "name": "Cuối", "position": "member"},
        {"order": "", "name": "Không số", "position": "helper"},
        {**HEAD, "order": 2},
        {"order": 3, "name": "Bị bỏ", "position": "member", "remove": "on"},
        {"order": 7, "name": ""},
    ]
    client.post(url("new", site.pk), {**FORM, **rows(*members)})
    stored = BoardMember.objects.values_list("order", "name")
    assert list(stored) == [(1, HEAD["name"]), (2, "Cuối"), (3, "Không số")]


@pytest.mark.parametrize(
    "member",
    [
        {"name": "Không chức danh"},
        {"position": "member", "post": "Không tên"},
        {"name": "Thư hỏng", "position": "member", "email": "không phải thư"},
        {"name": "Chức danh lạ", "position": "emperor"},
    ],
)
def test_half_filled_rows_are_told_and_nothing_is_saved(province, member):
    client, site = province.client("xa"), province.sites["xa"]
    page = client.post(url("new", site.pk), {**FORM, **rows(HEAD, member)})
    assert page.status_code == 200
    assert page.context["rows"].forms[1].errors
    assert not EditorialBoard.objects.exists()


def test_a_board_without_head_is_told_in_place(province):
    client, site = province.client("xa"), province.sites["xa"]
    page = client.post(url("new", site.pk), {**FORM, **rows({**HEAD, "position": "member"})})
    assert page.context["form"].non_field_errors()
    assert HEAD["name"] in page.content.decode()


def test_accounts_and_files_of_other_portals_are_no_choice(province):
    client, site = province.client("xa"), province.sites["xa"]
    stranger = province.person("xaben")
    file = PortalDocument.objects.create(
        title=MARK, file="xaben.pdf", collection=province.sites["xaben"].profile.collection
    )
    page = client.get(url("new", site.pk)).content.decode()
    assert MARK not in page
    assert stranger.full_name not in page
    answer = client.post(
        url("new", site.pk),
        {**FORM, "file": file.pk, **rows({**HEAD, "user": stranger.pk})},
    )
    assert "file" in answer.context["form"].errors
    assert "user" in answer.context["rows"].forms[0].errors
    assert not EditorialBoard.objects.exists()


def test_a_new_file_goes_through_the_checks_into_the_portals_collection(
    province, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    client, site = province.client("xa"), province.sites["xa"]
    fake = SimpleUploadedFile("quyet-dinh.pdf", b"<html>not a pdf</html>")
    page = client.post(url("new", site.pk), {**FORM, "new_file": fake, **rows(HEAD)})
    assert "new_file" in page.context["form"].errors
    real = SimpleUploadedFile("quyet-dinh.pdf", b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj<<>>endobj\n")
    page = client.post(url("new", site.pk), {**FORM, "new_file": real, **rows(HEAD)})
    assert page.status_code == 302, page.context["form"].errors
    assert EditorialBoard.objects.get().file.collection == site.profile.collection


def test_administrators_of_the_province_reach_every_board(province, chief):
    board = marked(province, "xa")
    client = officer_client(chief)
    assert client.get(url("own")).url == url("progress")
    for address in (url("site", board.site_id), url("show", board.uid), url("received")):
        assert "77/DAU" in client.get(address).content.decode()


def test_former_boards_stay_readable(province):
    client = province.client("xa", Role.EDITOR)
    former = province.board(
        "xa", number="1/QĐ-CŨ", valid_from=decision().valid_from.replace(month=1)
    )
    province.board("xa", number="2/QĐ-MỚI")
    page = client.get(url("site", former.site_id)).content.decode()
    assert "1/QĐ-CŨ" in page
    assert "2/QĐ-MỚI" in page
    assert client.get(url("show", former.uid)).status_code == 200


def test_menu_entries_follow_the_roles(province, chief):
    def entries(client) -> set[str]:
        body = client.get(url("own"), follow=True).content.decode()
        return {name for name in ("received", "progress") if url(name) in body}

    assert entries(province.client("xa")) == set()
    assert entries(province.client("huyen")) == {"received"}
    assert entries(province.client("huyen", Role.SUPERVISOR)) == {"received", "progress"}
    assert entries(officer_client(chief)) == {"received", "progress"}
