"""What the migrations make, put back after each test that empties the tables.

Tests that commit are followed by a wipe of all tables, the migrations' own rows included. Worker
processes take tests from one another, so such a test need not be the last of its process.
"""

import json
from collections.abc import Iterator

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.db.backends.base.creation import BaseDatabaseCreation

GROUND = pytest.StashKey[str]()
BLOCKER = pytest.StashKey[object]()
WIPING_FIXTURES = {"transactional_db", "live_server"}


def wipes(item: pytest.Item) -> bool:
    """Whether the tables are emptied after this test."""
    marker = item.get_closest_marker("django_db")
    commits = bool(marker and marker.kwargs.get("transaction"))
    return commits or not WIPING_FIXTURES.isdisjoint(getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def django_db_setup(request, django_db_setup, django_db_blocker) -> None:
    """Keeps what the migrations made where a test of this run will wipe it out."""
    if any(wipes(item) for item in request.session.items):
        with django_db_blocker.unblock():
            request.config.stash[GROUND] = _types_first(connection.creation)
            request.config.stash[BLOCKER] = django_db_blocker


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """Lays the ground again; after the last test of a process there is no database any more."""
    result = yield
    stash = item.config.stash
    if nextitem is not None and wipes(item) and GROUND in stash:
        with stash[BLOCKER].unblock():
            lay_ground(stash[GROUND])
    return result


def lay_ground(rows: str) -> None:
    """Empties all tables and puts back the rows that ``serialize_db_to_string`` once gave."""
    # The wipe after a test made content types and permissions anew, under other numbers.
    # Sequences go on, so that no number of the ground is given a second time.
    quietly = {"verbosity": 0, "interactive": False}
    call_command("flush", inhibit_post_migrate=True, reset_sequences=False, **quietly)
    ContentType.objects.clear_cache()
    connection.creation.deserialize_db_from_string(rows)


def _types_first(creation: BaseDatabaseCreation) -> str:
    """All rows; what is saved before its content type is there would make another one."""
    rows = json.loads(creation.serialize_db_to_string())
    return json.dumps(sorted(rows, key=lambda row: row["model"] != "contenttypes.contenttype"))
