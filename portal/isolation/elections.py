"""Puts a major event and an election on a portal, one of each thing that belongs to them."""

from datetime import date, time, timedelta

from editorial.campaigns.models import CampaignPage, CampaignsPage
from editorial.candidates.models import Candidate, Correction, Sex
from editorial.elections.models import (
    Constituency,
    ElectedBody,
    Election,
    ElectionLaw,
    Level,
    Milestone,
    PollingArea,
)
from editorial.results.models import CandidateResult, ConstituencyResult, Turnout
from portal.common import clock
from portal.isolation.ground import WORDS, Belongings

FIGURES = {"voters": 90, "voted": 80, "issued": 80, "collected": 80, "valid": 79, "invalid": 1}


def add_election(there: Belongings, mark: str) -> None:
    """Adds a running campaign that is not published, and an election with all its parts."""
    _add_campaign(there, mark)
    text = f"{mark} {WORDS}"
    unit = there.site.profile.unit
    law, _is_new = ElectionLaw.objects.get_or_create(
        key="2021", defaults={"name_vi": "Lịch", "document": "Luật"}
    )
    election = Election.objects.create(
        site=there.site, name_vi=f"{text} bầu cử", day=clock.today() + timedelta(days=30), law=law
    )
    step = Milestone.objects.create(
        election=election, name_vi=f"{text} mốc", starts_on=clock.today()
    )
    body = ElectedBody.objects.create(
        election=election, level=Level.COMMUNE, unit=unit, name_vi=f"{text} hội đồng"
    )
    place = Constituency.objects.create(body=body, number=1, seats=1, area=f"{text} thôn")
    area = PollingArea.objects.create(
        election=election, unit=unit, number=1, place=f"{text} nhà", opens_at=time(7)
    )
    candidate = Candidate.objects.create(
        constituency=place,
        full_name=f"{text} ứng cử",
        born_on=date(1980, 1, 1),
        sex=Sex.MALE,
        ethnicity="Kinh",
        home_place=text,
        residence=text,
        profession=text,
    )
    Correction.objects.create(
        body=body, candidate=candidate, candidate_name=text, kind="corrected", reason=text
    )
    result = ConstituencyResult.objects.create(constituency=place, **FIGURES)
    CandidateResult.objects.create(result=result, candidate=candidate, votes=7)
    Turnout.objects.create(election=election, unit=unit, voters=90, voted=80)
    there.objects |= {
        "election": election,
        "step": step,
        "body": body,
        "constituency": place,
        "area": area,
        "candidate": candidate,
        "law": law,
    }


def _add_campaign(there: Belongings, mark: str) -> None:
    section = there.home.add_child(
        instance=CampaignsPage(title=f"{mark} {WORDS} sự kiện", slug=f"{mark or 'a'}-su-kien")
    )
    page = CampaignPage(
        title=f"{mark} {WORDS} chuyên trang",
        lead=f"{mark} lời dẫn",
        starts_on=clock.today(),
        ends_on=clock.today() + timedelta(days=30),
        live=False,
    )
    section.add_child(instance=page)
    page.save_revision(user=there.people["editor"])
