"""Which requirement sets and sections are refused, and why."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.common.addresses import reserved_words
from sites.units.models import Kind

if TYPE_CHECKING:
    from sites.blueprint.models import RequiredSection, RequirementSet

GROUP = "group"

# Keys of the page types that law data may name; see portal.common.registry for who makes them.
PAGE_TYPE_NAMES = {
    GROUP: _("group of sections"),
    "articles": _("section of news"),
    "register": _("register of documents"),
    "page": _("page of text"),
    "people": _("list of people"),
    "links": _("list of links"),
    "contact": _("contact page"),
    "consultation": _("consultations on drafts"),
    "petitions": _("feedback and petitions"),
}
PAGE_TYPES = tuple(PAGE_TYPE_NAMES)

# Kinds of unit that the law distinguishes. Every other kind follows the departments.
BOUND_KINDS = (Kind.PROVINCE, Kind.DEPARTMENT, Kind.DISTRICT, Kind.COMMUNE)

Fault = tuple[str, str]  # the field, the sentence


def binding_kind(kind: str) -> str:
    """The kind whose requirements a unit of this kind follows.

    Raises:
        ValueError: no such kind of unit.
    """
    known = Kind(kind)
    return (known if known in BOUND_KINDS else Kind.DEPARTMENT).value


def refuse_overlap(requirement_set: "RequirementSet") -> None:
    """Refuses a set that holds on a day on which another one holds.

    Raises:
        ValidationError: naming the other set and what to do.
    """
    others = type(requirement_set).objects.exclude(pk=requirement_set.pk)
    other = others.overlapping(requirement_set.in_force_from, requirement_set.in_force_to).first()
    if other:
        raise ValidationError(
            {
                "in_force_from": _(
                    "“%(other)s” is in force on some of these days. "
                    "End one set on the day before the other one begins."
                )
                % {"other": other}
            }
        )


def refuse_faults(section: "RequiredSection") -> None:
    """Refuses a section that cannot stand where it is.

    Raises:
        ValidationError: with every fault at its field.
    """
    faults: dict[str, list[str]] = {}
    for field, sentence in section_faults(section):
        faults.setdefault(field, []).append(sentence)
    if faults:
        raise ValidationError(faults)


def section_faults(section: "RequiredSection") -> Iterator[Fault]:
    """Every fault of a section and of its place among the others."""
    yield from _type_faults(section)
    yield from _kind_faults(section)
    yield from _certainty_faults(section)
    if section.is_function:
        yield from _function_faults(section)
    else:
        yield from _address_faults(section)
    if section.parent_id or section.parent:
        yield from _parent_faults(section, section.parent)
    if section.pk:
        for child in section.children.all():
            yield from _child_faults(child, section)


def _type_faults(section: "RequiredSection") -> Iterator[Fault]:
    if section.is_function or section.page_type in PAGE_TYPES:
        return
    yield (
        "page_type",
        _("There is no page type “%(key)s”. Choose one of: %(keys)s.")
        % {"key": section.page_type, "keys": ", ".join(PAGE_TYPES)},
    )


def _kind_faults(section: "RequiredSection") -> Iterator[Fault]:
    kinds = section.kinds
    if not isinstance(kinds, list) or any(kind not in BOUND_KINDS for kind in kinds):
        yield (
            "kinds",
            _("Kinds of unit are a list of: %(kinds)s.") % {"kinds": ", ".join(BOUND_KINDS)},
        )
    elif not kinds and not section.is_group:
        yield "kinds", _("Name at least one kind of unit that must have this section.")
    elif kinds and section.is_group:
        yield "kinds", _("A group follows its sections. Leave the kinds of unit empty.")


def _certainty_faults(section: "RequiredSection") -> Iterator[Fault]:
    if section.certainty != "verified":
        return
    if not section.legal_basis:
        yield "legal_basis", _("A verified section needs the article in which it stands.")
    if not section.source:
        yield "source", _("A verified section needs the source in which the article was read.")


def _function_faults(section: "RequiredSection") -> Iterator[Fault]:
    if section.page_type or section.slug or section.slug_en or section.parent_id:
        yield (
            "is_function",
            _("A function of the portal has no page: leave page type, addresses and place empty."),
        )


def _address_faults(section: "RequiredSection") -> Iterator[Fault]:
    for field in ("slug", "slug_en"):
        slug = getattr(section, field)
        if not slug:
            yield field, _("A section needs an address in both languages.")
        elif slug in reserved_words():
            yield (
                field,
                _("“%(slug)s” is an address of the portal itself. Choose another one.")
                % {"slug": slug},
            )


def _parent_faults(section: "RequiredSection", parent: "RequiredSection") -> Iterator[Fault]:
    if parent.requirement_set_id != section.requirement_set_id:
        yield "parent", _("A section stands under a section of the same requirement set.")
    elif parent.is_function:
        yield "parent", _("Nothing can stand under a function of the portal.")
    elif _is_cycle(section):
        yield "parent", _("A section cannot stand under itself. Choose another place.")
    elif not parent.is_group:
        yield from _narrower_faults(section, parent, field="parent")


def _child_faults(child: "RequiredSection", parent: "RequiredSection") -> Iterator[Fault]:
    if parent.is_function:
        yield "is_function", _("Nothing can stand under a function of the portal.")
    elif not parent.is_group:
        yield from _narrower_faults(child, parent, field="kinds")


def _is_cycle(section: "RequiredSection") -> bool:
    above, seen = section.parent, set()
    while above is not None and id(above) not in seen:
        if above is section or (section.pk and above.pk == section.pk):
            return True
        seen.add(id(above))
        above = above.parent
    return above is not None


def _narrower_faults(
    child: "RequiredSection", parent: "RequiredSection", field: str
) -> Iterator[Fault]:
    """A section may only be required where and when the one above it is."""
    names = {"child": child.name_vi, "parent": parent.name_vi}
    if not set(child.kinds) <= set(parent.kinds):
        yield (
            field,
            _("“%(child)s” is required of units that need not have “%(parent)s” above it.") % names,
        )
    starts_late = (parent.in_force_from or date.min) > (child.in_force_from or date.min)
    ends_early = (parent.in_force_to or date.max) < (child.in_force_to or date.max)
    if starts_late or ends_early:
        yield (
            field,
            _("“%(child)s” is in force on days on which “%(parent)s” above it is not.") % names,
        )
