"""Texts of the example portals that are on their way: every role finds something to do."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from wagtail.models import Page, Revision, WorkflowState

from editorial.articles.models import ArticlePage
from editorial.workflow.models import ReviewState
from editorial.workflow.querysets import waiting
from editorial.workflow.services import decide, submit
from portal.accounts.models import User
from portal.common.clock import PROVINCE_TIME
from portal.demo.contents import AUTHOR, SOURCE
from portal.demo.markup import stream_of
from portal.demo.portals import short_slug
from portal.demo.texts import FOLDER
from sites.access.models import Role
from sites.access.people import people_with_role
from sites.profile.models import SiteProfile, SiteSection
from sites.units.models import UnitPeriod
from sites.worktime.services import due

SECTION = "news"
# In the morning of the day since which an item waits.
SENT_AT = time(8, 15)
Posts = dict[str, User]


@dataclass
class Way:
    """One text with those who bring it on its way."""

    item: dict
    page: ArticlePage
    posts: Posts

    @property
    def author(self) -> User:
        """Who wrote it."""
        return self.posts[self.item["author"]]

    @property
    def comment(self) -> str:
        """What is said when it is passed on or sent back."""
        return self.item.get("comment", "")


@transaction.atomic
def put_on_desks(on: date) -> int:
    """Gives the example portals the texts that they do not have; how many were new.

    Args:
        on: the day of the demonstration.
    """
    items = tomllib.loads((FOLDER / "desk.toml").read_text(encoding="utf-8"))["items"]
    codes = {code for item in items for code in item["codes"]}
    live = SiteProfile.objects.filter(state=SiteProfile.State.LIVE).select_related("site")
    profiles = {profile.unit_id: profile for profile in live}
    count = 0
    for period in UnitPeriod.objects.on(on).filter(code__in=codes, unit__in=profiles):
        own = [item for item in items if period.code in item["codes"]]
        count += _add(own, profiles[period.unit_id], period, on)
    return count


def _add(items: list[dict], profile: SiteProfile, period: UnitPeriod, on: date) -> int:
    section = SiteSection.objects.filter(site=profile.site_id, key=SECTION).first()
    posts = _posts(profile)
    if section is None or Role.APPROVER not in posts:
        return 0
    parent = section.page.specific
    present = set(parent.get_children().values_list("slug", flat=True))
    missing = [item for item in items if short_slug(item["title"]) not in present]
    written = [item for item in missing if item["author"] in posts]
    for item in written:
        way = Way(item, _write(item, period, parent, posts[item["author"]], on), posts)
        STEPS[item["state"]](way)
        if "days_ago" in item:
            _date(way.page, on - timedelta(days=item["days_ago"]))
    return len(written)


def _posts(profile: SiteProfile) -> Posts:
    """The first person of each role on a portal."""
    people = {role: people_with_role(profile.site, role).order_by("pk").first() for role in Role}
    return {str(role): person for role, person in people.items() if person}


def _write(item: dict, period: UnitPeriod, parent: Page, author: User, on: date) -> ArticlePage:
    lead = item["lead"].format(unit=period.name)
    page = ArticlePage(
        title=item["title"],
        slug=short_slug(item["title"]),
        lead=lead,
        body=stream_of(lead),
        author=AUTHOR,
        source=SOURCE,
        search_description=lead[:200],
        owner=author,
        live=False,
    )
    if "hour" in item:
        hour = time.fromisoformat(item["hour"])
        page.go_live_at = datetime.combine(on + timedelta(days=item["days"]), hour, PROVINCE_TIME)
    parent.add_child(instance=page)
    page.save_revision(user=author, log_action=True)
    return page


def _leave(way: Way) -> None:
    """A draft waits for its author."""


def _submit(way: Way) -> None:
    submit(way.page, way.author)


def _pass_on(way: Way) -> None:
    """To the approvers; what an editor wrote is there already."""
    _submit(way)
    if way.author == way.posts[Role.CONTRIBUTOR]:
        decide(_step(way), way.posts[Role.EDITOR], "approve", comment=way.comment)


def _send_back(way: Way) -> None:
    _submit(way)
    reader = Role.EDITOR if way.author == way.posts[Role.CONTRIBUTOR] else Role.APPROVER
    decide(_step(way), way.posts[reader], "reject", comment=way.comment)


def _plan(way: Way) -> None:
    _pass_on(way)
    decide(_step(way), way.posts[Role.APPROVER], "approve")


def _step(way: Way) -> ReviewState:
    return waiting().get(page=way.page.pk)


def _date(page: ArticlePage, day: date) -> None:
    """Lets an item have been written and sent on an earlier day."""
    moment = datetime.combine(day, SENT_AT, PROVINCE_TIME)
    state = waiting().get(page=page.pk)
    Revision.objects.for_instance(page).update(created_at=moment)
    Page.objects.filter(pk=page.pk).update(latest_revision_created_at=moment)
    WorkflowState.objects.filter(pk=state.workflow_state_id).update(created_at=moment)
    ReviewState.objects.filter(pk=state.pk).update(started_at=moment, due_at=due("editing", moment))


STEPS: dict[str, Callable[[Way], None]] = {
    "draft": _leave,
    "editing": _submit,
    "approval": _pass_on,
    "sent_back": _send_back,
    "planned": _plan,
}
