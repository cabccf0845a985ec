"""What a new portal will have, before it is made."""

from dataclasses import dataclass
from datetime import date

from portal.common.registry import page_types
from sites.blueprint.services import required_sections
from sites.profile.models import SiteProfile
from sites.provisioning.spec import CheckedSpec
from sites.units.models import UnitPeriod


@dataclass(frozen=True)
class PlannedSection:
    """A section that the law requires.

    Attributes:
        name: as the law names it.
        is_nested: whether it stands under the one before it.
        is_installed: whether it can be made now.
    """

    name: str
    is_nested: bool
    is_installed: bool


@dataclass(frozen=True)
class PlannedPortal:
    """A portal that is not made yet, as the head of its pages will show it."""

    name: str
    other_name: str
    supervisors: list[dict]
    menu: list[dict]
    profile: SiteProfile
    other_language: str = "en"
    has_own_name: bool = False
    is_home: bool = True
    home_url: str = "/"


def planned_portal(unit: int, day: date) -> PlannedPortal | None:
    """What the preview shows of a unit's portal, in Vietnamese and with its menu filled.

    Args:
        unit: primary key of the unit.
        day: the day whose names and law count.

    Returns:
        Nothing if the unit does not exist on that day.
    """
    period = UnitPeriod.objects.on(day).filter(unit=unit).first()
    if period is None:
        return None
    parent = UnitPeriod.objects.on(day).filter(unit=period.parent_id).first()
    sections = required_sections(period.kind, day)
    menu = [section for section in sections if not section.is_function and not section.parent]
    return PlannedPortal(
        name=period.name,
        other_name=period.name_en,
        supervisors=[{"name": parent.name, "url": ""}] if parent else [],
        menu=[{"title": section.name_vi, "url": "/", "current": ""} for section in menu],
        profile=SiteProfile(),
    )


def planned_sections(checked: CheckedSpec) -> list[PlannedSection]:
    """The sections that provisioning will make, in the order of the menu.

    Args:
        checked: the portal that is asked for.
    """
    required = required_sections(checked.period.kind, checked.day)
    return [
        PlannedSection(
            section.name_vi,
            section.parent is not None,
            page_types.get(section.page_type) is not None,
        )
        for section in required
        if not section.is_function
    ]
