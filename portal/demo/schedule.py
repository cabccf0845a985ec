"""Items of the example portals that come and go by themselves: what the calendar shows."""

import tomllib
from datetime import date, datetime, time, timedelta

from django.db import transaction
from wagtail.models import Page, PageLogEntry, Revision

from editorial.articles.models import ArticlePage
from editorial.schedule.publishing import SHOWN
from editorial.workflow import gate
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

APPROVED, WISHED, ENDING, APPEARED = "approved", "wished", "ending", "shown"
SECTION = "news"


@transaction.atomic
def schedule_items(on: date) -> int:
    """Gives the example portals the items that they do not have; how many were new.

    Args:
        on: the day of the demonstration.
    """
    items = tomllib.loads((FOLDER / "schedule.toml").read_text(encoding="utf-8"))["items"]
    codes = {code for item in items for code in item["codes"]}
    live = SiteProfile.objects.filter(state=SiteProfile.State.LIVE)
    profiles = {profile.unit_id: profile for profile in live}
    count = 0
    for period in UnitPeriod.objects.on(on).filter(code__in=codes, unit__in=profiles):
        own = [item for item in items if period.code in item["codes"]]
        count += _add(own, profiles[period.unit_id], period, on)
    return count


def _add(items: list[dict], profile: SiteProfile, period: UnitPeriod, on: date) -> int:
    section = SiteSection.objects.filter(site=profile.site_id, key=SECTION).first()
    if section is None:
        return 0
    parent = section.page.specific
    present = set(parent.get_children().values_list("slug", flat=True))
    writer, approver = (_person(profile, role) for role in (Role.EDITOR, Role.APPROVER))
    count = 0
    for item in items:
        title = item["title"].format(unit=period.name)
        if short_slug(title) not in present:
            _carry_out(item, _page(item, title, period, parent, writer), approver, on)
            count += 1
    return count


def _person(profile: SiteProfile, role: str) -> User | None:
    return people_with_role(profile.site, role).order_by("pk").first()


def _page(
    item: dict, title: str, period: UnitPeriod, parent: Page, writer: User | None
) -> ArticlePage:
    lead = item["lead"].format(unit=period.name)
    page = ArticlePage(
        title=title,
        slug=short_slug(title),
        lead=lead,
        body=stream_of(lead),
        author=AUTHOR,
        source=SOURCE,
        search_description=lead[:200],
        owner=writer,
        live=False,
    )
    return parent.add_child(instance=page)


def _carry_out(item: dict, page: ArticlePage, approver: User | None, on: date) -> None:
    """Schedules an item as people would, and dates what lies behind as it was."""
    hour = time.fromisoformat(item["hour"])
    moment = datetime.combine(on + timedelta(days=item["days"]), hour, PROVINCE_TIME)
    state = item["state"]
    if state == ENDING:
        page.expire_at = moment
    else:
        page.go_live_at = moment
    if "ends_after" in item:
        page.expire_at = moment + timedelta(days=item["ends_after"])
    page.save()
    revision = page.save_revision(user=page.owner)
    if state == APPROVED:
        _approve(revision, approver)
    elif state == ENDING:
        _approve(revision, approver)
        _date(page, datetime.combine(on - timedelta(days=2), hour, PROVINCE_TIME))
    elif state == APPEARED:
        revision.publish(log_action=SHOWN)
        _date(page, moment)


def _approve(revision: Revision, approver: User | None) -> None:
    """As the approver has read it."""
    with gate.reviewed():
        revision.publish(user=approver)


def _date(page: ArticlePage, moment: datetime) -> None:
    moments = dict.fromkeys(
        ("first_published_at", "last_published_at", "latest_revision_created_at"), moment
    )
    Page.objects.filter(pk=page.pk).update(**moments)
    page.revisions.update(created_at=moment)
    PageLogEntry.objects.filter(page=page.pk).update(timestamp=moment)
