"""Finding a constituency and a polling place."""

from datetime import date, time
from html import unescape

import pytest

from editorial.elections.models import Constituency, ElectedBody, Level, PollingArea
from editorial.elections.places import found_for
from editorial.elections.tests.conftest import THERE

pytestmark = pytest.mark.django_db


def text_of(field, query: str, name: str = "xa") -> str:
    answer = field.reader(name).get(f"{THERE}don-vi-bau-cu/{query}")
    assert answer.status_code == 200
    return unescape(answer.content.decode())


@pytest.fixture
def places(field):
    units = field.ground.province.units
    assembly = ElectedBody.objects.create(
        election=field.election, level=Level.ASSEMBLY, name_vi="Quốc hội khóa XV"
    )
    whole = Constituency.objects.create(body=assembly, number=1, seats=4)
    whole.units.set([units["huyen"], units["huyenkhac"]])
    council = ElectedBody.objects.create(
        election=field.election, level=Level.COMMUNE, unit=units["xa"], name_vi="HĐND xã"
    )
    own = Constituency.objects.create(body=council, number=3, seats=5, area="Thôn Đông, thôn Đoài")
    own.units.set([units["xa"]])
    PollingArea.objects.create(
        election=field.election, unit=units["xa"], number=1, place="Nhà văn hóa thôn Đông",
        hamlets="Thôn Đông", opens_at=time(7), closes_at=time(19), early_on=date(2021, 5, 22),
    )  # fmt: skip
    PollingArea.objects.create(
        election=field.election, unit=units["xaben"], number=1, place="Trường học xã bên"
    )
    return units


def test_a_commune_finds_its_constituencies_of_every_level_in_their_order(field, places):
    found = found_for(field.election, str(places["xa"].pk))
    assert [(row.body.level, row.number) for row in found.constituencies] == [
        ("assembly", 1),
        ("province", 1),
        ("commune", 3),
    ]
    assert [area.place for area in found.areas] == ["Nhà văn hóa thôn Đông"]


def test_the_page_says_where_and_when_and_nothing_of_other_communes(field, places):
    text = text_of(field, f"?xa={places['xa'].pk}")
    assert "Nhà văn hóa thôn Đông" in text
    assert "07:00–19:00" in text
    assert "22/05/2021" in text
    assert "Trường học xã bên" not in text


@pytest.mark.parametrize("asked", ["999999", "abc", "-1", "²", "99999999999999999999"])
def test_an_unknown_commune_gets_a_sentence(field, places, asked):
    assert 'role="alert"' in text_of(field, f"?xa={asked}")


def test_a_district_is_no_commune(field, places):
    assert found_for(field.election, str(places["huyen"].pk)) is None


def test_the_constituencies_of_a_body_name_their_units(field, places):
    text = text_of(field, f"?co-quan={field.body.pk}")
    table = text.split("<caption>HĐND tỉnh")[1].split("</table>")[0]
    assert "Đơn vị huyen" in table
    assert "Đơn vị huyenkhac" in table


def test_a_constituency_of_another_election_is_not_found(field, places):
    assert field.reader().get(f"{THERE}don-vi-bau-cu/{field.first.pk}/").status_code == 200
    assert field.reader().get(f"{THERE}don-vi-bau-cu/999999/").status_code == 404


def test_the_search_costs_as_many_statements_with_many_communes_as_with_few(
    field, places, django_assert_max_num_queries
):
    from editorial.boards.tests.conftest import FOUNDED
    from sites.units.services import create_unit

    address = f"{THERE}don-vi-bau-cu/?xa={places['xa'].pk}"
    field.reader().get(address)
    with django_assert_max_num_queries(30) as few:
        field.reader().get(address)
    for number in range(30):
        create_unit(
            code=f"N{number}", name=f"Xã mới {number}", kind="commune", valid_from=FOUNDED,
            parent=places["huyen"],
        )  # fmt: skip
    field.reader().get(address)
    with django_assert_max_num_queries(30) as many:
        field.reader().get(address)
    assert len(few) == len(many)
