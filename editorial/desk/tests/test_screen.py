"""Which panels which role sees, in how many statements, and of which portal."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Site

from editorial.boards.models import EditorialBoard
from editorial.desk.tests.conftest import HOME, screen
from editorial.workflow.services import decide, submit
from editorial.workflow.tests.conftest import fresh, waits
from portal.accounts.models import User
from portal.common.testing.officers import officer_client
from portal.hosts.index import index
from sites.access.models import SITE_ROLES, Role
from sites.access.people import give_role, take_role
from sites.access.services import PermissionIds, add_groups
from sites.profile.models import SiteProfile
from sites.units.models import UnitPeriod

DAY = date(2021, 4, 19)
MOST_STATEMENTS = 30
WRITING = {"waiting", "new", "own"}
BOARD = {"steps", "board"}
PANELS = {
    Role.CONTRIBUTOR: WRITING,
    Role.EDITOR: WRITING,
    Role.SECRETARY: WRITING | {"board"},
    Role.APPROVER: WRITING | BOARD,
    Role.ADMINISTRATOR: WRITING | BOARD,
    Role.CITIZENS_OFFICER: {"citizens"},
    Role.SUPERVISOR: {"waiting", "below"},
    Role.PROVINCIAL_EDITOR: WRITING | {"province"},
    "superuser": {"waiting", "own", "province"},
}


@pytest.fixture
def district(two_sites) -> Site:
    """The portal of the district above the two communes."""
    return _portal_of(two_sites.here.profile.unit.at(DAY).parent)


@pytest.fixture
def provincial(two_sites) -> Site:
    return _portal_of(UnitPeriod.objects.on(DAY).get(code="27").unit)


def _portal_of(unit) -> Site:
    from sites.provisioning.services import provision_site
    from sites.provisioning.spec import SiteSpec

    return provision_site(SiteSpec(unit=unit, day=DAY)).site


@pytest.fixture
def person(two_sites, province, request):
    def make(role: str) -> User:
        if role == "superuser":
            return province
        if role in SITE_ROLES:
            return two_sites.person(two_sites.here, role)
        site = request.getfixturevalue("district" if role == Role.SUPERVISOR else "provincial")
        add_groups(site, [role], PermissionIds())
        return two_sites.person(site, role)

    return make


def add_portals(number: int) -> None:
    """Portals with a board each, of units that have none; communes of the district first."""
    taken = SiteProfile.objects.values("unit")
    periods = UnitPeriod.objects.on(DAY).exclude(unit__in=taken).order_by("-code")[:number]
    root = Page.get_first_root_node()
    for period in periods:
        home = root.add_child(instance=Page(title=period.name, slug=f"u{period.pk}"))
        site = Site.objects.create(
            hostname=f"u{period.pk}.test.localhost", root_page=home, site_name=period.name
        )
        SiteProfile.objects.create(site=site, unit_id=period.unit_id, live_since=DAY)
        EditorialBoard.objects.create(
            site=site, decision_number="1/QĐ", decided_on=DAY, signer="CT", valid_from=DAY
        )
    index.forget()


def statements(user: User) -> int:
    client = officer_client(user)
    client.get(HOME)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(HOME).status_code == 200
    return len(captured)


@pytest.mark.parametrize("role", PANELS, ids=str)
def test_each_role_has_its_panels_in_few_statements_however_many_portals(
    role, board, article, person
):
    submit(article, board.contributor)
    user = person(role)
    assert set(screen(user)) == PANELS[role]
    before = statements(user)
    add_portals(28)
    assert statements(user) == before <= MOST_STATEMENTS


def test_the_search_is_for_those_who_see_pages(board, two_sites):
    citizens = two_sites.person(board.site, Role.CITIZENS_OFFICER)
    for user, is_there in ((board.contributor, True), (citizens, False)):
        text = officer_client(user).get(HOME).content.decode()
        assert ('role="search"' in text) == is_there


def test_nothing_of_wagtails_own_first_screen_is_left(board, article):
    submit(article, board.contributor)
    text = officer_client(board.approver).get(HOME).content.decode()
    assert "w-summary" not in text
    assert "panel-workflow" not in text


class TestIsolation:
    def test_nothing_of_another_portal(self, board, neighbours):
        theirs = neighbours.draft(neighbours.contributor, "Chuyện bên hàng xóm")
        submit(theirs, neighbours.contributor)
        for role in SITE_ROLES:
            assert "hàng xóm" not in "".join(screen(getattr(board, role)).values())

    def test_nothing_of_the_former_portal_after_moving(self, board, neighbours):
        person = neighbours.contributor
        for title in ("Bài cũ bị trả", "Bài cũ còn nháp"):
            draft = neighbours.draft(person, title)
        submit(draft, person)
        decide(waits(draft), neighbours.editor, "reject", comment="Bí mật của bên ấy")
        assert "Bí mật" in screen(neighbours.contributor)["waiting"]
        take_role(person, neighbours.site, Role.CONTRIBUTOR)
        give_role(person, board.site, Role.EDITOR)
        shown = "".join(screen(User.objects.get(pk=person.pk)).values())
        assert "Bài cũ" not in shown
        assert "Bí mật" not in shown
        new = f"/{neighbours.site.required_sections.get(key='news').page_id}/"
        assert new not in shown

    def test_only_the_current_portal_of_who_works_on_two(self, board, neighbours):
        give_role(board.editor, neighbours.site, Role.EDITOR)
        for ours, title in ((board, "Việc bên này"), (neighbours, "Việc bên kia")):
            submit(ours.draft(ours.contributor, title), ours.contributor)
        client = officer_client(board.editor)
        for own, other in ((board, "bên kia"), (neighbours, "bên này")):
            text = client.get(f"{HOME}?portal={own.site.pk}").content.decode()
            assert other not in text
            assert "Việc bên" in text


def test_what_is_written_is_escaped(board):
    draft = board.draft(board.contributor, "<script>alert(1)</script>")
    text = officer_client(board.contributor).get(HOME).content.decode()
    assert "<script>alert(1)" not in text
    assert fresh(draft).title in screen(board.contributor)["own"]
