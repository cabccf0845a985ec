"""An election that runs, and the rehearsal of another one: everything in them is made up."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from editorial.candidates.models import Candidate, PublishedList, Qualification, Sex
from editorial.elections.loading import load_calendars
from editorial.elections.models import (
    Constituency,
    ElectedBody,
    Election,
    ElectionLaw,
    Level,
    PollingArea,
)
from editorial.elections.services import save_election
from editorial.results.models import CandidateResult, ConstituencyResult, Turnout
from portal.common.clock import PROVINCE_TIME
from portal.demo.people_names import name_of
from portal.demo.portals import DemoPortal
from sites.units.models import Kind, Unit, UnitPeriod

# The real numbers of deputies: seven of the National Assembly, 56 of the province's council.
ASSEMBLY_SEATS = (4, 3)
COUNCIL_SEATS = 7
EXAMPLE_DISTRICT, EXAMPLE_COMMUNE = "260", "09355"
COMMUNE_SEATS = (5, 5, 4)
AREAS = 3
OPENS, CLOSES = time(7), time(19)
PROFESSIONS = (
    ("Giáo viên", "Trường Trung học cơ sở", Qualification.BACHELOR),
    ("Bác sĩ", "Trung tâm Y tế", Qualification.MASTER),
    ("Chủ tịch Hội Nông dân", "Hội Nông dân", Qualification.BACHELOR),
    ("Giám đốc hợp tác xã", "Hợp tác xã dịch vụ nông nghiệp", Qualification.COLLEGE),
    ("Luật sư", "Đoàn Luật sư", Qualification.MASTER),
    ("Bí thư Đoàn Thanh niên", "Đoàn Thanh niên", Qualification.BACHELOR),
    ("Chuyên viên", "Ủy ban Mặt trận Tổ quốc", Qualification.BACHELOR),
    ("Nghệ nhân", "Làng nghề truyền thống", Qualification.VOCATIONAL),
    ("Giảng viên", "Trường Đại học", Qualification.DOCTOR),
)
THEORY = ("Sơ cấp", "Trung cấp", "Cao cấp", "")
BIOGRAPHY = (
    "Nội dung minh họa. Sinh ra và lớn lên tại địa phương; đã công tác nhiều năm trong lĩnh vực "
    "chuyên môn và tham gia các hoạt động xã hội ở nơi cư trú."
)
PROGRAMME = (
    "Nội dung minh họa. Nếu trúng cử: lắng nghe và phản ánh trung thực ý kiến cử tri; giám sát "
    "việc giải quyết kiến nghị đúng hạn; góp phần nâng cao chất lượng trường học và trạm y tế."
)


class _Numbers:
    """Counts the people who were made up, so that each is another one."""

    def __init__(self) -> None:
        self.last = 0

    def next(self) -> int:
        self.last += 1
        return self.last


def hold_election(portal: DemoPortal, item: dict) -> Election:
    """The election of 23/05/2021 with constituencies, polling areas and published lists.

    Args:
        portal: of the province.
        item: names, day, calendar and notices.
    """
    load_calendars()
    election = _election(portal, item, ElectionLaw.objects.get(key=item["law"]))
    periods = UnitPeriod.objects.on(item["day"]).select_related("unit")
    districts = list(periods.filter(kind=Kind.DISTRICT).in_order())
    people = _Numbers()
    assembly = _body(election, Level.ASSEMBLY, None, "Đại biểu Quốc hội khóa XV")
    half = len(districts) // 2
    for seats, own in zip(ASSEMBLY_SEATS, (districts[:half], districts[half:]), strict=True):
        _constituency(assembly, seats, [period.unit for period in own], people)
    council = _body(
        election, Level.PROVINCE, portal.period.unit, "Đại biểu HĐND tỉnh Bắc Ninh khóa XIX"
    )
    for period in districts:
        _constituency(council, COUNCIL_SEATS, [period.unit], people)
    _lower_bodies(election, periods, people)
    for number, period in enumerate(periods.filter(kind=Kind.COMMUNE).in_order()):
        PollingArea.objects.bulk_create(_areas(election, period, number))
    for body in election.bodies.all():
        PublishedList.objects.create(body=body, published_by=portal.owner)
    return election


def hold_rehearsal(portal: DemoPortal, item: dict) -> Election:
    """A rehearsal with results and turnout, all made up."""
    election = _election(portal, item, None)
    periods = UnitPeriod.objects.on(item["day"]).select_related("unit")
    districts = list(periods.filter(kind=Kind.DISTRICT).in_order())
    body = _body(election, Level.PROVINCE, portal.period.unit, "HĐND tỉnh (diễn tập)")
    people = _Numbers()
    people.last = 500
    moment = datetime.combine(item["day"], time(21), PROVINCE_TIME)
    for place, period in enumerate(districts):
        constituency = _constituency(body, 2, [period.unit], people)
        voters = 40_000 + 3_517 * place
        _result(constituency, voters, moment)
        voted = voters * (985 + place) // 1000
        Turnout.objects.create(
            election=election, unit=period.unit, voters=voters, voted=voted, as_of=moment,
            published_at=moment,
        )  # fmt: skip
    PublishedList.objects.create(body=body, published_by=portal.owner, published_at=moment)
    return election


def _election(portal: DemoPortal, item: dict, law: ElectionLaw | None) -> Election:
    names = ("name_vi", "name_en", "day", "notice_vi", "notice_en")
    facts = {name: item[name] for name in names}
    return save_election(Election(site=portal.profile.site, law=law, **facts))


def _body(election: Election, level: str, unit: Unit | None, name: str) -> ElectedBody:
    return ElectedBody.objects.create(election=election, level=level, unit=unit, name_vi=name)


def _lower_bodies(election: Election, periods, people: _Numbers) -> None:
    """The councils of the example district and the example commune."""
    district = periods.filter(code=EXAMPLE_DISTRICT).first()
    commune = periods.filter(code=EXAMPLE_COMMUNE).first()
    if district is None or commune is None:
        return
    body = _body(election, Level.DISTRICT, district.unit, f"Đại biểu HĐND {_lower(district)}")
    communes = list(periods.filter(parent=district.unit).in_order())
    for start in range(0, len(communes), 5):
        own = [period.unit for period in communes[start : start + 5]]
        _constituency(body, 4, own, people)
    body = _body(election, Level.COMMUNE, commune.unit, f"Đại biểu HĐND {_lower(commune)}")
    for number, seats in enumerate(COMMUNE_SEATS, 1):
        area = f"Khu vực số {number} (minh họa)"
        _constituency(body, seats, [commune.unit], people, area)


def _lower(period: UnitPeriod) -> str:
    return period.name[:1].lower() + period.name[1:]


def _constituency(
    body: ElectedBody, seats: int, units: list[Unit], people: _Numbers, area: str = ""
) -> Constituency:
    """The next constituency of a body, with some more candidates than seats."""
    number = body.constituencies.count() + 1
    row = Constituency.objects.create(body=body, number=number, seats=seats, area=area)
    row.units.set(units)
    for candidate in _candidates(row, seats + max(2, seats // 2), people):
        candidate.save()
    return row


def _candidates(row: Constituency, count: int, people: _Numbers) -> Iterator[Candidate]:
    for _turn in range(count):
        number = people.next()
        sex = Sex.FEMALE if number % 5 in {1, 3} else Sex.MALE
        profession, workplace, qualification = PROFESSIONS[number % len(PROFESSIONS)]
        is_member = number % 6 != 0
        yield Candidate(
            constituency=row,
            full_name=name_of(number, sex),
            born_on=date(1958 + number * 5 % 40, 1 + number % 12, 1 + number * 3 % 28),
            sex=sex,
            ethnicity="Tày" if number % 23 == 0 else "Kinh",
            religion="Không",
            home_place="Tỉnh Bắc Ninh (minh họa)",
            residence="Tỉnh Bắc Ninh (minh họa)",
            general_education="12/12",
            profession_studied="Theo chuyên môn",
            qualification=qualification,
            title="Tiến sĩ" if qualification == Qualification.DOCTOR else "",
            political_theory=THEORY[number % len(THEORY)],
            languages="Tiếng Anh B" if number % 2 else "",
            profession=profession,
            workplace=f"{workplace} (minh họa)",
            joined_party_on=date(1985 + number % 30, 6, 1) if is_member else None,
            deputy_before="HĐND cấp huyện nhiệm kỳ trước" if number % 4 == 0 else "",
            nominated_by="" if number % 31 == 0 else "Ủy ban Mặt trận Tổ quốc (minh họa)",
            biography=BIOGRAPHY,
            programme=PROGRAMME,
        )


def _areas(election: Election, period: UnitPeriod, number: int) -> Iterator[PollingArea]:
    places = ("Nhà văn hóa", "Trường Tiểu học", "Trường Trung học cơ sở")
    kind = "Thôn" if period.subtype == "xã" else "Khu phố"
    for place in range(AREAS):
        is_early = number % 40 == 0 and place == 0
        yield PollingArea(
            election=election,
            unit=period.unit,
            number=place + 1,
            place=f"{places[place]} {period.short_name or period.name} (minh họa)",
            hamlets=f"{kind} {2 * place + 1}, {kind.lower()} {2 * place + 2}",
            opens_at=OPENS,
            closes_at=CLOSES,
            early_on=election.day - timedelta(days=1) if is_early else None,
        )


def _result(row: Constituency, voters: int, moment: datetime) -> None:
    """A count that adds up, with the candidates' votes falling from one to the next."""
    voted = voters * 99 // 100
    invalid = voted // 50
    result = ConstituencyResult.objects.create(
        constituency=row,
        voters=voters,
        voted=voted,
        issued=voted,
        collected=voted,
        valid=voted - invalid,
        invalid=invalid,
        entered_at=moment,
        published_at=moment,
    )
    candidates = list(row.candidates.order_by("pk"))
    for place, candidate in enumerate(candidates):
        votes = result.valid * (70 - 14 * place) // 100
        CandidateResult.objects.create(
            result=result, candidate=candidate, votes=votes, is_elected=place < row.seats
        )
