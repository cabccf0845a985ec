"""What may happen to a unit: founded, changed, ended, or loaded from a file.

A rename, an upgrade or a new parent opens a new period of the same unit. A merger, a split or an
abolition ends the unit and names its successors.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from portal.common.text import slugify
from portal.hosts.index import index
from sites.units.loading import LoadReport, load
from sites.units.loading.timeline import short_name_of
from sites.units.models import Unit, UnitPeriod
from sites.units.signals import register_changed

ONE_DAY = timedelta(days=1)
_MAY_CHANGE = {
    "code",
    "name",
    "name_en",
    "short_name",
    "slug",
    "kind",
    "subtype",
    "parent",
    "note",
}


class UnitError(Exception):
    """A change of the register is refused; the message says why."""


def load_units(
    file: str | Path | bytes, *, valid_from: date | None = None, dry_run: bool = False
) -> LoadReport:
    """Reads a table of units into the register, all of it or nothing.

    Rows are matched by code and period, so that loading a file twice changes nothing. The columns
    are described in ``docs/units.md``.

    Args:
        file: a path, or the bytes of a CSV file or workbook.
        valid_from: the first day of rows that name none.
        dry_run: only tell what would be done.

    Returns:
        The faults by line and column, and each row as new, changed or unchanged.

    Raises:
        OSError: the file cannot be read.
    """
    return load(file, valid_from=valid_from, dry_run=dry_run)


@transaction.atomic
def create_unit(
    *, code: str, name: str, kind: str, valid_from: date, parent: Unit | None = None, **more: str
) -> Unit:
    """Enters a new unit with its first period.

    Args:
        code: its code, free on that day.
        name: its full name.
        kind: a value of :class:`sites.units.models.Kind`.
        valid_from: its first day.
        parent: the unit it stands under.
        more: other fields of the period; slug and short name come from the name if left out.

    Raises:
        ValidationError: a field is wrong, or another unit has the code on that day.
    """
    unit = Unit.objects.create()
    short_name = short_name_of(name, more.get("subtype", ""))
    fields = {"short_name": short_name, "slug": slugify(name, 100), **more}
    period = UnitPeriod(
        unit=unit, code=code, name=name, kind=kind, valid_from=valid_from, parent=parent, **fields
    )
    period.full_clean(exclude=["sort_key"])
    period.save()
    _tell()
    return unit


@transaction.atomic
def open_period(unit: Unit, valid_from: date, **changes: object) -> UnitPeriod:
    """Lets something else hold for a unit from a day on: a rename, an upgrade, a new parent.

    Args:
        unit: the unit, which goes on.
        valid_from: the first day of the change.
        changes: the fields that change; the others stay as they were.

    Raises:
        UnitError: the unit does not exist on the day before, or changes later on are known.
        ValidationError: a new value is wrong.
    """
    unknown = set(changes) - _MAY_CHANGE
    if unknown:
        raise TypeError(f"A period has no such fields: {', '.join(sorted(unknown))}")
    before = unit.at(valid_from - ONE_DAY)
    if before is None:
        raise UnitError(
            _("The unit does not exist on %(day)s, so nothing can change on the next day.")
            % {"day": (valid_from - ONE_DAY).isoformat()}
        )
    _refuse_later_periods(unit, before)
    after = UnitPeriod(unit=unit, valid_from=valid_from, valid_to=before.valid_to)
    for field in _MAY_CHANGE:
        setattr(after, field, changes.get(field, getattr(before, field)))
    before.valid_to = valid_from - ONE_DAY
    before.save(update_fields=["valid_to"])
    after.full_clean(exclude=["sort_key"])
    after.save()
    _tell()
    return after


@transaction.atomic
def end_unit(unit: Unit, last_day: date, successors: Iterable[Unit] = ()) -> None:
    """Ends a unit by merger, split or abolition.

    Args:
        unit: the unit that ends.
        last_day: the last day on which it exists.
        successors: the units that take its area or its tasks over on the next day.

    Raises:
        UnitError: it does not exist on that day, changes later, or would follow itself.
    """
    followers = list(successors)
    if unit in followers:
        raise UnitError(_("A unit cannot be its own successor: open a new period instead."))
    period = unit.at(last_day)
    if period is None:
        raise UnitError(
            _("The unit does not exist on %(day)s, so it cannot end then.")
            % {"day": last_day.isoformat()}
        )
    _refuse_later_periods(unit, period)
    period.valid_to = last_day
    period.save(update_fields=["valid_to"])
    unit.ended_on = last_day
    unit.save(update_fields=["ended_on"])
    unit.successors.set(followers)
    _tell()


def _tell() -> None:
    index.changed()
    register_changed.send(sender=Unit)


def successors_on(unit: Unit, day: date) -> list[Unit]:
    """The units that exist on ``day`` and go back to this one, through every merger between.

    Returns:
        The unit itself while it exists; none where the successors are not known.
    """
    found: dict[int, Unit] = {}
    seen: set[int] = set()
    waiting = [unit]
    while waiting:
        candidate = waiting.pop()
        if candidate.pk in seen:
            continue
        seen.add(candidate.pk)
        if candidate.at(day):
            found[candidate.pk] = candidate
        else:
            waiting += candidate.successors.all()
    return [found[key] for key in sorted(found)]


def _refuse_later_periods(unit: Unit, period: UnitPeriod) -> None:
    later = unit.periods.filter(valid_from__gt=period.valid_from).first()
    if later:
        raise UnitError(
            _("Another change of this unit is known for %(day)s. Remove that period first.")
            % {"day": later.valid_from.isoformat()}
        )
