"""An administrator opens a commune's portal in Chromium, and readers read it at once."""

from datetime import date

import pytest

from portal.accounts.models import User
from sites.administration.tests.conftest import portals_url
from sites.profile.models import SiteProfile
from sites.units.models import UnitPeriod

pytestmark = pytest.mark.browser

DAY = date(2021, 4, 19)
EMAIL = "truongban@example.org"
NAME = "Nguyễn Thị Đào"


@pytest.fixture
def window(portal_server, law_and_units, officer_window):
    """The administrator's window."""
    province = User.objects.create_superuser("tinh@example.org", "mat-khau-dai-12")
    return officer_window(province)


def strong_colour(page) -> str:
    """The colour of the name in the preview's head."""
    name = page.frame_locator("iframe[data-preview]").locator(".masthead__name strong")
    name.wait_for()
    return name.evaluate("element => getComputedStyle(element).color")


def choose_unit(page) -> None:
    page.fill("#words", "dai dong tien du")
    page.press("#words", "Enter")
    page.wait_for_url("**q=dai*")
    page.click("button[name=unit]")
    page.wait_for_selector("#id_host_name")


def choose_look(page) -> None:
    """The preview follows the palette; a wrong name is said and the eye is led to it."""
    before = strong_colour(page)
    with page.expect_response(lambda answer: "palette=plum" in answer.url):
        page.check("input[name=palette][value=plum]")
    page.wait_for_function(
        """before => {
          const frame = document.querySelector("iframe[data-preview]").contentDocument;
          const name = frame && frame.querySelector(".masthead__name strong");
          return name && getComputedStyle(name).color !== before;
        }""",
        arg=before,
    )
    assert page.locator("button[name=preview]").is_hidden()
    proposed = page.input_value("#id_host_name")
    page.fill("#id_host_name", "hai từ.bacninh.localhost")
    page.press("#id_host_name", "Enter")
    page.wait_for_selector("[data-faults]:focus")
    page.fill("#id_host_name", proposed)
    page.press("#id_host_name", "Enter")
    page.wait_for_selector("#id_administrator_email")


def name_the_head(page) -> None:
    page.fill("#id_administrator_name", NAME)
    page.fill("#id_administrator_email", EMAIL)
    page.press("#id_administrator_email", "Enter")
    page.wait_for_selector(".portal-sections")


def test_a_commune_is_opened_and_answers(window, open_window):
    page = window.page
    window.open(portals_url("new"))
    choose_unit(page)
    choose_look(page)
    name_the_head(page)
    page.dblclick(".portal-links button.button >> nth=0")
    page.wait_for_selector(".portal-address")

    unit = UnitPeriod.objects.on(DAY).get(name="Xã Đại Đồng", parent__periods__code="260").unit
    profile = SiteProfile.objects.get(unit=unit)
    assert profile.palette == "plum"
    assert User.objects.get(email=EMAIL).invitations.count() == 1
    address = page.get_attribute(".portal-address a", "href")
    reader = open_window(profile.site.hostname)
    assert reader.open(address + "/").status == 200
    assert reader.page.get_by_text("Xã Đại Đồng").first.is_visible()
    assert window.violations == reader.violations == []
    assert reader.faults == []

    window.open(portals_url("new"))
    page.fill("#words", "dai dong tien du")
    page.press("#words", "Enter")
    page.wait_for_url("**q=dai*")
    assert page.locator("button[name=unit]").count() == 0
    assert page.locator(f"a[href='{portals_url('show', profile.pk)}']").is_visible()
