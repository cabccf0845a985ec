"""In Chromium: a file is checked, its good rows are opened while the page tells how far it is."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Site

from sites.provisioning import runs
from sites.provisioning.models import ProvisioningRun
from sites.provisioning.tests.conftest import TEN_ROWS

pytestmark = pytest.mark.browser
# Milliseconds for seven portals, one per request, on a busy machine.
LONGEST_WORK = 90_000


@pytest.fixture
def window(officer_window, law_and_units, chief, monkeypatch):
    monkeypatch.setattr(runs, "SLICE_SECONDS", 0)
    return officer_window(chief)


def hand_in(window) -> None:
    """From the menu's list to the page that names the faults."""
    page = window.page
    window.open(reverse("portal_batches:index"))
    page.click(f"a.button[href='{reverse('portal_batches:upload')}']")
    page.fill("input[name=day]", "2021-04-19")
    file = {"name": "sites.csv", "mimeType": "text/csv", "buffer": TEN_ROWS}
    page.set_input_files("input[name=file]", file)
    page.click("form[enctype] button[type=submit]")
    page.wait_for_selector("#faults")


def test_the_page_carries_the_file_on_and_ends_with_the_report(window):
    page = window.page
    hand_in(window)
    assert page.locator("section[aria-labelledby=faults] tbody tr").count() == 3
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.click("form[action$='/start/'] button")
    page.wait_for_selector("#run progress")
    page.wait_for_function("() => document.querySelector('#run progress').value >= 3")
    assert page.locator("[data-go-on]").is_hidden()
    assert page.locator("#run-rows tr").count() >= 3
    assert page.inner_text("[data-live]")
    page.wait_for_selector(".batch-filter", timeout=LONGEST_WORK)
    run = ProvisioningRun.objects.get()
    assert (run.state, run.rows.counts()) == ("finished", {"faulty": 3, "made": 7})
    assert page.locator(".batch-state--made").count() == 7
    assert window.violations == []
    assert window.faults == []
    host = Site.objects.first().hostname
    assert Client(SERVER_NAME=host).get("/").status_code == 200


def test_an_outage_is_told_and_survived(window):
    page = window.page
    hand_in(window)
    page.route("**/go-on/", lambda route: route.abort(), times=1)
    page.click("form[action$='/start/'] button")
    page.wait_for_selector("#run progress")
    page.wait_for_function(
        "() => document.querySelector('[data-live]').textContent"
        " === document.querySelector('#run').dataset.lost"
    )
    assert page.locator("[data-go-on]").is_visible()
    page.wait_for_selector(".batch-filter", timeout=LONGEST_WORK)
    assert Site.objects.count() == 7
