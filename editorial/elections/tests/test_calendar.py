"""Steps of both laws, computed from election day."""

from datetime import date, time, timedelta
from html import unescape

import pytest
from django.core.management import call_command
from icalendar import Calendar

from editorial.elections.loading import CalendarDataError, load_calendars
from editorial.elections.models import Election, ElectionLaw, Milestone, MilestoneRule
from editorial.elections.services import compute_milestones, edit_milestone, save_election
from editorial.elections.tests.conftest import DAY, THERE

pytestmark = pytest.mark.django_db

OF_2021 = {
    "committees": date(2021, 2, 7),
    "first-conference": date(2021, 2, 17),
    "constituencies": date(2021, 3, 4),
    "boards-and-files": date(2021, 3, 14),
    "second-conference": date(2021, 3, 19),
    "teams": date(2021, 4, 3),
    "voter-lists": date(2021, 4, 13),
    "third-conference": date(2021, 4, 18),
    "candidate-lists": date(2021, 4, 28),
    "lists-posted": date(2021, 5, 3),
    "complaints": date(2021, 5, 13),
    "campaign-ends": date(2021, 5, 22),
    "election-day": date(2021, 5, 23),
    "council-results": date(2021, 6, 2),
    "assembly-results": date(2021, 6, 12),
}
OF_2026 = {
    "boards": date(2026, 1, 4),
    "teams": date(2026, 1, 31),
    "files": date(2026, 2, 1),
    "second-conference": date(2026, 2, 2),
    "assembly-list": date(2026, 2, 15),
    "third-conference": date(2026, 2, 20),
    "candidate-lists": date(2026, 2, 26),
    "ballots": date(2026, 3, 2),
    "election-day": date(2026, 3, 15),
    "results": date(2026, 3, 22),
    "first-session": date(2026, 4, 6),
}


@pytest.mark.parametrize(
    ("law", "day", "expected"),
    [("2021", date(2021, 5, 23), OF_2021), ("2026", date(2026, 3, 15), OF_2026)],
)
def test_the_steps_of_a_law_stand_on_its_days(field, law, day, expected):
    election = Election(
        site=field.election.site, name_vi="x", day=day, law=ElectionLaw.objects.get(key=law)
    )
    save_election(election)
    found = {step.key: step.starts_on for step in election.milestones.all()}
    assert found.items() >= expected.items()


def test_steps_of_several_days_keep_their_length(field):
    planned = field.election.milestones.get(key="planned-constituencies")
    assert (planned.starts_on, planned.ends_on) == (date(2021, 2, 22), date(2021, 2, 27))
    assert field.election.milestones.get(key="boards-and-files").hour == time(17)


def test_a_new_election_day_moves_all_steps_but_those_changed_by_hand(field):
    step = field.election.milestones.get(key="teams")
    step.starts_on = date(2021, 4, 1)
    edit_milestone(step)
    own = Milestone(election=field.election, name_vi="Lễ phát động", starts_on=date(2021, 4, 20))
    edit_milestone(own)
    field.election.day = DAY + timedelta(days=7)
    save_election(field.election)
    found = {one.name_vi: one.starts_on for one in field.election.milestones.all()}
    assert found["Thành lập Tổ bầu cử"] == date(2021, 4, 1)
    assert found["Lễ phát động"] == date(2021, 4, 20)
    assert found["Ngày bầu cử"] == date(2021, 5, 30)


def test_another_law_brings_its_own_steps(field):
    field.election.law = ElectionLaw.objects.get(key="2026")
    save_election(field.election)
    keys = set(field.election.milestones.values_list("key", flat=True))
    assert "boards" in keys
    assert "committees" not in keys


def test_computing_again_changes_nothing(field):
    before = list(field.election.milestones.values("pk", "key", "starts_on"))
    compute_milestones(field.election)
    assert list(field.election.milestones.values("pk", "key", "starts_on")) == before


def test_only_what_was_read_names_its_source_and_the_rest_is_expected(field):
    text = unescape(field.reader().get(f"{THERE}moc-thoi-gian/").content.decode())
    steps = text.split('class="timeline__step')[1:]
    third = next(step for step in steps if "lần thứ ba" in step)
    ends = next(step for step in steps if "vận động bầu cử" in step)
    teams = next(step for step in steps if "Thành lập Tổ bầu cử" in step)
    assert "dự kiến" in ends
    assert "Nguồn" not in ends
    assert "Nguồn" not in third
    assert "luatvietnam" in teams
    assert all(rule.source for rule in MilestoneRule.objects.filter(certainty="verified"))


def test_the_timeline_marks_what_is_over_today(field, freeze_clock):
    freeze_clock(date(2021, 4, 13))
    steps = field.reader().get(f"{THERE}moc-thoi-gian/").content.decode()
    assert "timeline__step--now" in steps
    freeze_clock(date(2021, 4, 14))
    steps = field.reader().get(f"{THERE}moc-thoi-gian/").content.decode()
    assert "timeline__step--now" not in steps
    assert steps.count("timeline__step--past") == 8


def test_the_calendar_file_can_be_read_back(field):
    answer = field.reader().get(f"{THERE}moc-thoi-gian/ics/")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    entries = Calendar.from_ical(answer.content).walk("VEVENT")
    assert len(entries) == field.election.milestones.count()
    by_name = {str(entry["summary"]): entry for entry in entries}
    assert by_name["Ngày bầu cử"].decoded("dtstart") == DAY
    assert by_name["Ngày bầu cử"].decoded("dtend") == DAY + timedelta(days=1)
    ends = by_name["Kết thúc vận động bầu cử"].decoded("dtstart")
    assert ends.isoformat() == "2021-05-22T07:00:00+07:00"


def test_english_readers_get_the_english_names(field):
    step = field.election.milestones.get(key="election-day")
    from django.utils import translation

    with translation.override("en"):
        assert step.name == "Election day"
    with translation.override("vi"):
        assert step.name == "Ngày bầu cử"


def test_calendars_are_loaded_once_and_kept_as_they_are(field, capsys):
    rule = MilestoneRule.objects.filter(law__key="2021", key="teams").get()
    rule.first_day = -51
    rule.save()
    call_command("load_election_calendars")
    assert "0 new, 2 present" in capsys.readouterr().out
    rule.refresh_from_db()
    assert rule.first_day == -51


def test_a_faulty_file_stores_nothing(field, tmp_path):
    (tmp_path / "laws.csv").write_text("key,name_vi,name_en,document\n2031,L,,D\n", "utf-8")
    (tmp_path / "milestones.csv").write_text(
        "law,key,name_vi,name_en,first_day,last_day,hour,certainty,source\n"
        "2031,a,A,,zwölf,,,verified,x\n2032,b,B,,1,,,verified,x\n",
        "utf-8",
    )
    with pytest.raises(CalendarDataError) as caught:
        load_calendars(tmp_path)
    assert len(caught.value.faults) == 2
    assert not ElectionLaw.objects.filter(key="2031").exists()
