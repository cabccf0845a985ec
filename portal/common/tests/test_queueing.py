"""One task that waits is enough for all who ask for the same."""

import pytest
from django.test import override_settings
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from portal.common.queueing import enqueue_once

pytestmark = pytest.mark.django_db


@task()
def look_around(after: int = 0) -> None:
    """Nothing."""


@pytest.fixture
def database():
    with override_settings(TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}):
        yield


def test_asked_again_while_one_waits(database):
    enqueue_once(look_around)
    enqueue_once(look_around)
    assert DBTaskResult.objects.count() == 1


@pytest.mark.parametrize("status", [TaskResultStatus.RUNNING, TaskResultStatus.SUCCESSFUL])
def test_one_that_has_begun_may_have_looked_already(status, database):
    enqueue_once(look_around)
    DBTaskResult.objects.update(status=status)
    enqueue_once(look_around)
    assert DBTaskResult.objects.count() == 2


def test_one_that_looks_at_a_part_is_another(database):
    look_around.enqueue(5)
    enqueue_once(look_around)
    assert DBTaskResult.objects.count() == 2


def test_at_once_without_a_worker(monkeypatch):
    enqueue_once(look_around)
    assert not DBTaskResult.objects.exists()
