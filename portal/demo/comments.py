"""Comments on the drafts of the demonstration, sent, decided on and answered day by day.

Everything goes through the services that citizens and officers use, on the day on which it
happens in the story: so receipts, chain and history are those of real comments.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from django.db import transaction
from wagtail.models import Site

from consultation.comments import answering, moderation, receipts, services
from consultation.comments.models import Comment, Notice
from consultation.comments.services import Author
from consultation.drafts.models import DraftPage
from consultation.periods.models import RetentionPeriod
from consultation.similarity.services import group_all
from consultation.versions.models import DraftVersion
from portal.common import clock
from portal.demo.texts import FOLDER
from portal.hosts.addresses import site_id_of
from sites.access.models import Role
from sites.access.people import people_with_role

FILE = FOLDER / "comments.txt"
DECIDED_AFTER, ANSWERED_AFTER = timedelta(days=1), timedelta(days=3)
FIRST_HOUR, WORKING_MINUTES = time(11), 350
# How many people send the same text; some end it in their own way.
CAMPAIGN = 12
ENDINGS = [
    ".",
    "",
    "!",
    ". Xin cảm ơn.",
    ".",
    ". Mong tỉnh quan tâm.",
    ".",
    "...",
    ".",
    ". Xã tôi có sáu thôn, đi lại rất xa.",
    "!",
    ". Kính mong được xem xét.",
]
DISPOSITIONS = {"a": "accepted", "p": "partly", "n": "not_accepted", "g": "noted"}
SOURCES = {"L": "letter", "M": "meeting"}
_MARKED = re.compile(r"^(?P<flags>[^hr]*)(?:(?P<state>[hr]):(?P<reason>[a-z_]+))?(?P<objects>!?)$")


@dataclass(frozen=True)
class Said:
    """One line of the file."""

    draft: str
    day: date
    address: str
    author: str
    marks: str
    text: str
    answer: str

    @cached_property
    def parts(self) -> dict[str, str]:
        """Flags, state with reason, and whether the author objects."""
        return _MARKED.match(self.marks).groupdict()

    def has(self, flag: str) -> bool:
        """Whether a flag stands among the marks."""
        return flag in self.parts["flags"]

    @property
    def moment(self) -> datetime:
        """Within working hours, after what is published in the morning."""
        minutes = sum(map(ord, self.author + self.address)) % WORKING_MINUTES
        return datetime.combine(self.day, FIRST_HOUR, clock.PROVINCE_TIME) + timedelta(
            minutes=minutes
        )

    @property
    def source(self) -> str:
        """Letter or meeting; empty for what citizens sent themselves."""
        return next((SOURCES[flag] for flag in SOURCES if self.has(flag)), "")


@transaction.atomic
def bring_comments(on: date) -> int:
    """Gives their comments to drafts that never had one; how many were new.

    Args:
        on: the day of the demonstration.
    """
    drafts = _drafts()
    fresh = {key for key, page in drafts.items() if not page.comments.exists()}
    said = [one for one in _read(on.year) if one.draft in fresh]
    for line in sorted(said, key=lambda one: one.moment):
        _say(drafts[line.draft], line)
    group_all()
    lay_down_retention()
    # The story's mails were read long ago.
    sent = {"sent_at": clock.now()}
    Notice.objects.filter(sent_at=None, comment__draft__in=drafts.values()).update(**sent)
    return len(said)


def lay_down_retention() -> None:
    """A rule of the story's province: no law that was read says for how long."""
    values = {"months": 24, "basis": "Quy chế minh họa của tỉnh, không phải văn bản có thật"}
    RetentionPeriod.objects.get_or_create(valid_from=date(2021, 1, 1), defaults=values)


def _drafts() -> dict[str, DraftPage]:
    items = tomllib.loads((FOLDER / "drafts.toml").read_text(encoding="utf-8"))["drafts"]
    titles = {item["title"]: item["key"] for item in items}
    pages = DraftPage.objects.filter(title__in=titles, live=True).order_by("pk")
    found = {}
    for page in pages.select_related("text_version"):
        site = Site.objects.get(pk=site_id_of(page))
        if _officer(site) is not None:
            found.setdefault(titles[page.title], page)
    return found


def _read(year: int) -> Iterator[Said]:
    draft = ""
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            draft = line.strip("[]")
        elif line and not line.startswith("#"):
            when, address, author, marks, text, answer = line.split("|")
            day = date.fromisoformat(f"{year}-{when}")
            if marks == "*":
                for number, ending in enumerate(ENDINGS[:CAMPAIGN], start=1):
                    name = f"{author} {number}"
                    yield Said(draft, day, address, name, "", text.rstrip(".") + ending, answer)
            else:
                yield Said(draft, day, address, author, marks, text, answer)


def _say(page: DraftPage, said: Said) -> None:
    officer = _officer(Site.objects.get(pk=site_id_of(page)))
    with clock.at(said.moment):
        comment = _arrive(page, said, officer)
        receipts.extend_chain()
    if said.has("w") or said.has("u"):
        return
    with clock.at(min(said.moment + DECIDED_AFTER, clock.now())):
        comment = _decide(comment, said, officer)
    if said.answer:
        code, explanation = said.answer.split(":", 1)
        with clock.at(min(said.moment + ANSWERED_AFTER, clock.now())):
            answering.answer(
                comment, officer, DISPOSITIONS[code], explanation, edition=comment.edition
            )


def _arrive(page: DraftPage, said: Said, officer) -> Comment:
    author = _author(said)
    version = _version(page, said.day)
    if said.source:
        # Entered for the version that was read then.
        return services.enter(
            page,
            said.text,
            author,
            officer,
            source=said.source,
            received_on=said.day,
            address=said.address if version == page.text_version else "",
        )
    comment = services.submit(
        page,
        said.text,
        author,
        version_number=version.number if version else None,
        address=said.address,
    )
    if said.has("u"):
        Comment.objects.filter(pk=comment.pk).update(state=Comment.State.UNCONFIRMED)
    return comment


def _decide(comment: Comment, said: Said, officer) -> Comment:
    letter, reason = said.parts["state"], said.parts["reason"] or ""
    state = {"h": "hidden", "r": "returned", None: "published"}[letter]
    decided = moderation.decide(comment, officer, state, edition=comment.edition, reason=reason)
    if said.parts["objects"]:
        words = "Tôi đã nhờ bà T. đồng ý rồi, mong cán bộ xem lại."
        return moderation.object_to(decided, words)
    return decided


def _version(page: DraftPage, day: date) -> DraftVersion | None:
    """The version that readers saw on a day."""
    found = DraftVersion.objects.filter(page=page.pk).published().order_by("number")
    seen = [one for one in found if one.published_at.astimezone(clock.PROVINCE_TIME).date() <= day]
    return seen[-1] if seen else found.first()


def _author(said: Said) -> Author:
    number = sum(map(ord, said.author)) % 100
    is_organisation = said.has("o")
    return Author(
        name="" if is_organisation else said.author,
        organisation=said.author if is_organisation else "",
        telephone=f"0900 000 0{number:02}",
        name_is_shown=said.has("+"),
    )


def _officer(site: Site):
    return people_with_role(site, Role.CITIZENS_OFFICER).order_by("pk").first()
