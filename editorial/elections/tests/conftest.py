"""An election of the province, which all portals show, with a body and two constituencies."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from editorial.boards.tests.conftest import make_province
from editorial.campaigns.tests.conftest import FIRST, LAST, TODAY, Ground
from editorial.candidates.models import Candidate, Sex
from editorial.elections.loading import load_calendars
from editorial.elections.models import (
    Constituency,
    ElectedBody,
    Election,
    ElectionLaw,
    ElectionPage,
    Level,
)
from editorial.elections.services import save_election
from portal.common.testing.officers import officer_client
from sites.access.models import Role

DAY = date(2021, 5, 23)
THERE = "/chuyen-trang/bau-cu/"


def url(name: str, *args) -> str:
    """An address of the officers' screens."""
    return reverse(name, urlconf="portal.urls.admin", args=args)


@dataclass
class Field:
    """The portals, the election and its hub."""

    ground: Ground
    election: Election
    page: ElectionPage
    body: ElectedBody
    first: Constituency
    second: Constituency

    def reader(self, name: str = "xa") -> Client:
        return self.ground.reader(name)

    def officer(self, name: str = "tinh", role: str = Role.APPROVER) -> Client:
        return officer_client(self.ground.province.person(name, role))

    def candidate(self, name: str, constituency: Constituency | None = None, **facts) -> Candidate:
        facts = {
            "born_on": date(1980, 1, 1),
            "sex": Sex.FEMALE,
            "ethnicity": "Kinh",
            "home_place": "Xã A",
            "residence": "Xã B",
            "profession": "Giáo viên",
            **facts,
        }
        place = constituency or self.first
        return Candidate.objects.create(constituency=place, full_name=name, **facts)


def make_field(ground: Ground) -> Field:
    load_calendars()
    election = save_election(
        Election(
            site=ground.sites["tinh"],
            name_vi="Bầu cử 2021",
            name_en="Election 2021",
            day=DAY,
            law=ElectionLaw.objects.get(key="2021"),
            notice_vi="Dữ liệu minh họa",
        )
    )
    page = ElectionPage(
        title="Bầu cử", slug="bau-cu", election=election, starts_on=FIRST, ends_on=LAST,
        reach="all", live=False,
    )  # fmt: skip
    ground.events["tinh"].add_child(instance=page)
    page.save_revision().publish()
    unit = ground.province.units["tinh"]
    body = ElectedBody.objects.create(
        election=election, level=Level.PROVINCE, unit=unit, name_vi="HĐND tỉnh"
    )
    first = Constituency.objects.create(body=body, number=1, seats=2)
    first.units.set([ground.province.units["huyen"]])
    second = Constituency.objects.create(body=body, number=2, seats=1)
    second.units.set([ground.province.units["huyenkhac"]])
    return Field(ground, election, ElectionPage.objects.get(pk=page.pk), body, first, second)


@pytest.fixture
def field(db, freeze_clock) -> Field:
    """On 19/04/2021."""
    freeze_clock(TODAY)
    return make_field(Ground(make_province()))
