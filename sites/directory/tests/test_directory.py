"""The directory lists the live portals under a portal, and finds them without diacritics."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Site

from portal.hosts.index import index
from sites.directory.querysets import AGENCIES, COMMUNES, DISTRICTS, archived, listed
from sites.directory.services import ROWS, read_words, totals_of
from sites.profile.models import SiteProfile
from sites.provisioning.services import provision_site, retire_site
from sites.provisioning.spec import SiteSpec
from sites.units.models import Kind, Unit, UnitPeriod

DAY = date(2021, 4, 19)


def period(code: str) -> UnitPeriod:
    return UnitPeriod.objects.on(DAY).get(code=code)


def site_of(code: str) -> Site:
    return provision_site(SiteSpec(unit=period(code).unit, day=DAY)).site


@pytest.fixture
def province(two_sites) -> Site:
    return site_of("27")


@pytest.fixture
def read(client):
    def read(site: Site, query: str = "", path: str = "/cac-cong/", status: int = 200) -> str:
        response = client.get(path + query, headers={"host": site.hostname})
        assert response.status_code == status
        html = response.content.decode()
        return html[html.index("<main") : html.index("</main>")] if status == 200 else html

    return read


@pytest.fixture
def names(two_sites) -> list[str]:
    units = [two_sites.here.profile.unit, two_sites.there.profile.unit]
    return [UnitPeriod.objects.on(DAY).get(unit=unit).name for unit in units]


def many_portals(number: int) -> None:
    """Communes of one more district with their sites, in bulk."""
    locale = Page.get_first_root_node().locale_id
    above = Unit.objects.create()
    periods = [
        UnitPeriod(
            unit=above,
            valid_from=DAY,
            code="d-x",
            name="Huyện Mới",
            short_name="Mới",
            slug="moi",
            kind=Kind.DISTRICT,
        )
    ]
    units = Unit.objects.bulk_create([Unit() for _ in range(number)])
    last = Page.get_first_root_node().get_last_child().path
    pages = []
    for place, unit in enumerate(units):
        name = f"Xã Số {place}"
        periods.append(
            UnitPeriod(
                unit=unit, valid_from=DAY, code=f"x-{place}", name=name, short_name=name, slug=f"so-{place}",
                kind=Kind.COMMUNE, parent=above,
            )
        )  # fmt: skip
        last = Page(path=last, depth=2)._inc_path()
        slug = f"so-{place}"
        pages.append(
            Page(
                path=last,
                depth=2,
                title=name,
                draft_title=name,
                slug=slug,
                url_path=f"/{slug}/",
                locale_id=locale,
            )
        )
    for one in periods:
        one.set_keys()
    UnitPeriod.objects.bulk_create(periods)
    homes = Page.objects.bulk_create(pages)
    sites = Site.objects.bulk_create(
        [Site(hostname=f"{home.slug}.localhost", root_page=home) for home in homes]
    )
    SiteProfile.objects.bulk_create(
        [
            SiteProfile(site=site, unit=unit, live_since=DAY)
            for site, unit in zip(sites, units, strict=True)
        ]
    )
    index.changed()


def test_the_provinces_directory_lists_all_by_kind(read, province, names):
    site_of("BN-SYT")
    shown = read(province)
    assert all(f">{name}<" in shown for name in names)
    assert shown.index("Sở Y tế") < shown.index(names[0])
    assert "<h3>Huyện Tiên Du</h3>" in shown
    assert ">Tỉnh Bắc Ninh<" not in shown
    assert totals_of(listed(DAY)) == {AGENCIES: 1, COMMUNES: 2}


def test_a_units_directory_lists_its_children_alone(read, province, two_sites, names):
    district = site_of(period("09334").parent.at(DAY).code)
    site_of("BN-SYT")
    shown = read(district)
    assert all(f">{name}<" in shown for name in names)
    assert "Sở Y tế" not in shown
    empty = read(two_sites.here)
    assert 'class="empty"' in empty
    assert names[1] not in empty


@pytest.mark.parametrize("words", ["Liên Bão", "lien bao", "LIEN  BAO", "bão liên", "lienbao"])
def test_diacritics_case_and_order_do_not_matter(read, province, names, words):
    shown = read(province, f"?tu-khoa={words}")
    assert (f">{names[0]}<" in shown) is (words != "lienbao")
    assert f">{names[1]}<" not in shown


@pytest.mark.parametrize(
    "query", ["?tu-khoa=%00", "?tu-khoa=%25", "?tu-khoa=%22%3E%3Cscript%3E", "?loai=x", "?loai="]
)
def test_whatever_is_asked_a_clear_page_answers(read, province, query):
    assert "<script>" not in read(province, query)


def test_a_kind_can_be_chosen(read, province, names):
    site_of("BN-SYT")
    assert "Sở Y tế" not in read(province, "?loai=xa")
    agencies = read(province, "?loai=so-nganh")
    assert "Sở Y tế" in agencies
    assert names[0] not in agencies


def test_closed_portals_stand_in_an_archive_of_their_own(read, province, two_sites, names):
    assert "luu-tru" not in read(province)
    retire_site(two_sites.there)
    shown = read(province)
    assert names[1] not in shown
    assert "?loai=luu-tru" in shown
    kept = read(province, "?loai=luu-tru")
    assert f">{names[1]}<" in kept
    assert names[0] not in kept
    assert f">{names[1]}<" in read(province, f"?loai=luu-tru&tu-khoa={names[1]}")
    assert "luu-tru" not in read(two_sites.here)


def test_a_unit_that_has_ended_is_no_child_any_more(two_sites):
    before, after = date(2025, 6, 30), date(2025, 7, 1)
    one = UnitPeriod.objects.get(unit=two_sites.here.profile.unit)
    UnitPeriod.objects.filter(pk=one.pk).update(valid_to=before)
    assert one.pk in listed(before).values_list("pk", flat=True)
    assert one.pk not in listed(after).values_list("pk", flat=True)
    assert two_sites.here.profile in archived(after)
    assert two_sites.here.profile not in archived(before)


def test_a_portals_own_name_is_shown(read, province, two_sites):
    SiteProfile.objects.filter(site=two_sites.here).update(name="Cổng làng cổ")
    assert ">Cổng làng cổ<" in read(province)


def test_there_is_no_directory_in_a_language_without_home_page(read, province):
    read(province, path="/en/portals/", status=404)


def test_a_long_directory_is_paged_and_costs_the_same(read, province, client):
    def statements() -> int:
        read(province)
        with CaptureQueriesContext(connection) as queries:
            read(province)
        return len(queries)

    few = statements()
    many_portals(ROWS + 5)
    assert statements() == few <= 10
    first, second = read(province), read(province, "?trang=2")
    assert first.count("<li>") == ROWS
    assert 'rel="next"' in first
    assert 'rel="prev"' in second
    read(province, "?trang=3", status=404)
    read(province, "?trang=x", status=404)
    assert "?loai=xa&amp;trang=2" in read(province, "?loai=xa")


def test_words_are_cut_and_cleaned():
    assert read_words("  Liên   Bão ") == "Liên Bão"
    assert len(read_words("x" * 1000)) == 100
    assert read_words("a" + "\u0301" * 20) == ""


def test_groups_follow_one_another(two_sites):
    site_of("BN-SYT")
    site_of(period("09334").parent.at(DAY).code)
    groups = list(listed(DAY).values_list("group", flat=True))
    assert groups == [AGENCIES, DISTRICTS, COMMUNES, COMMUNES]
