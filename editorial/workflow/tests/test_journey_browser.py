"""A text and a board's decision on their way, through the hands of people of four portals."""

from datetime import date

import pytest
from django.core.management import call_command
from wagtail.models import Site

from editorial.articles.models import ArticlePage
from editorial.boards.models import EditorialBoard, ReportingTarget, Submission
from editorial.workflow.querysets import waiting
from editorial.workflow.tests.walking import (
    PASSWORD,
    Neighbour,
    Walker,
    faults_of,
    link_in_mail,
    sign_in_with_code,
)
from portal.accounts.models import User
from portal.accounts.second_factor import set_up_totp
from sites.access.models import Role
from sites.profile.models import SiteSection
from sites.provisioning.services import provision_site
from sites.provisioning.spec import SiteSpec
from sites.units.models import UnitPeriod

pytestmark = pytest.mark.browser

DAY = date(2021, 4, 19)
DISTRICT, PROVINCE = "259", "27"
INVITED = "nguoiviet@example.org"
TITLE = "Làng gốm mở lò đầu vụ"
LEAD = "Từ sáng sớm, ba mươi hộ trong làng đã cùng nhau mở lò đầu vụ."
MENDED = "Từ sáng sớm 19/4, ba mươi hộ trong làng đã cùng nhau mở lò đầu vụ."
PARAGRAPH = "Ba mươi hộ cùng nổi lửa."
COMMENT = "Ghi rõ ngày mở lò."
DECISION, SIGNER = "15/QĐ-UBND", "Chủ tịch UBND xã"
COMMUNES = "ban-bien-tap-cap-xa-2021"
REASON = "Thiếu thư ký Ban Biên tập."
ACCEPTED = "đã chấp nhận"
MEMBERS = [("Nguyễn Văn An", "head"), ("Trần Thị Bình", "member")]


@pytest.fixture
def two_sites(portal_server, two_sites):
    """The communes, with addresses that lead to the server of this test."""
    return two_sites


@pytest.fixture
def walk(officer_window):
    """Gives somebody a window of their own, signed in."""
    return lambda user: Walker(officer_window(user))


@pytest.fixture
def neighbour(officer_window, neighbours) -> Neighbour:
    """The approver of the other commune."""
    return Neighbour(officer_window(neighbours.approver))


def open_portal_of(site: Site) -> Site:
    """The portal of the unit above that of a portal."""
    period = UnitPeriod.objects.on(DAY).get(unit=site.profile.unit)
    return provision_site(SiteSpec(unit=period.parent, day=DAY)).site


# The text


def invite(administrator: Walker) -> None:
    administrator.look_at("/admin/access/people/")
    administrator.leave_by("main a[href*='/people/invite/']")
    administrator.look()
    administrator.type("#id_email", INVITED)
    administrator.type("#id_full_name", "Đỗ Thị Viết")
    administrator.press(f"input[name=roles][value={Role.CONTRIBUTOR}]", "Space")
    administrator.leave_by("main form button[type=submit]")
    assert administrator.sees(INVITED)


def accept(newcomer: Walker) -> None:
    newcomer.open(link_in_mail(INVITED))
    newcomer.look()
    newcomer.type("input[name=password]", PASSWORD)
    newcomer.type("input[name=password_again]", PASSWORD)
    newcomer.leave_by("main button[type=submit]")
    newcomer.page.wait_for_selector(".sidebar-menu-item__link")


def write(author: Walker, section) -> ArticlePage:
    author.open(f"/admin/pages/add/articles/articlepage/{section.pk}/")
    page = author.page
    page.wait_for_selector("[data-contentpath=body] .c-sf-add-button")
    author.window.wait_for_editor()
    author.type("#id_title", TITLE)
    author.type("#id_lead", LEAD)
    author.press("[data-contentpath=body] .c-sf-add-button")
    author.type("input[role=combobox]", "Đoạn văn")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-contentpath=body] .public-DraftEditor-content")
    author.type("[data-contentpath=body] .public-DraftEditor-content", PARAGRAPH)
    # The editor saves by itself and hands over what was typed.
    page.wait_for_url("**/edit/")
    hand_in(author)
    return ArticlePage.objects.get(title=TITLE)


def hand_in(author: Walker) -> None:
    """Sends for review out of the editor's menu of acts."""
    author.press("footer .w-dropdown-button [data-w-dropdown-target=toggle]")
    author.leave_by("button[name=action-submit]")
    assert author.page.locator(".messages .success").count()


def decide(reviewer: Walker, decision: str, comment: str = "") -> str:
    """Goes from the list to the item, reads and decides; returns the item's address."""
    reviewer.look_at("/admin/review/")
    reviewer.leave_by("main td a, main th a")
    reviewer.look()
    address = reviewer.page.url
    preview = reviewer.page.frame_locator("iframe.review-preview")
    preview.locator("h1", has_text=TITLE).wait_for()
    preview.get_by_text(PARAGRAPH).wait_for()
    if comment:
        reviewer.type("#id_comment", comment)
    reviewer.leave_by(f"button[name=decision][value={decision}]")
    assert reviewer.page.locator(".messages .success").count()
    return address


def mend(author: Walker, article: ArticlePage) -> None:
    """Finds what came back in the list, changes it and sends it again."""
    author.look_at("/admin/review/")
    assert author.sees(COMMENT)
    author.leave_by(f"main a[href$='/pages/{article.pk}/edit/']")
    author.page.wait_for_selector("[data-contentpath=body] .c-sf-add-button")
    author.type("#id_lead", MENDED)
    hand_in(author)


