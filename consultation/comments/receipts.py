"""Receipts: issued with the comment, verified by anybody, linked so that nothing is taken away."""

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core import signing
from django.db import IntegrityError, transaction
from django.utils.crypto import constant_time_compare

from consultation.comments.codes import new_code
from consultation.comments.models import ChainDay, Comment, Receipt
from portal.common import clock

BATCH = 1_000
MOST_TRIES = 5
# What the chain begins with.
FIRST_LINK = "0" * 64
_SALT = "consultation.comments.receipts"


@dataclass(frozen=True)
class Fault:
    """A receipt that does not fit its comment or its place in the chain."""

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
    """SHA-256 over what was sent: draft, version, provision, text and moment of arrival."""
    told = {
        "draft": str(comment.draft.translation_key),
        "version": comment.version.number if comment.version_id else None,
        "provision": comment.provision.address if comment.provision_id else "",
        "text": comment.text,
        "received": _moment(comment.received_at),
    }
    written = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def is_genuine(receipt: Receipt) -> bool:
    """Whether this portal signed a receipt, and its comment still is what was sent."""
    secret = dict(_keys()).get(receipt.key)
    if secret is None:
        return False
    signed = _sign(secret, receipt.code, receipt.digest)
    return constant_time_compare(signed, receipt.signature) and constant_time_compare(
        digest_of(receipt.comment), receipt.digest
    )


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
    # Whoever links holds the last day's row; the first link of all is made under the first.
    today = clock.today()
    ChainDay.objects.select_for_update().order_by("-day").first()
    last = Receipt.objects.exclude(number=None).order_by("-number").first()
    number, link = (last.number, last.link) if last else (0, FIRST_LINK)
    waiting = list(Receipt.objects.filter(number=None).order_by("pk")[:most])
    for receipt in waiting:
        number += 1
        link = link_of(link, number, receipt)
        receipt.number, receipt.link = number, link
    if not waiting:
        return 0
    # Of two that begin the chain at once, the unique number refuses the second one.
    Receipt.objects.bulk_update(waiting, ["number", "link"])
    day, is_new = ChainDay.objects.get_or_create(
        day=today, defaults={"last": number, "link": link, "count": len(waiting)}
    )
    if not is_new:
        day.last, day.link, day.count = number, link, day.count + len(waiting)
        day.save(update_fields=["last", "link", "count"])
    return len(waiting)


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
    days = {day.last: day for day in ChainDay.objects.all()}
    rows = Receipt.objects.exclude(number=None).order_by("number")
    joined = rows.select_related("comment__draft", "comment__version", "comment__provision")
    for receipt in joined.iterator(BATCH):
        if receipt.number != number + 1:
            faults.append(Fault("", number + 1, "missing"))
        link = link_of(link, receipt.number, receipt)
        if link != receipt.link:
            faults.append(Fault(receipt.code, receipt.number, "link"))
            link = receipt.link
        if not is_genuine(receipt):
            faults.append(Fault(receipt.code, receipt.number, "changed"))
        number = receipt.number
        day = days.pop(number, None)
        if day and day.link != link:
            faults.append(Fault(receipt.code, number, "day"))
    faults += [Fault("", day.last, "missing") for day in days.values()]
    return faults


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
