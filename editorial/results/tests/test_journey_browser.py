"""An election in Chromium: from the calendar to the results, for officers and for readers."""

from datetime import date

import pytest
from django.conf import settings
from django.db import transaction

from editorial.boards.tests.conftest import make_province
from editorial.campaigns.tests.conftest import Ground
from editorial.candidates.models import Candidate, Correction
from editorial.elections.models import PollingArea
from editorial.elections.tests.conftest import THERE, Field, make_field, url
from editorial.results.models import ConstituencyResult
from portal.common.testing.axe import findings
from portal.common.testing.layout import outside
from sites.access.models import Role

pytestmark = [pytest.mark.browser]

SIZES = [{"width": 360, "height": 740}, {"width": 1280, "height": 900}]
CANDIDATES = """Đơn vị bầu cử,Họ và tên,Ngày sinh,Giới tính,Dân tộc,Quê quán,Nơi ở hiện nay,\
"Nghề nghiệp, chức vụ"
1,Nguyễn Thị An,01/02/1980,nữ,Kinh,Xã A,Xã B,Giáo viên
1,Trần Văn Bình,31/02/1970,nam,Kinh,Xã A,Xã B,Bác sĩ
1,Lê Thị Chi,04/05/1975,nữ,Kinh,Xã A,Xã B,Luật sư
1,Phạm Văn Dũng,06/07/1969,nam,Kinh,Xã A,Xã B,Kỹ sư
2,Đỗ Thị Em,08/09/1988,nữ,Kinh,Xã A,Xã B,Chuyên viên
"""
BALLOTS = {"voters": 1000, "voted": 990, "issued": 990, "collected": 985, "valid": 980}


@pytest.fixture
def scene(portal_server, transactional_db, freeze_clock) -> Field:
    """The election before its lists, with a polling area of the commune."""
    freeze_clock(date(2021, 4, 19))
    with transaction.atomic():
        field = make_field(Ground(make_province()))
        PollingArea.objects.create(
            election=field.election,
            unit=field.ground.province.units["xa"],
            number=1,
            place="Nhà văn hóa thôn Đông",
        )
    return field


