"""What was typed in the steps, kept in the session under a key of its own for each going.

Two goings in two windows have two keys, so they never mix; reloading and going back find what
was typed before.
"""

import uuid
from dataclasses import asdict, dataclass, field

from django.contrib.sessions.backends.base import SessionBase

from sites.provisioning.spec import SiteSpec
from sites.units.models import Unit

SESSION_NAME = "new_portals"
# The oldest is forgotten for another one; nobody has more windows open than this.
MOST_DRAFTS = 8


@dataclass
class Draft:
    """A portal that somebody is about to open.

    Attributes:
        key: names this going through the steps.
        unit: primary key of the chosen unit.
        host_name: as typed; empty until the second step was seen.
        palette: as chosen.
        administrator_name: as typed.
        administrator_email: as typed.
        refusal: field and reason of a refusal that leads back to an earlier step.
    """

    key: str
    unit: int | None = None
    host_name: str = ""
    palette: str = ""
    administrator_name: str = ""
    administrator_email: str = ""
    refusal: list[str] = field(default_factory=list)

    def choose(self, unit: Unit) -> None:
        """Takes a unit; address and look of another one are proposed anew."""
        if self.unit != unit.pk:
            self.unit, self.host_name, self.palette = unit.pk, "", ""

    def spec(self, unit: Unit) -> SiteSpec:
        """What is asked for.

        Args:
            unit: the chosen unit.
        """
        return SiteSpec(
            unit=unit,
            host_name=self.host_name,
            palette=self.palette,
            administrator_email=self.administrator_email,
            administrator_name=self.administrator_name,
        )


def begin(session: SessionBase) -> Draft:
    """An empty draft with a fresh key."""
    draft = Draft(key=uuid.uuid4().hex)
    keep(session, draft)
    return draft


def find(session: SessionBase, key: uuid.UUID) -> Draft | None:
    """The draft of a key; None if it is not of this session, or was forgotten.

    One that an earlier release wrote with other fields is no draft any more.
    """
    kept = session.get(SESSION_NAME, {}).get(key.hex)
    try:
        return Draft(**kept) if kept else None
    except TypeError:
        return None


def keep(session: SessionBase, draft: Draft) -> None:
    """Writes a draft into the session."""
    drafts = session.get(SESSION_NAME, {})
    drafts.pop(draft.key, None)
    drafts[draft.key] = asdict(draft)
    session[SESSION_NAME] = dict(list(drafts.items())[-MOST_DRAFTS:])


def forget(session: SessionBase, key: uuid.UUID) -> None:
    """Drops a draft, with the name and address in it, once the portal is made."""
    drafts = session.get(SESSION_NAME, {})
    drafts.pop(key.hex, None)
    session[SESSION_NAME] = drafts
