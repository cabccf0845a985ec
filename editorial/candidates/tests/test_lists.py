"""Lists of candidates: entered, frozen at publication, corrected with a log, shown equally."""

import re
from datetime import date
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from editorial.candidates.errors import ListRefusedError
from editorial.candidates.figures import figures_of
from editorial.candidates.models import Candidate, Correction, PublishedList, Sex
from editorial.candidates.services import correct, enter, publish, remove, withdraw
from editorial.elections.tests.conftest import THERE, url
from sites.access.models import Role

pytestmark = pytest.mark.django_db

HEADER = "number,full_name,born_on,sex,ethnicity,home_place,residence,profession"


def row(
    number=1, name="Nguyễn Thị An", born="01/02/1980", sex="nữ", rest="Kinh,Xã A,Xã B,Giáo viên"
):
    return f"{number},{name},{born},{sex},{rest}"


@pytest.fixture
def chief(field):
    return field.ground.province.person("tinh", Role.APPROVER)


@pytest.fixture
def full(field):
    """Three candidates for two seats and two for one; not published."""
    for name in ("Trần Văn Bình", "Nguyễn Thị An", "Lê Thị Ánh"):
        field.candidate(name)
    for name in ("Phạm Văn Đức", "Đỗ Thị Dung"):
        field.candidate(name, field.second)
    return field


def listed_names(text: str) -> list[str]:
    return re.findall(r"nguoi-ung-cu/\d+/\">([^<]+)</a>", unescape(text))


def test_names_stand_by_the_given_name_in_the_vietnamese_alphabet(full, chief):
    publish(full.body, chief)
    text = full.reader().get(f"{THERE}nguoi-ung-cu/").content.decode()
    assert listed_names(text) == [
        "NGUYỄN THỊ AN", "LÊ THỊ ÁNH", "TRẦN VĂN BÌNH", "ĐỖ THỊ DUNG", "PHẠM VĂN ĐỨC",
    ]  # fmt: skip


def test_readers_see_nothing_before_the_list_is_published(full):
    candidate = Candidate.objects.first()
    for part in ("nguoi-ung-cu/", f"nguoi-ung-cu/{candidate.pk}/", "nguoi-ung-cu/thong-ke/"):
        assert full.reader().get(f"{THERE}{part}").status_code == 404
    for part in ("", f"don-vi-bau-cu/{full.first.pk}/"):
        text = unescape(full.reader().get(f"{THERE}{part}").content.decode())
        assert "AN" not in re.findall(r"NGUYỄN THỊ (\w+)", text)


def test_all_portals_show_a_published_list_and_those_that_do_not_show_the_election_none(
    full, chief
):
    publish(full.body, chief)
    for name in ("huyen", "xa", "xakhac"):
        assert full.reader(name).get(f"{THERE}nguoi-ung-cu/").status_code == 200
    full.page.reach = "own"
    full.page.save_revision().publish()
    assert full.reader("xa").get(f"{THERE}nguoi-ung-cu/").status_code == 404


def test_every_candidate_has_the_same_parts_whatever_is_known_of_them(full, chief):
    rich = Candidate.objects.get(full_name="Nguyễn Thị An")
    rich.title, rich.deputy_before, rich.workplace = "Giáo sư", "HĐND tỉnh khóa XVIII", "UBND"
    rich.save()
    publish(full.body, chief)
    pages = [
        full.reader().get(f"{THERE}nguoi-ung-cu/{one.pk}/").content.decode()
        for one in Candidate.objects.all()
    ]
    labels = {tuple(re.findall(r"<dt>(.*?)</dt>", page)) for page in pages}
    assert len(labels) == 1
    text = full.reader().get(f"{THERE}nguoi-ung-cu/").content.decode()
    cards = text.split('<li class="candidate">')[1:]
    assert {card.count("candidate__picture") for card in cards} == {1}
    for word in ("lượt xem", "facebook", "mailto:?", "bình luận"):
        assert word not in text.lower().split("<main")[1].split("</main>")[0]


def test_a_list_is_published_once_and_only_with_candidates_everywhere(field, chief):
    field.candidate("Nguyễn Thị An")
    with pytest.raises(ListRefusedError, match="2"):
        publish(field.body, chief)
    assert not PublishedList.objects.exists()
    field.candidate("Phạm Văn Đức", field.second)
    first = publish(field.body, chief)
    assert publish(field.body, None).published_by == first.published_by