def read(reader, article: ArticlePage) -> None:
    assert reader.open(article.full_url).status == 200
    assert reader.page.inner_text("h1") == TITLE
    assert reader.page.get_by_text(MENDED).first.is_visible()
    assert reader.page.get_by_text(PARAGRAPH).is_visible()


def test_text_is_written_sent_back_mended_approved_and_read(board, walk, neighbour, open_window):
    administrator = walk(board.administrator)
    invite(administrator)
    author = Walker(open_window())
    accept(author)
    author.look_at("/admin/")

    section = SiteSection.objects.get(site=board.site, key="news").page
    article = write(author, section)
    editor = walk(board.editor)
    address = decide(editor, "reject", COMMENT)
    neighbour.sees_nothing(TITLE, address, f"/admin/pages/{article.pk}/edit/")

    mend(author, article)
    decide(editor, "approve")
    state = waiting().get(page=article.pk)
    neighbour.sees_nothing(TITLE, f"/admin/review/{state.pk}/")
    reader = open_window(board.site.hostname)
    assert reader.open(article.full_url).status == 404

    set_up_totp(board.approver)
    User.objects.filter(pk=board.approver.pk).update(password=_hashed())
    approver = Walker(open_window())
    sign_in_with_code(approver, board.approver)
    approver.look()
    decide(approver, "approve")
    read(reader, article)
    article.refresh_from_db()
    assert (article.live, article.owner.email) == (True, INVITED)
    neighbour.sees_nothing(TITLE, f"/admin/pages/{article.pk}/edit/")
    assert faults_of(administrator, author, editor, approver) == []


def _hashed() -> str:
    user = User()
    user.set_password(PASSWORD)
    return user.password


# The decision


def enter_board(officer: Walker, site: Site) -> EditorialBoard:
    officer.open("/admin/boards/")
    officer.leave_by(f"main a[href$='/portals/{site.pk}/new/']")
    officer.type("#id_decision_number", DECISION)
    officer.pick_day("#id_decided_on", "2021-04-12")
    officer.type("#id_signer", SIGNER)
    officer.pick_day("#id_valid_from", "2021-04-15")
    for row, (name, position) in enumerate(MEMBERS):
        officer.type(f"#id_members-{row}-name", name)
        officer.choose(f"#id_members-{row}-position", position)
    officer.look()
    officer.leave_by("main form p button:not([name])")
    officer.look()
    return EditorialBoard.objects.get(site=site)


def send_up(officer: Walker, board: EditorialBoard) -> Submission:
    officer.open(f"/admin/boards/{board.uid}/")
    officer.leave_by("main a[href$='/send/']")
    officer.look()
    officer.leave_by("main form button[type=submit]")
    assert officer.page.locator(".messages .success").count()
    return Submission.objects.order_by("pk").last()


def open_received(receiver: Walker) -> None:
    """The list, with what waits first, and from there the item."""
    receiver.look_at("/admin/boards/received/")
    receiver.leave_by("main td a[href*='/boards/received/']")
    receiver.look()
    assert receiver.sees(DECISION)


def correct(officer: Walker, board: EditorialBoard) -> None:
    """Makes one of the members the secretary whom the district misses."""
    officer.open(f"/admin/boards/{board.uid}/")
    assert officer.sees(REASON)
    officer.leave_by("main a[href$='/edit/']")
    officer.choose("#id_members-1-position", "secretary")
    officer.look()
    officer.leave_by("main form p button:not([name])")


def test_board_is_sent_up_returned_mended_and_accepted(two_sites, board, walk, neighbour):
    district = open_portal_of(board.site)
    province = open_portal_of(district)
    call_command("load_reporting_targets")
    target = ReportingTarget.objects.get(key=COMMUNES)
    supervisor, chief = (
        walk(two_sites.person(site, Role.SUPERVISOR)) for site in (district, province)
    )

    officer = walk(board.administrator)
    decision = enter_board(officer, board.site)
    first = send_up(officer, decision)
    screens = [f"/admin/boards/{decision.uid}/", f"/admin/boards/received/{first.uid}/"]
    neighbour.sees_nothing(DECISION, *screens, f"/admin/boards/portals/{board.site.pk}/")

    open_received(supervisor)
    supervisor.type("#id_reason", REASON)
    supervisor.leave_by("main button[name=act][value=return]")
    assert supervisor.sees(REASON)
    neighbour.sees_nothing(REASON, *screens)

    correct(officer, decision)
    second = send_up(officer, decision)
    open_received(supervisor)
    supervisor.leave_by("main button[name=act][value=accept]")
    first.refresh_from_db()
    second.refresh_from_db()
    assert [first.state, second.state] == ["returned", "accepted"]

    chief.look_at("/admin/boards/progress/")
    chief.look_at(f"/admin/boards/progress/{target.pk}/")
    name = str(board.site.profile)
    row = chief.page.locator("tr", has=chief.page.get_by_text(name, exact=True))
    assert ACCEPTED in row.inner_text()
    neighbour.sees_nothing(DECISION, *screens)
    assert faults_of(officer, supervisor, chief) == []


# What else stands around


def test_screens_around_fit_and_are_read_by_all(board, walk):
    article = board.draft(board.contributor)
    administrator = walk(board.administrator)
    head = walk(User.objects.create_superuser("tinh@example.org", PASSWORD))
    head.look_at(f"/admin/review/page/{article.pk}/urgent/")
    for path in (
        "/admin/",
        f"/admin/access/people/{board.editor.pk}/",
        f"/admin/access/people/{board.editor.pk}/suspend/",
        "/admin/access/portals/",
        "/admin/reports/site-history/",
        "/admin/schedule/",
    ):
        administrator.look_at(path)
    assert faults_of(administrator, head) == []
