"""What the law requires of a unit's portal on a given day."""

from collections import defaultdict
from datetime import date

from django.utils.translation import gettext as _

from portal.common import clock
from sites.blueprint.loading import DATA_FOLDER, LawDataError, LawReport, load_law
from sites.blueprint.models import RequiredSection, RequirementSet
from sites.blueprint.rules import binding_kind

__all__ = [
    "DATA_FOLDER",
    "LawDataError",
    "LawReport",
    "NoLawInForceError",
    "binding_kind",
    "deletion_refusal",
    "load_law",
    "mark_edited",
    "required_sections",
    "requirement_set_on",
]


class NoLawInForceError(LookupError):
    """No requirement set is in force on the day asked for."""


def requirement_set_on(day: date) -> RequirementSet:
    """The requirement set in force on a day of the province's calendar.

    Raises:
        NoLawInForceError: with a sentence that says what to do.
    """
    requirement_set = RequirementSet.objects.on(day).first()
    if requirement_set is None:
        raise NoLawInForceError(
            _(
                "No requirement set is in force on %(day)s. "
                "Load the data files with “manage.py load_law”, or choose another day."
            )
            % {"day": day.isoformat()}
        )
    return requirement_set


def required_sections(kind: str, day: date) -> list[RequiredSection]:
    """What the portal of a unit must have on a day, in two statements.

    Args:
        kind: the unit's kind; all but provinces, districts and communes follow the departments.
        day: the day whose law counts.

    Returns:
        Sections in the order of the menu, each after the one it stands under (``parent`` is
        loaded), then the functions of the portal, which have no page. A group of the menu is
        present only where one of its sections is.

    Raises:
        ValueError: no such kind of unit.
        NoLawInForceError: no requirement set is in force on that day.
    """
    bound = binding_kind(kind)
    requirement_set = requirement_set_on(day)
    below: dict[int | None, list[RequiredSection]] = defaultdict(list)
    for section in requirement_set.sections.on(day).order_by("is_function", "order", "key"):
        section.requirement_set = requirement_set
        below[section.parent_id].append(section)
    return _required_below(None, below, bound)


def _required_below(
    parent: RequiredSection | None,
    below: dict[int | None, list[RequiredSection]],
    bound: str,
) -> list[RequiredSection]:
    required = []
    for section in below.get(parent.pk if parent else None, []):
        section.parent = parent
        children = _required_below(section, below, bound)
        if children if section.is_group else bound in section.kinds:
            required += [section, *children]
    return required


def deletion_refusal(section: RequiredSection) -> str:
    """Why a section cannot be removed; empty if it can be."""
    children = [child.name_vi for child in section.children.all()]
    if not children:
        return ""
    return _(
        "“%(section)s” cannot be removed while sections stand under it: %(children)s. "
        "Move or remove those first."
    ) % {"section": section.name_vi, "children": ", ".join(children)}


def mark_edited(requirement_set: RequirementSet) -> None:
    """Notes that the province changed a set, which the data files then leave alone."""
    requirement_set.edited_at = clock.now()
    requirement_set.save(update_fields=["edited_at"])
