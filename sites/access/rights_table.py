"""The table of rights as the documentation shows it."""

from dataclasses import fields

from sites.access.models import Role
from sites.access.roles import RIGHTS

HEADINGS = {
    "pages": "own pages",
    "media": "own media",
    "site": "own portal",
    "pages_below": "pages below",
    "pages_everywhere": "pages everywhere",
    "media_everywhere": "media everywhere",
}
NONE = "–"


def rights_table() -> str:
    """A table in Markdown: a row for each role, a column for each thing that rights lie on."""
    names = list(HEADINGS)
    head = ["role", *HEADINGS.values()]
    rows = [[role.value, *(_cell(getattr(RIGHTS[role], name)) for name in names)] for role in Role]
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def columns() -> set[str]:
    """What rights lie on, by the table in code."""
    return {field.name for field in fields(next(iter(RIGHTS.values())))}


def _cell(codenames: frozenset[str]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(codenames)) or NONE