class Looks:
    """Judges each screen at both sizes."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def at(self, window, name: str) -> None:
        # A message that is still fading in has another contrast for a moment.
        window.page.evaluate("document.getAnimations().forEach((one) => one.finish())")
        for size in SIZES:
            window.page.set_viewport_size(size)
            found = [*outside(window.page), *findings(window.page)]
            self.faults += [f"{name} {size['width']} px: {fault}" for fault in found]


def submit(window, selector: str = "main form[method=post] button[type=submit]") -> None:
    with window.page.expect_navigation():
        window.page.click(selector)


def test_an_election_from_its_lists_to_its_results(officer_window, open_window, scene, tmp_path):
    looks = Looks()
    number, body = scene.election.pk, scene.body.pk
    with transaction.atomic():
        editor = scene.ground.province.person("tinh", Role.EDITOR)
        approver = scene.ground.province.person("tinh", Role.APPROVER)
    office = officer_window(editor)
    for name, *args in [
        ("elections:index",), ("elections:new",), ("elections:show", number),
        ("elections:edit", number), ("elections:new_step", number),
        ("elections:new_body", number), ("elections:body", number, body),
        ("elections:constituency", number, body, scene.first.pk), ("elections:areas", number),
        ("elections:new_area", number), ("elections:area_table", number),
        ("candidates:new", number, body), ("results:turnout", number),
    ]:  # fmt: skip
        office.open(url(name, *args))
        looks.at(office, name)
    _take_candidates(office, looks, url("candidates:table", number, body), tmp_path)
    assert Candidate.objects.count() == 4
    chief = officer_window(approver)
    _publish(chief, looks, scene)
    _correct(chief, looks, scene)
    reader = open_window(scene.ground.sites["xa"].hostname)
    _read(reader, looks, scene)
    _count(chief, looks, scene)
    reader.open(f"{THERE}ket-qua/")
    looks.at(reader, "results")
    assert "Lê Thị Chi" in reader.page.inner_text("main")
    assert not looks.faults, "\n".join(looks.faults)
    for window in (office, chief, reader):
        assert not window.violations
        assert not window.faults


def _take_candidates(office, looks: Looks, address: str, folder) -> None:
    """A file with one bad row: its line and column are named, the others are taken."""
    file = folder / "ung-cu-vien.csv"
    file.write_text(CANDIDATES, "utf-8")
    office.open(address)
    office.page.set_input_files("input[type=file]", str(file))
    submit(office, "form[enctype] button")
    text = office.page.inner_text("main")
    assert "dòng 3, cột Ngày sinh" in text
    looks.at(office, "preview")
    submit(office)


def _publish(chief, looks: Looks, scene: Field) -> None:
    chief.open(url("candidates:publish", scene.election.pk, scene.body.pk))
    looks.at(chief, "publish")
    # By the keyboard alone.
    chief.page.focus("main form[method=post] button[type=submit]")
    with chief.page.expect_navigation():
        chief.page.keyboard.press("Enter")
    looks.at(chief, "list")


def _correct(chief, looks: Looks, scene: Field) -> None:
    one = Candidate.objects.get(full_name="Nguyễn Thị An")
    chief.open(url("candidates:correct", scene.election.pk, scene.body.pk, one.pk))
    looks.at(chief, "correct")
    chief.page.fill("#id_workplace", "Trường Tiểu học")
    chief.page.fill("#id_reason", "Bổ sung nơi công tác")
    submit(chief)
    assert Correction.objects.get().after == "Trường Tiểu học"


def _read(reader, looks: Looks, scene: Field) -> None:
    """From the banner's address to the own polling place and to a candidate."""
    unit = scene.ground.province.units["xa"]
    reader.open(THERE)
    looks.at(reader, "hub")
    reader.page.click('a[href$="don-vi-bau-cu/"]')
    reader.page.select_option("#commune", str(unit.pk))
    submit(reader, "main form[role=search] button")
    assert "Nhà văn hóa thôn Đông" in reader.page.inner_text("main")
    looks.at(reader, "my polling place")
    reader.page.click('main h4 a:has-text("HĐND tỉnh")')
    reader.page.wait_for_selector("text=NGUYỄN THỊ AN")
    looks.at(reader, "constituency")
    reader.page.click("text=NGUYỄN THỊ AN")
    reader.page.wait_for_selector("text=Bổ sung nơi công tác")
    looks.at(reader, "candidate")


def _count(chief, looks: Looks, scene: Field) -> None:
    """Figures that do not add up are named; those that do are published at once."""
    chief.open(url("results:enter", scene.election.pk, scene.body.pk, scene.first.pk))
    rows = list(scene.first.candidates.order_by("sort_key"))
    for name, value in (BALLOTS | {"invalid": 6}).items():
        chief.page.fill(f"#id_{name}", str(value))
    for row, votes in zip(rows, (500, 900, 400), strict=True):
        chief.page.fill(f"#id_votes_{row.pk}", str(votes))
    chief.page.check(f"#id_elected_{rows[1].pk}")
    submit(chief, "button[name=publish]")
    assert not ConstituencyResult.objects.exists()
    looks.at(chief, "refused count")
    chief.page.fill("#id_invalid", "5")
    submit(chief, "button[name=publish]")
    assert ConstituencyResult.objects.get().published_at


def test_without_scripts_readers_find_where_they_vote(chromium, scene):
    context = chromium.new_context(java_script_enabled=False, viewport=SIZES[0])
    try:
        page = context.new_page()
        port = settings.PUBLIC_PORT
        host = scene.ground.sites["xa"].hostname
        page.goto(f"http://{host}:{port}{THERE}")
        page.click('a[href$="don-vi-bau-cu/"]')
        page.select_option("#commune", str(scene.ground.province.units["xa"].pk))
        page.click("main form[role=search] button")
        assert "Nhà văn hóa thôn Đông" in page.inner_text("main")
        page.goto(f"http://{host}:{port}{THERE}moc-thoi-gian/")
        assert "Ngày bầu cử" in page.inner_text("main")
    finally:
        context.close()
