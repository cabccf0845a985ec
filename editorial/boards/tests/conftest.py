"""Two communes of one district, that district, another one with a commune, and the province."""

from dataclasses import dataclass, field
from datetime import date

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.models import Collection, Locale, Page, Site

from editorial.boards.models import BoardMember, EditorialBoard
from editorial.boards.services import Decision, Seat, reconstitute
from editorial.pages.models import GroupPage
from portal.accounts.models import User
from portal.common.testing.officers import officer_client
from portal.hosts.index import index
from portal.hosts.models import Host
from sites.access.models import Role
from sites.access.people import give_role
from sites.access.services import Ground, PermissionIds, sync_access
from sites.access.standing import forget_standing
from sites.profile.models import SiteProfile
from sites.units.models import Unit
from sites.units.services import create_unit

FOUNDED = date(2021, 1, 1)
TODAY = date(2021, 4, 19)
Position = BoardMember.Position
HEAD = Seat(Position.HEAD, "Nguyễn Văn An", "Chủ tịch UBND")
SECRETARY = Seat(
    Position.SECRETARY, "Trần Thị Bình", "Công chức", "0222 000 111", "thu.ky@example.org"
)


def url(name: str, *args) -> str:
    """An address of these screens."""
    return reverse(f"boards:{name}", urlconf="portal.urls.admin", args=args)


def decision(number: str = "15/QĐ-UBND", valid_from: date = date(2021, 4, 1), **more) -> Decision:
    """A decision taken on the day on which its board begins."""
    facts = {"decided_on": valid_from, "signer": "Chủ tịch UBND", **more}
    return Decision(decision_number=number, valid_from=valid_from, **facts)


@dataclass
class Province:
    """The portals by name, and people made on demand."""

    sites: dict[str, Site] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)

    def person(self, name: str, role: str = Role.SECRETARY) -> User:
        """A person who holds a role on a portal; the same one each time."""
        email = f"{role}.{name}@example.org"
        user = User.objects.filter(email=email).first()
        if user is None:
            user = User.objects.create_user(email, "mat-khau-dai-12", full_name=f"{role} {name}")
            give_role(user, self.sites[name], role)
        forget_standing(user)
        return user

    def client(self, name: str, role: str = Role.SECRETARY) -> Client:
        """The browser in which that person is signed in."""
        return officer_client(self.person(name, role))

    def board(self, name: str, *, seats=(HEAD, SECRETARY), **facts) -> EditorialBoard:
        """A board of a portal, entered by its secretary."""
        return reconstitute(self.sites[name], decision(**facts), seats, user=self.person(name))


def open_portal(name: str, unit: Unit, roles) -> Site:
    """A portal without provisioning: a home page, a host, a profile, a collection and roles."""
    root = Page.get_first_root_node()
    home = root.add_child(instance=GroupPage(title=f"Trang {name}", slug=name))
    host = f"{name}.test.localhost"
    site = Site.objects.create(hostname=host, root_page=home, port=80, site_name=f"Cổng {name}")
    Host.objects.get_or_create(name=host, defaults={"kind": Host.Kind.PUBLIC, "site": site})
    collection = Collection.get_first_root_node().add_child(instance=Collection(name=name))
    SiteProfile.objects.create(site=site, unit=unit, live_since=FOUNDED, collection=collection)
    sync_access(Ground(site, [home], collection, roles=roles), PermissionIds())
    return site


def make_province() -> Province:
    """Province, two districts, two communes of the first one and a commune of the other."""
    Locale.objects.get_or_create(language_code="vi")
    Host.objects.get_or_create(name=settings.ADMIN_HOST, kind=Host.Kind.ADMIN)
    places = [
        ("tinh", "province", None),
        ("huyen", "district", "tinh"),
        ("huyenkhac", "district", "tinh"),
        ("xa", "commune", "huyen"),
        ("xaben", "commune", "huyen"),
        ("xakhac", "commune", "huyenkhac"),
    ]
    made = Province()
    for number, (name, kind, above) in enumerate(places):
        unit = create_unit(
            code=f"T{number}",
            name=f"Đơn vị {name}",
            kind=kind,
            valid_from=FOUNDED,
            parent=made.units.get(above),
        )
        roles = (*Role.values[:6], Role.SUPERVISOR) if kind != "commune" else Role.values[:6]
        made.units[name] = unit
        made.sites[name] = open_portal(name, unit, roles)
    index.changed()
    return made


@pytest.fixture(autouse=True)
def in_english():
    """Reasons are compared as they stand in the code, whatever the catalogue says."""
    with translation.override("en"):
        yield


@pytest.fixture
def province(db, freeze_clock) -> Province:
    """The portals on 19/04/2021."""
    freeze_clock(TODAY)
    return make_province()


@pytest.fixture
def chief(db) -> User:
    """An administrator of the province."""
    return User.objects.create_superuser("tinh@example.org", "mat-khau-dai-12", full_name="Tỉnh")