def test_after_publication_nothing_is_entered_removed_or_taken_from_a_table(full, chief):
    publish(full.body, chief)
    known = Candidate.objects.first()
    with pytest.raises(ListRefusedError):
        enter(Candidate(constituency=full.first, full_name="X", born_on=date(1980, 1, 1)))
    with pytest.raises(ListRefusedError):
        remove(known)
    client = full.officer()
    address = url("candidates:table", full.election.pk, full.body.pk)
    file = SimpleUploadedFile("a.csv", f"{HEADER}\n{row(name='Kẻ Chen Vào')}\n".encode())
    preview = client.post(address, {"file": file})
    client.post(address, {"rows": preview.context["carried"]})
    form = {"full_name": "Tên Khác", "born_on": "1980-01-01", "sex": "male"}
    client.post(url("candidates:edit", full.election.pk, full.body.pk, known.pk), form)
    client.post(url("candidates:remove", full.election.pk, full.body.pk, known.pk))
    assert Candidate.objects.count() == 5
    assert not Candidate.objects.filter(full_name__in=["Kẻ Chen Vào", "Tên Khác"]).exists()


def test_a_correction_needs_a_reason_and_stands_in_a_log_that_readers_see(full, chief):
    publish(full.body, chief)
    one = Candidate.objects.get(full_name="Nguyễn Thị An")
    with pytest.raises(ListRefusedError):
        correct(one, {"workplace": "Sở Y tế"}, "  ", chief)
    values = {"workplace": "Sở Y tế", "born_on": date(1981, 3, 4), "profession": one.profession}
    assert correct(one, values, "Sai sót khi nhập", chief) == 2
    assert Correction.objects.count() == 2
    for address in (f"{THERE}nguoi-ung-cu/", f"{THERE}nguoi-ung-cu/{one.pk}/"):
        text = unescape(full.reader().get(address).content.decode())
        assert "Sai sót khi nhập" in text
        assert "<del>01/01/1980</del>" in text
        assert "<ins>04/03/1981</ins>" in text


def test_before_publication_nothing_is_corrected_or_withdrawn(full, chief):
    one = Candidate.objects.first()
    with pytest.raises(ListRefusedError):
        correct(one, {"workplace": "x"}, "Vì", chief)
    with pytest.raises(ListRefusedError):
        withdraw(one, "Vì", chief)
    assert not Correction.objects.exists()


def test_a_withdrawn_candidate_stays_on_the_list_and_is_marked(full, chief):
    publish(full.body, chief)
    one = Candidate.objects.get(full_name="Trần Văn Bình")
    withdraw(one, "Xin rút", chief)
    withdraw(one, "Lần nữa", chief)
    assert Correction.objects.count() == 1
    text = unescape(full.reader().get(f"{THERE}nguoi-ung-cu/").content.decode())
    assert "TRẦN VĂN BÌNH" in text
    assert "Xin rút" in text


@pytest.mark.parametrize("role", [Role.EDITOR, Role.SECRETARY, Role.ADMINISTRATOR])
def test_publishing_and_correcting_is_left_to_approvers(full, chief, role):
    client = full.officer("tinh", role)
    client.post(url("candidates:publish", full.election.pk, full.body.pk))
    assert not PublishedList.objects.exists()
    publish(full.body, chief)
    one = Candidate.objects.first()
    address = url("candidates:correct", full.election.pk, full.body.pk, one.pk)
    client.post(address, {"full_name": "Khác", "reason": "x"})
    one.refresh_from_db()
    assert one.full_name != "Khác"


def test_an_approver_corrects_on_the_screen(full, chief):
    publish(full.body, chief)
    one = Candidate.objects.get(full_name="Nguyễn Thị An")
    client = full.officer()
    address = url("candidates:correct", full.election.pk, full.body.pk, one.pk)
    form = client.get(address).context["form"]
    data = {name: value for name, value in form.initial.items() if value is not None}
    data |= {"born_on": "1980-01-01", "picture": "", "residence": "Phường Mới"}
    refused = client.post(address, data)
    assert refused.context["form"].errors["reason"]
    client.post(address, {**data, "reason": "Đổi nơi ở"})
    assert Correction.objects.get().after == "Phường Mới"


def test_a_table_is_taken_with_its_faults_by_line_and_column(field):
    client = field.officer("tinh", Role.EDITOR)
    address = url("candidates:table", field.election.pk, field.body.pk)
    lines = [
        HEADER,
        row(),
        row(name="Lê Văn Cường", sex="trai"),
        row(number=9, name="Hồ Thị Gấm"),
        row(name="Đặng Văn Hùng", born="31/02/1970"),
        row(name="Vũ Thị Lan", born="01/01/2030"),
        row(),
        row(number=2, name="=HYPERLINK(1)", sex="Male"),
    ]
    file = SimpleUploadedFile("a.csv", "\n".join(lines).encode())
    preview = client.post(address, {"file": file})
    faults = preview.context["faults"]
    assert [(fault.line, fault.column) for fault in faults] == [
        (3, "sex"), (4, "number"), (5, "born_on"), (6, "born_on"), (7, faults[4].column),
    ]  # fmt: skip
    client.post(address, {"rows": preview.context["carried"]})
    assert set(Candidate.objects.values_list("full_name", "sex")) == {
        ("Nguyễn Thị An", Sex.FEMALE),
        ("=HYPERLINK(1)", Sex.MALE),
    }


