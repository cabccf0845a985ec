"""Receipts: issued with the comment, verified by anybody, linked so that nothing is taken away."""

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.core import signing
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.crypto import constant_time_compare

from consultation.attachments.content import digest_together
from consultation.comments.codes import new_code
from consultation.comments.models import ChainDay, Comment, Receipt
from portal.common import clock

BATCH = 1_000
MOST_TRIES = 5
# Of a gap in the chain, so many numbers are named.
MOST_LISTED = 1_000
# What the chain begins with.
FIRST_LINK = "0" * 64
_SALT = "consultation.comments.receipts"


@dataclass(frozen=True)
class Fault:
    """A receipt that does not fit its comment or its place in the chain.

    Attributes:
        what: ``missing``, ``link``, ``day``, ``changed``, ``key``, or the comment without receipt.
    """

    code: str
    number: int | None
    what: str


def issue(comment: Comment) -> Receipt:
    """Gives a comment its receipt, within the transaction that stores the comment."""
    digest = digest_of(comment)
    key, secret = _keys()[0]
    for _try in range(MOST_TRIES):
        code = new_code()
        try:
            with transaction.atomic():
                return Receipt.objects.create(
                    comment=comment,
                    code=code,
                    digest=digest,
                    key=key,
                    signature=_sign(secret, code, digest),
                    issued_at=comment.received_at,
                )
        except IntegrityError:
            if Receipt.objects.filter(comment=comment).exists():
                raise
    raise IntegrityError("No free code was found.")


def digest_of(comment: Comment) -> str:
    """SHA-256 over what was sent: draft, version, provision, text, files and moment of arrival."""
    told = {
        "draft": str(comment.draft.translation_key),
        "version": comment.version.number if comment.version_id else None,
        "provision": comment.provision.address if comment.provision_id else "",
        "text": comment.text,
        "received": _moment(comment.received_at),
    }
    if comment.files_digest:
        told["files"] = comment.files_digest
    written = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def is_genuine(receipt: Receipt) -> bool:
    """Whether this portal signed a receipt, and its comment still is what was sent."""
    secret = dict(_keys()).get(receipt.key)
    if secret is None:
        return False
    signed = _sign(secret, receipt.code, receipt.digest)
    return (
        constant_time_compare(signed, receipt.signature)
        and constant_time_compare(digest_of(receipt.comment), receipt.digest)
        and _has_its_files(receipt.comment)
    )


def _has_its_files(comment: Comment) -> bool:
    """Whether no file that was sent along was exchanged or taken away; asks only if there were."""
    if not comment.files_digest:
        return True
    digests = comment.files.order_by("number").values_list("digest", flat=True)
    return digest_together(list(digests)) == comment.files_digest


def private_key(receipt: Receipt) -> str:
    """What the author's own link carries beside the code: whoever has it reads the text there."""
    return signing.Signer(salt=_SALT).signature(receipt.code)


def opens(receipt: Receipt, key: str) -> bool:
    """Whether a key of an address is that of the author's own link."""
    signer = signing.Signer(salt=_SALT)
    try:
        signer.unsign(f"{receipt.code}{signer.sep}{key}")
    except signing.BadSignature:
        return False
    return True


@transaction.atomic
def extend_chain(most: int = BATCH) -> int:
    """Links the receipts that are not linked yet, in the order in which they were issued.

    The worker does this in batches, so that nobody who sends a comment waits for another. A
    comment of a transaction that ends later than one with a higher number is linked after it.

    Returns:
        How many were linked; fewer than ``most`` means that none is left.
    """
    if not Receipt.objects.filter(number=None).exists():
        return 0
    newest = _locked_chain()
    waiting = list(Receipt.objects.filter(number=None).order_by("pk")[:most])
    if not waiting:
        return 0
    last = Receipt.objects.exclude(number=None).order_by("-number").first()
    number, link = (last.number, last.link) if last else (0, FIRST_LINK)
    for receipt in waiting:
        number += 1
        link = link_of(link, number, receipt)
        receipt.number, receipt.link = number, link
    Receipt.objects.bulk_update(waiting, ["number", "link"])
    # A day that is over does not change any more, whatever a server's clock shows.
    today = max(clock.today(), newest)
    day, _is_new = ChainDay.objects.get_or_create(
        day=today, defaults={"last": number, "link": link}
    )
    day.last, day.link, day.count = number, link, day.count + len(waiting)
    day.save(update_fields=["last", "link", "count"])
    return len(waiting)


