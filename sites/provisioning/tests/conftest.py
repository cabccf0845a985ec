"""A file with three bad rows of ten, and who may hand it in."""

from datetime import date

import pytest

from portal.accounts.models import User
from sites.provisioning import runs
from sites.provisioning.checking import check_file
from sites.provisioning.models import ProvisioningRun

DAY = date(2021, 4, 19)
HEADER = "unit_code,host_name,palette,administrator_name,administrator_email\n"
GOOD = ["09334", "09337", "09340", "09343", "09346", "09349", "09352"]
ROWS = [
    *[f"{code},,,," for code in GOOD[:3]],
    "9355,,,,",
    *[f"{code},,,," for code in GOOD[3:5]],
    "09358,xa_tri_phuong.bacninh.localhost,,,",
    *[f"{code},,,," for code in GOOD[5:]],
    "09361,,hong,,",
]
TEN_ROWS = (HEADER + "\n".join(ROWS) + "\n").encode()


@pytest.fixture
def chief(db):
    """An administrator of the province."""
    return User.objects.create_superuser("quan-tri@example.org", "mat-khau-dai-12")


@pytest.fixture
def checked(law_and_units, chief):
    """``checked(bytes)`` checks a file as the chief does; the ten rows if left out."""

    def check(data: bytes = TEN_ROWS, *, synchronise: bool = False, name: str = "sites.csv"):
        return check_file(data, name, day=DAY, synchronise=synchronise, user=chief)

    return check


def states(run: ProvisioningRun) -> list[str]:
    return list(run.rows.values_list("state", flat=True))


def finish(run: ProvisioningRun, user: User) -> ProvisioningRun:
    runs.start(run, user)
    runs.advance(run)
    return run