def test_a_workbook_with_vietnamese_headings_is_taken_twice_without_doubles(field):
    import io

    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.append(
        ["Đơn vị bầu cử", "Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Quê quán",
         "Nơi ở hiện nay", "Nghề nghiệp, chức vụ"]
    )  # fmt: skip
    sheet.append([1, "Nguyễn Thị An", date(1980, 2, 1), "Nữ", "Kinh", "Xã A", "Xã B", "Giáo viên"])
    stream = io.BytesIO()
    book.save(stream)
    client = field.officer("tinh", Role.EDITOR)
    address = url("candidates:table", field.election.pk, field.body.pk)
    for _turn in range(2):
        file = SimpleUploadedFile("a.xlsx", stream.getvalue())
        preview = client.post(address, {"file": file})
        assert [str(fault) for fault in preview.context["faults"]] == []
        client.post(address, {"rows": preview.context["carried"]})
    assert Candidate.objects.get().born_on == date(1980, 2, 1)


def test_figures_count_ages_on_election_day_to_the_day(full, chief):
    Candidate.objects.all().delete()
    facts = {"ethnicity": "Tày", "joined_party_on": date(2010, 1, 1), "nominated_by": "MTTQ"}
    full.candidate("Ba Mươi", born_on=date(1991, 5, 23), **facts)
    full.candidate("Chưa Ba Mươi", born_on=date(1991, 5, 24), deputy_before="HĐND")
    full.candidate("Sáu Mươi", full.second, born_on=date(1961, 5, 23), sex=Sex.MALE)
    publish(full.body, chief)
    (level,) = figures_of(full.election)
    found = {
        (group.heading, figure.name): figure.count
        for group in level.groups
        for figure in group.figures
    }
    assert level.total == 3
    ages = [
        count for (heading, _name), count in found.items() if "Tuổi" in heading or "Age" in heading
    ]
    assert ages == [1, 1, 0, 0, 1]
    assert sorted(found.values(), reverse=True)[:1] == [2]


def test_withdrawn_candidates_do_not_count_in_the_figures(full, chief):
    publish(full.body, chief)
    withdraw(Candidate.objects.first(), "Xin rút", chief)
    assert figures_of(full.election)[0].total == 4
    assert full.reader().get(f"{THERE}nguoi-ung-cu/thong-ke/").status_code == 200


def test_the_list_costs_as_many_statements_with_many_candidates_as_with_few(
    full, chief, django_assert_max_num_queries
):
    publish(full.body, chief)
    address = f"{THERE}nguoi-ung-cu/"
    full.reader().get(address)
    with django_assert_max_num_queries(25) as few:
        full.reader().get(address)
    for number in range(40):
        full.candidate(f"Người Thứ{number}")
    full.reader().get(address)
    with django_assert_max_num_queries(25) as many:
        full.reader().get(address)
    assert len(many) == len(few)


def test_a_photograph_is_public_once_its_list_is_and_only_where_the_election_is_shown(full, chief):
    from django.core.files.images import ImageFile
    from wagtail.images.tests.utils import get_test_image_file

    from portal.media.access import is_public_on
    from portal.media.models import PortalImage

    file = ImageFile(get_test_image_file().file, "anh.png")
    picture = PortalImage.objects.create(title="Ảnh", file=file)
    one = Candidate.objects.get(full_name="Nguyễn Thị An")
    one.picture = picture
    enter(one)
    sites = full.ground.sites
    assert not is_public_on(picture, sites["xa"].pk)
    publish(full.body, chief)
    assert is_public_on(picture, sites["xa"].pk)
    full.page.reach = "own"
    full.page.save_revision().publish()
    assert is_public_on(picture, sites["tinh"].pk)
    assert not is_public_on(picture, sites["xa"].pk)


def test_an_officer_cannot_choose_a_picture_of_another_portal(full):
    from django.core.files.images import ImageFile
    from wagtail.images.tests.utils import get_test_image_file

    from portal.media.models import PortalImage
    from sites.profile.models import SiteProfile

    collection = SiteProfile.objects.get(site=full.ground.sites["huyen"]).collection
    file = ImageFile(get_test_image_file().file, "anh.png")
    picture = PortalImage.objects.create(title="Bí mật", file=file, collection=collection)
    client = full.officer("tinh", Role.EDITOR)
    one = Candidate.objects.get(full_name="Nguyễn Thị An")
    address = url("candidates:edit", full.election.pk, full.body.pk, one.pk)
    data = {
        name: value
        for name, value in client.get(address).context["form"].initial.items()
        if value is not None
    }
    answer = client.post(address, data | {"born_on": "1980-01-01", "picture": picture.pk})
    assert answer.context["form"].errors["picture"]
    assert "Bí mật" not in answer.content.decode()
    one.refresh_from_db()
    assert one.picture is None
