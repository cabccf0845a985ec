"""The chief's browser, and the file with three bad rows of ten."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from portal.common.testing.officers import officer_client
from sites.provisioning.models import ProvisioningRun
from sites.provisioning.tests.conftest import TEN_ROWS, checked, chief  # noqa: F401 fixtures


@pytest.fixture
def browser(law_and_units, chief):  # noqa: F811 a fixture
    """A browser in which the chief is signed in."""
    return officer_client(chief)


@pytest.fixture
def upload(browser):
    """``upload(bytes)`` hands a file in; the ten rows if left out."""

    def send(data: bytes = TEN_ROWS, name: str = "sites.csv", **values):
        values = {"day": "2021-04-19", **values}
        values["file"] = SimpleUploadedFile(name, data)
        return browser.post(reverse("portal_batches:upload"), values)

    return send


@pytest.fixture
def address():
    """``address("start")`` of the only run."""

    def find(name: str) -> str:
        return reverse(f"portal_batches:{name}", args=[ProvisioningRun.objects.get().uid])

    return find