def extend_whole_chain() -> int:
    """The same until none is left."""
    total = linked = extend_chain(BATCH)
    while linked == BATCH:
        linked = extend_chain(BATCH)
        total += linked
    return total


def _locked_chain() -> date:
    """Lets one process at a time link receipts; gives the newest day of the chain.

    Whoever links holds the row of the first day, which stays the first one. Of two that begin the
    chain at once, the second waits for the row that the first one makes.
    """
    rows = ChainDay.objects.order_by("day")
    if not rows.exists():
        defaults = {"last": 0, "link": FIRST_LINK}
        ChainDay.objects.get_or_create(day=clock.today(), defaults=defaults)
    rows.select_for_update().first()
    return rows.last().day


def link_of(before: str, number: int, receipt: Receipt) -> str:
    """The link that a receipt adds to the chain."""
    told = "\n".join(
        [before, str(number), receipt.code, receipt.digest, _moment(receipt.issued_at)]
    )
    return hashlib.sha256(told.encode()).hexdigest()


def check_chain() -> list[Fault]:
    """Everything that was removed, inserted, dated back or changed since it was linked."""
    faults: list[Fault] = []
    number, link = 0, FIRST_LINK
    days = {day.last: day for day in ChainDay.objects.filter(last__gt=0)}
    rows = _joined(Receipt.objects.exclude(number=None).order_by("number"))
    for receipt in rows.iterator(BATCH):
        missing = range(number + 1, receipt.number)[:MOST_LISTED]
        faults += [Fault("", one, "missing") for one in missing]
        # What stood before is gone, so this link cannot be computed; those after it can.
        expected = receipt.link if missing else link_of(link, receipt.number, receipt)
        if expected != receipt.link:
            faults.append(Fault(receipt.code, receipt.number, "link"))
        number, link = receipt.number, receipt.link
        faults += _faults_of(receipt)
        day = days.pop(number, None)
        if day and day.link != link:
            faults.append(Fault(receipt.code, number, "day"))
    # A last number that no receipt has: those up to it were taken away.
    ends = [last for last in days if last > number]
    faults += [
        Fault("", one, "missing") for one in range(number + 1, max(ends, default=number) + 1)
    ]
    return faults


def check_unlinked() -> list[Fault]:
    """What the chain has not reached yet: receipts changed since, comments without a receipt."""
    faults: list[Fault] = []
    for receipt in _joined(Receipt.objects.filter(number=None).order_by("pk")).iterator(BATCH):
        faults += _faults_of(receipt)
    bare = Comment.objects.filter(receipt=None).order_by("pk")
    return faults + [Fault("", None, f"comment {pk}") for pk in bare.values_list("pk", flat=True)]


def _joined(rows: QuerySet[Receipt]) -> QuerySet[Receipt]:
    return rows.select_related("comment__draft", "comment__version", "comment__provision")


def _faults_of(receipt: Receipt) -> list[Fault]:
    """What is wrong with a receipt by itself, wherever it stands."""
    if receipt.key not in dict(_keys()):
        return [Fault(receipt.code, receipt.number, "key")]
    was_dated_back = receipt.issued_at != receipt.comment.received_at
    if was_dated_back or not is_genuine(receipt):
        return [Fault(receipt.code, receipt.number, "changed")]
    return []


def _keys() -> list[tuple[str, bytes]]:
    """Name and secret of each key, the present one first.

    They follow from the secret keys of the installation, so that receipts signed before one was
    exchanged are still known while it stands among the former ones.
    """
    found = []
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        own = hmac.digest(secret.encode(), _SALT.encode(), "sha256")
        found.append((hashlib.sha256(own).hexdigest()[:16], own))
    return found


def _sign(secret: bytes, code: str, digest: str) -> str:
    return hmac.new(secret, f"{code}:{digest}".encode(), "sha256").hexdigest()


def _moment(moment: datetime) -> str:
    return moment.astimezone(clock.PROVINCE_TIME).isoformat(timespec="microseconds")
