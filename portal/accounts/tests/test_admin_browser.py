"""The administration under its policy, in a real browser."""

import pytest

from portal.accounts.models import User
from portal.accounts.second_factor import present_code, set_up_totp
from portal.accounts.tests.conftest import PASSWORD

pytestmark = pytest.mark.browser


@pytest.fixture
def administrator(portal_server) -> User:
    user = User.objects.create_superuser("quantri@example.org", PASSWORD, full_name="Lê Quản Trị")
    set_up_totp(user)
    return user


def test_signs_in_by_the_form(open_window, administrator):
    window = open_window()
    window.open("/admin/")
    window.page.fill("input[name=login]", administrator.email)
    window.page.fill("input[name=password]", PASSWORD)
    window.page.click("form button[type=submit]")
    window.page.fill("input[name=code]", present_code(administrator))
    window.page.click("main button[type=submit] >> nth=0")
    window.page.wait_for_selector(".sidebar-menu-item__link")
    assert window.page.url.endswith("/admin/")
    assert window.violations == []
    assert window.faults == []
