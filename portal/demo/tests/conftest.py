"""A small demonstration: a commune that is an example and its neighbour that is not."""

import time
from datetime import date

import pytest
from django.conf import settings
from django.utils import timezone

from portal.common import clock
from portal.demo import gallery, services
from sites.provisioning.batch import plan_units
from sites.units.models import UnitPeriod

REAL_NOW = timezone.now
DAY = date(2021, 4, 19)
EXAMPLE, NEIGHBOUR = "09355", "09358"


@pytest.fixture(autouse=True)
def own_folder(tmp_path, settings):
    """Files of the demonstration go into a folder of the test."""
    settings.BASE_DIR = tmp_path
    settings.VAR_DIR = tmp_path / "var"
    settings.MEDIA_ROOT = tmp_path / "var" / "media"
    return settings.VAR_DIR


@pytest.fixture(scope="session")
def drawn(tmp_path_factory):
    """Scenes that one test has drawn are at hand for the next."""
    return tmp_path_factory.mktemp("demo_pictures")


@pytest.fixture(autouse=True)
def one_shelf(drawn, monkeypatch):
    """All tests of a run share the drawn scenes."""
    monkeypatch.setattr(gallery, "shelf_of", lambda scene: drawn / scene.key)


@pytest.fixture
def on_the_day(monkeypatch):
    """The clock of the demonstration, as just loaded; it runs, though laws and units stop it."""
    monkeypatch.setattr(clock, "_real_now", REAL_NOW)
    clock.shift(DAY.isoformat(), time.time())
    yield
    clock.shift("", 0)


@pytest.fixture
def small_plan(law_and_units, monkeypatch):
    """Instead of 159 sites, two."""
    periods = UnitPeriod.objects.on(DAY).filter(code__in=[EXAMPLE, NEIGHBOUR]).order_by("code")

    def plan():
        return plan_units(periods.select_related("unit", "parent"), DAY)

    monkeypatch.setattr(services, "planned_sites", plan)
    return plan


@pytest.fixture
def two_portals(small_plan):
    """The two sites, made and empty; their host names by code."""
    for _result in services.provision(small_plan()):
        pass
    domain = settings.PROVINCE_DOMAIN
    return {EXAMPLE: f"daidong-tiendu.{domain}", NEIGHBOUR: f"triphuong-tiendu.{domain}"}
