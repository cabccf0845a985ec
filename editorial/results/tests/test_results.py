"""Results: figures add up, are published at once everywhere, and by approvers alone."""

from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from editorial.candidates.models import Candidate
from editorial.candidates.services import publish, withdraw
from editorial.elections.tests.conftest import THERE, url
from editorial.results.checks import Count, Vote, faults_of
from editorial.results.errors import ResultRefusedError
from editorial.results.models import ConstituencyResult, Turnout
from editorial.results.services import (
    enter_result,
    enter_turnout,
    publish_results,
    publish_turnout,
    turnout_total,
)
from sites.access.models import Role

pytestmark = pytest.mark.django_db

GOOD = {"voters": 1000, "voted": 990, "issued": 990, "collected": 985, "valid": 980, "invalid": 5}


@pytest.fixture
def chief(field):
    return field.ground.province.person("tinh", Role.APPROVER)


@pytest.fixture
def counted(field, chief):
    """The list is published: three for two seats, two for one."""
    for name in ("Nguyễn Thị An", "Trần Văn Bình", "Lê Thị Chi"):
        field.candidate(name)
    for name in ("Phạm Văn Đức", "Đỗ Thị Em"):
        field.candidate(name, field.second)
    publish(field.body, chief)
    return field


def votes(constituency, *numbers, elected=()) -> list[Vote]:
    rows = constituency.candidates.order_by("sort_key")
    return [
        Vote(row, number, place in elected)
        for place, (row, number) in enumerate(zip(rows, numbers, strict=True))
    ]


def count_of(constituency, *numbers, elected=(), **changes) -> Count:
    return Count(**GOOD | changes, votes=votes(constituency, *numbers, elected=elected))


def test_figures_that_add_up_are_taken(counted):
    count = count_of(counted.first, 900, 600, 400, elected=(0, 1))
    assert faults_of(count, seats=2) == []
    result = enter_result(counted.first, count, publish=False)
    assert result.votes.count() == 3


@pytest.mark.parametrize(
    ("changes", "numbers", "elected", "count"),
    [
        ({"voted": 1001, "issued": 1001, "collected": 985}, (900, 600, 400), (0, 1), 1),
        ({"issued": 991}, (900, 600, 400), (0, 1), 1),
        ({"collected": 991, "valid": 986}, (900, 600, 400), (0, 1), 1),
        ({"invalid": 6}, (900, 600, 400), (0, 1), 1),
        ({}, (981, 600, 300), (0, 1), 1),
        ({}, (980, 980, 1), (0, 1), 1),
        ({}, (900, 600, 400), (0, 1, 2), 1),
        ({}, (900, 600, 400), (0, 2), 1),
        ({"voted": 1001, "invalid": 6}, (900, 600, 400), (0, 2), 3),
    ],
)
def test_each_contradiction_is_named_and_nothing_is_stored(
    counted, changes, numbers, elected, count
):
    entered = count_of(counted.first, *numbers, elected=elected, **changes)
    with pytest.raises(ResultRefusedError) as caught:
        enter_result(counted.first, entered, publish=True)
    assert len(caught.value.reasons) == count
    assert not ConstituencyResult.objects.exists()


def test_the_same_votes_may_elect_either_of_two(counted):
    count = count_of(counted.second, 490, 490, elected=(0,))
    assert faults_of(count, seats=1) == []


def test_votes_of_all_candidates_and_of_no_other_are_wanted(counted):
    own = votes(counted.first, 900, 600, 400)
    foreign = votes(counted.second, 1, 1)
    for wrong in (own[:2], [*own, foreign[0]]):
        with pytest.raises(ResultRefusedError):
            enter_result(counted.first, Count(**GOOD, votes=wrong), publish=True)


