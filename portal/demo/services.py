"""Loads the demonstration, step by step; every step may be repeated."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from consultation.comments.loading import load_consent_texts
from consultation.periods.loading import load_periods
from editorial.vocabularies.services import load_vocabularies
from portal.demo import day
from portal.demo.accounts import EXAMPLE_CODES, ListedAccount, load_accounts
from portal.demo.boards import enter_boards
from portal.demo.campaigns import hold_events
from portal.demo.comments import bring_comments
from portal.demo.contents import fill_site, filled_homes
from portal.demo.desk import put_on_desks
from portal.demo.drafts import put_out_drafts
from portal.demo.english import translate_province
from portal.demo.gallery import draw
from portal.demo.pictures import SCENES
from portal.demo.portals import Lists
from portal.demo.schedule import schedule_items
from sites import units
from sites.blueprint.services import load_law
from sites.profile.models import SiteProfile
from sites.provisioning.batch import Plan, RowResult, carry_out, plan_units
from sites.units.models import Kind, UnitPeriod
from sites.units.services import load_units
from sites.worktime.loading import load_working_time

DATA_FOLDER = Path(units.__file__).parent / "data"
UNIT_FILES = ("units_2021.csv", "departments.csv", "units_2025.csv")
# Parents first: a commune's host name carries its district's.
KINDS_IN_ORDER = [Kind.PROVINCE, None, Kind.DISTRICT, Kind.COMMUNE]


class DemoError(Exception):
    """The demonstration cannot be loaded; the message says why and what to do."""


def load_registers() -> None:
    """Loads the units of 2021 and 2025, the law, working time, the shared lists and least periods.

    Raises:
        DemoError: a data file has faults.
    """
    for name in UNIT_FILES:
        report = load_units(DATA_FOLDER / name)
        if report.faults:
            raise DemoError(f"{name}: " + "; ".join(str(fault) for fault in report.faults))
    load_law()
    load_working_time()
    load_vocabularies()
    load_periods()
    load_consent_texts()


def planned_sites(on: date = day.DEMO_DAY) -> Plan:
    """The sites of all units of the day: the province, its bodies, districts and communes."""
    periods = UnitPeriod.objects.on(on).select_related("unit", "parent")
    rank = {kind: place for place, kind in enumerate(KINDS_IN_ORDER)}
    ordered = sorted(periods, key=lambda period: (rank.get(period.kind, 1), period.code))
    return plan_units(ordered, on)


def provision(plan: Plan) -> Iterator[RowResult]:
    """Makes the planned sites that are missing.

    Raises:
        DemoError: a site was refused.
    """
    for result in carry_out(plan):
        if result.refused:
            raise DemoError(f"{result.planned.checked.host_name}: {result.refused}")
        yield result


def example_periods(on: date = day.DEMO_DAY) -> dict[str, UnitPeriod]:
    """What holds for the example units that have a live site, by code."""
    periods = UnitPeriod.objects.on(on).filter(
        code__in=EXAMPLE_CODES, unit__site_profiles__state=SiteProfile.State.LIVE
    )
    found = {period.code: period for period in periods}
    return {code: found[code] for code in EXAMPLE_CODES if code in found}


def make_accounts() -> list[ListedAccount]:
    """Makes the accounts of the examples and lists them in ``var/demo-accounts.csv``."""
    return load_accounts(example_periods(), day.accounts_file())


def draw_pictures() -> int:
    """Draws and encodes every picture that is not there yet; how many those were."""
    return draw(SCENES.values())


def sites_to_fill(on: date = day.DEMO_DAY) -> list[tuple[SiteProfile, UnitPeriod]]:
    """Every live site that was never filled, with what holds for its unit."""
    filled = filled_homes()
    profiles = SiteProfile.objects.filter(state=SiteProfile.State.LIVE)
    by_unit = {
        profile.unit_id: profile
        for profile in profiles.select_related("site__root_page", "collection")
        if profile.site.root_page.path not in filled
    }
    periods = UnitPeriod.objects.on(on).filter(unit__in=by_unit).select_related("unit", "parent")
    return [(by_unit[period.unit_id], period) for period in periods.order_by("code")]


def fill(sites: list[tuple[SiteProfile, UnitPeriod]], on: date = day.DEMO_DAY) -> Iterator[int]:
    """Puts content into these sites and says after each how many items were new."""
    lists = Lists.read(on)
    for profile, period in sites:
        yield fill_site(profile, period, lists)


def translate(on: date = day.DEMO_DAY) -> int:
    """Gives the province its English pages; how many were new."""
    return translate_province(Lists.read(on))


def enter_editorial_boards(on: date = day.DEMO_DAY) -> int:
    """Gives the portals their editorial boards; how many were new."""
    return enter_boards(on)


def schedule_examples(on: date = day.DEMO_DAY) -> int:
    """Gives the examples items that come and go by themselves; how many were new."""
    return schedule_items(on)


def bring_texts_on_their_way(on: date = day.DEMO_DAY) -> int:
    """Gives the examples texts at every step of the review; how many were new."""
    return put_on_desks(on)


def hold_major_events(on: date = day.DEMO_DAY) -> int:
    """Gives the province an election that runs and events that are over; how many were new."""
    return hold_events(on)


def ask_about_drafts(on: date = day.DEMO_DAY) -> int:
    """Gives some portals drafts that stand open for comment or did; how many were new."""
    return put_out_drafts(on)


def comment_on_drafts(on: date = day.DEMO_DAY) -> int:
    """Lets citizens comment on these drafts, and officers answer; how many comments were new."""
    return bring_comments(on)


def forget_everything(say: Callable[[str], None]) -> None:
    """Throws database, uploaded files and accounts of the demonstration away.

    Raises:
        DemoError: the uploaded files are kept outside the project's own folder.
    """
    media = Path(settings.MEDIA_ROOT)
    if not media.is_relative_to(settings.VAR_DIR):
        raise DemoError(f"{media} is not the demonstration's folder; empty it by hand first.")
    for path in (day.loaded_marker(), day.accounts_file(), day.environment_file()):
        path.unlink(missing_ok=True)
    shutil.rmtree(media, ignore_errors=True)
    _drop_tables()
    say("Preparing the database")
    call_command("migrate", verbosity=0)


def _drop_tables() -> None:
    if connection.vendor == "sqlite":
        name = Path(connection.settings_dict["NAME"])
        connection.close()
        for path in (name, name.with_name(f"{name.name}-wal"), name.with_name(f"{name.name}-shm")):
            path.unlink(missing_ok=True)
        return
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        names = ", ".join(connection.ops.quote_name(table) for table in tables)
        if names:
            cursor.execute(f"DROP TABLE {names} CASCADE")
