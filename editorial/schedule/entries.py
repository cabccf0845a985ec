"""What appears and disappears on one portal, read in six statements however much it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet, TextChoices
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageLogEntry, Revision, Site
from wagtail.permissions import page_permission_policy

from editorial.schedule.months import Month
from editorial.schedule.publishing import HIDDEN, SHOWN
from portal.common import clock
from portal.common.tree import within_path
from portal.hosts.addresses import language_of
from portal.hosts.index import index
from sites.access.choosing import pages_at_hand

# What one sheet of the calendar shows at most.
MOST_ENTRIES = 500
HOME_DEPTH = 2


class Direction(TextChoices):
    """Whether an item comes or goes."""

    APPEAR = "appear", _("appears")
    DISAPPEAR = "disappear", _("disappears")


class State(TextChoices):
    """How sure it is."""

    APPROVED = "approved", _("approved: appears by itself")
    WISHED = "wished", _("not approved yet")
    MISSED = "missed", _("the hour has passed, not approved yet")
    PLANNED = "planned", _("disappears by itself")
    SHOWN = "shown", _("has appeared")
    HIDDEN = "hidden", _("has disappeared")


@dataclass(frozen=True)
class Happening:
    """Something that happens to a page at a moment."""

    page_id: int
    moment: datetime
    direction: str
    state: str


@dataclass(frozen=True)
class Entry:
    """A happening as the calendar shows it.

    Attributes:
        may_edit: whether the person who looks may open the page's editor.
        language: code of the page's language.
        section: title of the page above; empty for a home page.
    """

    page: Page
    moment: datetime
    direction: Direction
    state: State
    may_edit: bool
    language: str
    section_id: int | None = None
    section: str = ""

    @property
    def day(self) -> date:
        """Its day in the province."""
        return self.moment.astimezone(clock.PROVINCE_TIME).date()

    @property
    def time(self) -> str:
        """Its hour in the province."""
        return f"{self.moment.astimezone(clock.PROVINCE_TIME):%H:%M}"

    @property
    def title(self) -> str:
        """The title as editors know it."""
        return self.page.get_admin_display_title()


@dataclass(frozen=True)
class Sheet:
    """The entries of one portal in one month, earliest first.

    Attributes:
        is_whole: whether nothing had to be left out.
    """

    entries: list[Entry]
    is_whole: bool = True

    @property
    def sections(self) -> list[tuple[int, str]]:
        """The sections in which something happens, by title."""
        found = {entry.section_id: entry.section for entry in self.entries if entry.section_id}
        return sorted(found.items(), key=lambda section: section[1])


def sheet(site: Site, month: Month, user) -> Sheet:
    """What appears and disappears on a portal in the weeks of a month.

    Args:
        site: the portal.
        month: whose weeks are shown.
        user: sees the pages alone on which they have rights.
    """
    own = pages_of(site, user)
    found = [
        happening
        for happening in (*_ahead(own), *_wished(own), *_past(own, month))
        if month.begin <= happening.moment < month.end
    ]
    found.sort(key=lambda happening: (happening.moment, happening.page_id))
    return Sheet(_entries(found[:MOST_ENTRIES], user), len(found) <= MOST_ENTRIES)


def pages_of(site: Site, user) -> QuerySet[Page]:
    """The pages of a portal, in all its languages, on which a person has rights."""
    roots = index.current().roots.items()
    homes = [within_path(path) for path, root in roots if root.site_id == site.pk]
    pages = Page.objects.filter(reduce(or_, homes, Q(pk__in=())))
    at_hand = pages_at_hand(user)
    return pages if at_hand is None else pages.filter(at_hand)


def _ahead(own: QuerySet[Page]) -> Iterable[Happening]:
    """What will come and go by itself."""
    approved = list(_approved(own))
    hours = {page_id: hour for page_id, hour, _end in approved}
    for page_id, hour, end in approved:
        yield Happening(page_id, hour, Direction.APPEAR, State.APPROVED)
        if end:
            yield Happening(page_id, end, Direction.DISAPPEAR, State.PLANNED)
    ending = own.filter(live=True, expire_at__isnull=False)
    for page_id, end in ending.values_list("pk", "expire_at"):
        # A revision that appears before brings an end of its own, or none.
        if page_id not in hours or end < hours[page_id]:
            yield Happening(page_id, end, Direction.DISAPPEAR, State.PLANNED)


def _approved(own: QuerySet[Page]) -> Iterable[tuple[int, datetime, datetime | None]]:
    """Page, hour and end of the revisions that were approved for a later hour."""
    keys = own.order_by().annotate(key=Cast("pk", Revision._meta.get_field("object_id")))
    revisions = Revision.page_revisions.filter(
        approved_go_live_at__isnull=False, object_id__in=keys.values("key")
    ).annotate(end=KeyTextTransform("expire_at", "content"))
    rows = revisions.values_list("object_id", "approved_go_live_at", "end")
    for object_id, hour, end in rows:
        yield int(object_id), hour, parse_datetime(end or "")


def _wished(own: QuerySet[Page]) -> Iterable[Happening]:
    """Drafts that ask for an hour and that nobody has approved."""
    drafts = own.filter(
        has_unpublished_changes=True, latest_revision__approved_go_live_at=None
    ).annotate(hour=KeyTextTransform("go_live_at", "latest_revision__content"))
    # SQLite gives a null of JSON as a word.
    asked = drafts.filter(hour__isnull=False).exclude(hour="null")
    now = clock.now()
    for page_id, hour, first_published in asked.values_list("pk", "hour", "first_published_at"):
        moment = parse_datetime(hour)
        if moment > now:
            yield Happening(page_id, moment, Direction.APPEAR, State.WISHED)
        elif first_published is None:
            yield Happening(page_id, moment, Direction.APPEAR, State.MISSED)


def _past(own: QuerySet[Page], month: Month) -> Iterable[Happening]:
    """What has come and gone by itself."""
    acts = PageLogEntry.objects.filter(
        action__in=(SHOWN, HIDDEN),
        timestamp__gte=month.begin,
        timestamp__lt=month.end,
        page__in=own.order_by().values("pk"),
    )
    for page_id, action, moment in acts.values_list("page_id", "action", "timestamp"):
        if action == SHOWN:
            yield Happening(page_id, moment, Direction.APPEAR, State.SHOWN)
        else:
            yield Happening(page_id, moment, Direction.DISAPPEAR, State.HIDDEN)


def _entries(found: list[Happening], user) -> list[Entry]:
    pages = Page.objects.in_bulk({happening.page_id for happening in found})
    above = {page.path[: -Page.steplen] for page in pages.values() if page.depth > HOME_DEPTH}
    sections = {page.path: page for page in Page.objects.filter(path__in=above)}
    entries = []
    for happening in found:
        page = pages[happening.page_id]
        section = sections.get(page.path[: -Page.steplen])
        entries.append(
            Entry(
                page=page,
                moment=happening.moment,
                direction=Direction(happening.direction),
                state=State(happening.state),
                may_edit=page_permission_policy.user_has_permission_for_instance(
                    user, "change", page
                ),
                language=language_of(page) or "",
                section_id=section.pk if section else None,
                section=section.title if section else "",
            )
        )
    return entries