def test_who_was_withdrawn_has_no_votes(counted, chief):
    one = counted.first.candidates.order_by("sort_key").first()
    withdraw(one, "Xin rút", chief)
    with pytest.raises(ResultRefusedError):
        enter_result(counted.first, count_of(counted.first, 1, 600, 400), publish=True)
    enter_result(counted.first, count_of(counted.first, 0, 600, 400), publish=True)


def test_without_a_published_list_there_are_no_results(field):
    field.candidate("Nguyễn Thị An")
    with pytest.raises(ResultRefusedError):
        enter_result(field.first, count_of(field.first, 900), publish=True)


def test_readers_of_all_portals_see_a_result_once_it_is_published(counted, chief):
    address = f"{THERE}ket-qua/"
    enter_result(
        counted.first, count_of(counted.first, 900, 600, 400, elected=(0, 1)), publish=False
    )
    for name in ("huyen", "xa"):
        assert counted.reader(name).get(address).status_code == 404
    assert publish_results(counted.body, chief) == 1
    assert publish_results(counted.body, chief) == 0
    for name in ("huyen", "xa", "xakhac"):
        text = unescape(counted.reader(name).get(address).content.decode())
        assert "Nguyễn Thị An" in text
        assert "900" in text
    own = unescape(counted.reader("tinh").get(counted.page.get_url()).content.decode())
    assert "ket-qua/" in own


def test_the_page_of_results_is_kept_for_a_shorter_time_than_others(counted):
    enter_result(counted.first, count_of(counted.first, 900, 600, 400), publish=True)
    answer = counted.reader().get(f"{THERE}ket-qua/")
    assert "s-maxage=2" in answer["Cache-Control"]
    assert "s-maxage=5" in counted.reader().get(THERE)["Cache-Control"]


def test_candidates_keep_their_order_in_the_results(counted):
    enter_result(
        counted.first, count_of(counted.first, 100, 600, 900, elected=(1, 2)), publish=True
    )
    text = unescape(counted.reader().get(f"{THERE}ket-qua/").content.decode())
    places = [text.index(name) for name in ("Nguyễn Thị An", "Trần Văn Bình", "Lê Thị Chi")]
    assert places == sorted(places)


def test_a_new_count_takes_the_place_of_the_old_one_and_stays_published(counted):
    enter_result(counted.first, count_of(counted.first, 900, 600, 400), publish=True)
    enter_result(counted.first, count_of(counted.first, 901, 601, 401), publish=False)
    result = ConstituencyResult.objects.get()
    assert result.published_at
    assert sorted(result.votes.values_list("votes", flat=True)) == [401, 601, 901]


def test_turnout_of_districts_and_their_communes_is_not_counted_twice(field, chief):
    units = field.ground.province.units
    for name, voters, voted in [("huyen", 100, 90), ("xa", 40, 30), ("huyenkhac", 50, 50)]:
        enter_turnout(field.election, units[name], voters, voted, publish=True)
    total = turnout_total(field.election)
    assert (total.voters, total.voted) == (150, 140)


def test_turnout_beyond_the_voters_is_refused(field):
    unit = field.ground.province.units["xa"]
    with pytest.raises(ResultRefusedError):
        enter_turnout(field.election, unit, 10, 11, publish=True)
    enter_turnout(field.election, unit, 10, 10, publish=True)
    assert Turnout.objects.get().percent == 100


def test_editors_enter_and_approvers_publish(counted, chief):
    editor = counted.officer("tinh", Role.EDITOR)
    address = url("results:enter", counted.election.pk, counted.body.pk, counted.second.pk)
    rows = list(counted.second.candidates.order_by("sort_key"))
    data = {**GOOD, f"votes_{rows[0].pk}": 500, f"votes_{rows[1].pk}": 480,
            f"elected_{rows[0].pk}": "on", "publish": "1"}  # fmt: skip
    editor.post(address, data)
    result = ConstituencyResult.objects.get()
    assert result.published_at is None
    editor.post(url("results:publish", counted.election.pk, counted.body.pk))
    assert not ConstituencyResult.objects.filter(published_at__isnull=False).exists()
    counted.officer().post(url("results:publish", counted.election.pk, counted.body.pk))
    editor.post(address, {**data, f"votes_{rows[1].pk}": 479})
    assert sorted(result.votes.values_list("votes", flat=True)) == [480, 500]


