"""The list of all portals: what it shows, finds, sorts and exports, and what it costs."""

import csv
import io
from datetime import UTC, date, datetime, timedelta

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, Page, Site

from portal.common.registry import page_types
from sites.administration.tests.conftest import portals_url
from sites.profile.models import SiteProfile
from sites.provisioning.services import ROOT_PATH, retire_site
from sites.units.models import UnitPeriod

NEWS_DAY = datetime(2021, 4, 18, 20, tzinfo=UTC)  # 19/04 in the province's time
FORMULA = '=HYPERLINK("http://x")'


def publish(profile: SiteProfile, moment: datetime, *, live: bool = True) -> None:
    """A news item on a portal."""
    profile.site.root_page.add_child(
        instance=page_types.get("article").model(
            title="Tin", slug=f"tin-{moment:%d%H%M}", live=live, locale=Locale.get_default(),
            first_published_at=moment,
        )
    )  # fmt: skip


def plain_portals(number: int) -> None:
    """As many portals more, without sections: enough for a list."""
    root = Page.objects.get(path=ROOT_PATH)
    taken = SiteProfile.objects.values_list("unit_id", flat=True)
    periods = UnitPeriod.objects.on(date(2021, 4, 19)).exclude(unit__in=list(taken))[:number]
    for place, period in enumerate(periods):
        home = page_types.get("home").make(
            title=period.name, slug=f"p{place}", locale=Locale.get_default()
        )
        root.add_child(instance=home)
        site = Site.objects.create(
            hostname=f"p{place}.bacninh.localhost", root_page=home, site_name=period.name
        )
        SiteProfile.objects.create(site=site, unit=period.unit, live_since=date(2021, 4, 1))


def shown(client, **query) -> list[str]:
    """The names in the list, in their order."""
    answer = client.get(portals_url("list"), query)
    assert answer.status_code == 200
    return [str(profile) for profile in answer.context["object_list"]]


class TestRows:
    def test_say_what_one_wants_to_know(self, client, here):
        publish(here, NEWS_DAY)
        publish(here, NEWS_DAY - timedelta(days=9))
        publish(here, NEWS_DAY + timedelta(days=9), live=False)
        text = client.get(portals_url("list")).content.decode()
        row = text[text.index(f"/{here.pk}/") :]
        for part in (
            str(here),
            f'href="http://{here.site.hostname}',
            "Huyện Tiên Du",
            "19/04/2021",
            portals_url("profile", here.pk),
            portals_url("act", here.pk, "rename"),
        ):
            assert part in row
        assert "28/04/2021" not in text

    def test_news_of_one_portal_is_not_news_of_another(self, client, here, there):
        publish(here, NEWS_DAY)
        answer = client.get(portals_url("list"))
        news = {profile.pk: profile.last_news for profile in answer.context["object_list"]}
        assert news == {here.pk: NEWS_DAY, there.pk: None}

    def test_an_ended_unit_keeps_its_name(self, client, here, freeze_clock):
        freeze_clock(date(2026, 1, 1))
        assert str(here) in shown(client)
        row = next(iter(client.get(portals_url("list")).context["object_list"]))
        assert row.unit_name
        assert row.parent_name

    def test_cost_the_same_statements_for_two_and_sixty(self, client, two_sites):
        with CaptureQueriesContext(
            connection,
        ) as two:
            shown(client)
        plain_portals(58)
        # What is kept of all portals is read anew after some are made.
        shown(client)
        with CaptureQueriesContext(connection) as sixty:
            assert len(shown(client)) == 50
        assert len(sixty) == len(two)


class TestFinding:
    @pytest.mark.parametrize(
        "words", ["liên bão", "Lien Bao", "LIEN  BAO tien du", "lienbao-tiendu", "BÃO liên"]
    )
    def test_with_and_without_diacritics_by_name_and_host(self, client, here, there, words):
        assert shown(client, q=words) == [str(here)]

    @pytest.mark.parametrize("words", ["bắc giang", "%", "_", "đại \x00", "a" * 5000])
    def test_nothing_and_hostile_words(self, client, here, words):
        answer = client.get(portals_url("list_results"), {"q": words})
        assert answer.status_code == 200

    def test_an_own_name_of_a_portal_counts(self, client, here, there):
        there.site.site_name = "Cổng Thông tin làng nghề"
        there.site.save()
        assert shown(client, q="lang nghe") == ["Cổng Thông tin làng nghề"]

    def test_filters(self, client, here, there):
        retire_site(there.site)
        assert shown(client, state="retired") == [str(there)]
        assert shown(client, state="live") == [str(here)]
        assert len(shown(client, unit_kind="commune")) == 2
        assert shown(client, unit_kind="department") == []
        district = here.unit.at(date(2021, 4, 19)).parent_id
        assert len(shown(client, parent_unit=district)) == 2

    def test_a_filter_that_is_none_changes_nothing(self, client, two_sites):
        assert len(shown(client, unit_kind="x' OR 1=1", parent_unit="999999")) == 2


class TestSorting:
    def test_by_the_vietnamese_alphabet_at_first(self, client, here, there):
        periods = [profile.unit.at(date(2021, 4, 19)) for profile in (here, there)]
        ordered = sorted(periods, key=lambda period: period.sort_key)
        assert shown(client) == [period.name for period in ordered]

    def test_no_news_comes_last_both_ways(self, client, here, there):
        publish(here, NEWS_DAY)
        assert shown(client, ordering="last_news") == [str(here), str(there)]
        assert shown(client, ordering="-last_news") == [str(here), str(there)]

    def test_by_host_both_ways(self, client, two_sites):
        up = shown(client, ordering="site__hostname")
        assert shown(client, ordering="-site__hostname") == up[::-1]

    def test_nothing_else_is_taken(self, client, two_sites):
        assert shown(client, ordering="unit__email") == shown(client)


class TestDownload:
    def test_csv_holds_no_formula(self, client, here, there):
        here.site.site_name = FORMULA
        here.site.save()
        content = client.get(portals_url("list"), {"export": "csv"}).content.decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(content)))
        assert len(rows) == 3
        assert "'" + FORMULA in [row[0] for row in rows]

    def test_xlsx_holds_what_is_searched(self, client, here, there):
        query = {"export": "xlsx", "q": "lien bao"}
        content = client.get(portals_url("list"), query).content
        sheet = openpyxl.load_workbook(io.BytesIO(content)).active
        rows = list(sheet.iter_rows(values_only=True))
        assert [row[1] for row in rows[1:]] == [here.site.hostname]
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)

    def test_is_not_cut_at_a_page(self, client, two_sites):
        plain_portals(58)
        content = client.get(portals_url("list"), {"export": "csv"}).content.decode("utf-8-sig")
        assert len(list(csv.reader(io.StringIO(content)))) == 61
