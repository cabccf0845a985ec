"""Entering what came by letter or was said at a meeting, each of it once.

What was entered leaves a mark made with the installation's key, which tells nobody anything but
lets the same row of the same draft be known when its file is sent again.
"""

import json
import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.core import signing
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from consultation.attachments.content import Upload
from consultation.comments import services
from consultation.comments.models import Comment
from consultation.comments.moderation import ENTERED
from consultation.comments.services import Author, CommentRefused
from consultation.drafts.models import DraftPage
from consultation.versions.models import DraftVersion
from consultation.versions.naming import path_of
from portal.common.models import SubmissionKey

PURPOSE = "entered comment"
# Of a table.
MOST_BYTES = 1024 * 1024
# How long a table that was looked at may wait for the confirmation.
LONGEST_WAIT = 24 * 60 * 60
_SALT = "consultation.comments.entering"


@dataclass(frozen=True)
class Entry:
    """What is entered as one comment.

    Attributes:
        line: of the file; 0 for what was typed.
        received_on: the day.
        address: of the provision; empty for the whole draft.
    """

    text: str
    source: str
    received_on: date
    address: str = ""
    name: str = ""
    organisation: str = ""
    email: str = ""
    telephone: str = ""
    name_is_shown: bool = False
    line: int = 0

    @property
    def author(self) -> Author:
        """Who said it."""
        names = ("name", "organisation", "email", "telephone", "name_is_shown")
        return Author(**{name: getattr(self, name) for name in names})


@dataclass(frozen=True)
class Outcome:
    """What became of the rows of a table.

    Attributes:
        entered: how many comments there are now that were not there before.
        known: how many rows had been entered before.
        refused: lines that could not be entered, each with the reason.
    """

    entered: int
    known: int
    refused: list[tuple[int, str]]


@transaction.atomic
def enter_once(
    draft: DraftPage, entry: Entry, user, key: uuid.UUID, files: Sequence[Upload] = ()
) -> tuple[Comment, bool]:
    """Enters a comment under a key; a second time gives the comment of the first.

    Args:
        draft: the draft itself.
        entry: what is entered.
        user: the officer.
        key: of the form.
        files: the letter as it was read in, checked.

    Returns:
        The comment, and whether it is new.

    Raises:
        CommentRefused: the officer may not, or the day or the provision does not fit.
    """
    sent, is_first = SubmissionKey.objects.get_or_create(key=key, defaults={"purpose": PURPOSE})
    if not is_first:
        found = Comment.objects.filter(draft=draft, uid=sent.result or None).first()
        if found is None:
            raise CommentRefused(
                _("This was sent before. Open the form again for another comment.")
            )
        return found, False
    comment = services.enter(
        draft,
        entry.text,
        entry.author,
        user,
        source=entry.source,
        received_on=entry.received_on,
        address=entry.address,
        files=files,
    )
    sent.result = comment.uid.hex
    sent.save(update_fields=["result"])
    data = {"site": comment.site_id, "source": entry.source}
    log(comment, ENTERED, user=user, data=data)
    return comment, True


def enter_all(draft: DraftPage, entries: Sequence[Entry], user) -> Outcome:
    """Enters the rows of a table, each by itself: one that cannot be keeps no other back."""
    entered, refused = 0, []
    for entry, key in zip(entries, keys_of(draft, entries), strict=True):
        try:
            _comment, is_new = enter_once(draft, entry, user, key)
        except CommentRefused as reason:
            refused.append((entry.line, str(reason)))
        else:
            entered += is_new
    return Outcome(entered, len(entries) - entered - len(refused), refused)


def keys_of(draft: DraftPage, entries: Iterable[Entry]) -> list[uuid.UUID]:
    """A key for each row, the same whenever the same row is sent for the same draft.

    Rows of one table that say exactly the same are told apart by how often they were met.
    """
    met: Counter = Counter()
    keys = []
    for entry in entries:
        told = [str(draft.translation_key), *map(str, _facts(entry).values())]
        written = json.dumps(told, ensure_ascii=False)
        met[written] += 1
        digest = salted_hmac(_SALT, f"{met[written]}:{written}", algorithm="sha256").digest()
        keys.append(uuid.UUID(bytes=digest[:16], version=4))
    return keys


def entered_before(draft: DraftPage, entries: Sequence[Entry]) -> set[int]:
    """The places of the rows that have been entered already."""
    keys = keys_of(draft, entries)
    known = set(SubmissionKey.objects.filter(key__in=keys).values_list("key", flat=True))
    return {place for place, key in enumerate(keys) if key in known}


def carried(draft: DraftPage, user, entries: Iterable[Entry]) -> str:
    """The rows as the officer's own form carries them from the preview to the confirmation."""
    rows = [_facts(entry) | {"line": entry.line} for entry in entries]
    told = {"draft": draft.pk, "user": user.pk, "rows": rows}
    return signing.dumps(told, salt=_SALT, compress=True)


def taken_out(draft: DraftPage, user, sent: str) -> list[Entry] | None:
    """The rows that a form carried; None if it is not this officer's, or too old."""
    try:
        told = signing.loads(sent, salt=_SALT, max_age=LONGEST_WAIT)
    except signing.BadSignature:
        return None
    if (told["draft"], told["user"]) != (draft.pk, user.pk):
        return None
    return [
        Entry(**row | {"received_on": date.fromisoformat(row["received_on"])})
        for row in told["rows"]
    ]


def places_of(draft: DraftPage) -> list[tuple[str, str]]:
    """Address and name of each provision of the text that readers see, in its order."""
    version = version_of(draft)
    if version is None:
        return []
    rows = list(version.provisions.defer("text").order_by("order"))
    by_key = {row.pk: row for row in rows}
    found = []
    for row in rows:
        way = [row]
        while way[-1].parent_id in by_key:
            way.append(by_key[way[-1].parent_id])
        found.append((row.address, path_of(way) or str(row)))
    return found


def version_of(draft: DraftPage) -> DraftVersion | None:
    """The text that what is entered refers to: the one that readers see."""
    found = DraftVersion.objects.of(draft).published()
    return found.filter(pk=draft.text_version_id).first() or found.first()


def _facts(entry: Entry) -> dict:
    """All but the line, which changes when rows are added above."""
    facts = asdict(entry)
    del facts["line"]
    return facts | {"received_on": entry.received_on.isoformat()}