def test_the_screen_names_what_does_not_add_up_and_keeps_what_was_typed(counted):
    client = counted.officer()
    address = url("results:enter", counted.election.pk, counted.body.pk, counted.second.pk)
    rows = list(counted.second.candidates.order_by("sort_key"))
    data = {**GOOD, "invalid": 7, f"votes_{rows[0].pk}": 500, f"votes_{rows[1].pk}": 480}
    answer = counted.officer().post(address, data)
    assert answer.context["form"].non_field_errors()
    assert 'value="500"' in answer.content.decode()
    assert client.get(address).status_code == 200


def test_results_are_taken_from_a_table_constituency_by_constituency(counted):
    client = counted.officer("tinh", Role.EDITOR)
    address = url("results:table", counted.election.pk, counted.body.pk)
    ballots = ",".join(str(GOOD[name]) for name in GOOD)
    header = "number,candidate,votes,is_elected," + ",".join(GOOD)
    lines = [
        header,
        f"1,Nguyễn Thị An,900,yes,{ballots}",
        f"1,TRAN VAN BINH,600,x,{ballots}",
        f"1,Lê Thị Chi,400,,{ballots}",
        f"2,Phạm Văn Đức,500,yes,{ballots}",
    ]
    preview = client.post(address, {"file": SimpleUploadedFile("a.csv", "\n".join(lines).encode())})
    assert [fault.line for fault in preview.context["faults"]] == [5]
    client.post(address, {"rows": preview.context["carried"]})
    result = ConstituencyResult.objects.get()
    assert result.constituency == counted.first
    assert result.votes.filter(is_elected=True).count() == 2
    assert result.published_at is None


def test_turnout_is_taken_from_a_table_and_published_in_one_act(field):
    client = field.officer()
    number = field.election.pk
    address = url("results:turnout_table", number)
    text = "unit,voters,voted\nĐơn vị xa,100,99\nĐơn vị xaben,100,101\nĐơn vị xa,5,5\n"
    preview = client.post(address, {"file": SimpleUploadedFile("a.csv", text.encode())})
    assert [fault.line for fault in preview.context["faults"]] == [3, 4]
    client.post(address, {"rows": preview.context["carried"]})
    assert field.reader().get(f"{THERE}ket-qua/").status_code == 404
    client.post(url("results:turnout_publish", number))
    text = unescape(field.reader().get(f"{THERE}ket-qua/").content.decode())
    assert "99 / 100" in text
    assert publish_turnout(field.election, None) == 0


def test_the_page_of_results_costs_as_many_statements_with_many_as_with_few(
    counted, django_assert_max_num_queries
):
    address = f"{THERE}ket-qua/"
    enter_result(counted.first, count_of(counted.first, 900, 600, 400), publish=True)
    enter_turnout(counted.election, counted.ground.province.units["xakhac"], 9, 8, publish=True)
    counted.reader().get(address)
    with django_assert_max_num_queries(25) as few:
        counted.reader().get(address)
    enter_result(counted.second, count_of(counted.second, 500, 480), publish=True)
    for name in ("huyen", "xa", "xaben", "huyenkhac"):
        unit = counted.ground.province.units[name]
        enter_turnout(counted.election, unit, 100, 90, publish=True)
    counted.reader().get(address)
    with django_assert_max_num_queries(25) as many:
        counted.reader().get(address)
    assert len(many) == len(few)


def test_candidates_with_results_stay(counted):
    enter_result(counted.first, count_of(counted.first, 900, 600, 400), publish=True)
    from django.db.models import ProtectedError

    with pytest.raises(ProtectedError):
        Candidate.objects.filter(constituency=counted.first).delete()
