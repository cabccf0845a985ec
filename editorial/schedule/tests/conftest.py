"""Portals with items that come and go, under a clock that Wagtail obeys as well."""

from datetime import datetime

import pytest
from django.conf import settings
from django.utils import timezone

from editorial.articles.models import ArticlePage
from portal.common import clock
from portal.hosts.models import Host
from sites.profile.models import SiteSection


def at(text: str) -> datetime:
    """A moment of 2021 in the province, from ``dd/mm hh:mm``."""
    moment = datetime.strptime(f"2021 {text}", "%Y %d/%m %H:%M")
    return moment.replace(tzinfo=clock.PROVINCE_TIME)


@pytest.fixture
def stop(freeze_clock, monkeypatch):
    """``stop("19/04 10:00")`` stops the clock of our rules, and Wagtail's with it."""

    def stop(text: str) -> None:
        freeze_clock(at(text))
        monkeypatch.setattr(timezone, "now", clock.now)

    return stop


@pytest.fixture
def portals(two_sites, stop):
    """Two portals and the administration, on Monday 19/04/2021 at ten."""
    Host.objects.get_or_create(name=settings.ADMIN_HOST, kind=Host.Kind.ADMIN)
    stop("19/04 10:00")
    return two_sites


def section_of(site) -> object:
    """The section of news of a portal."""
    return SiteSection.objects.get(site=site, key="news").page.specific


def write(site, title: str, *, owner=None, **hours: str) -> ArticlePage:
    """A draft of a portal; ``go_live_at`` and ``expire_at`` as ``dd/mm hh:mm``."""
    moments = {name: at(text) for name, text in hours.items()}
    page = ArticlePage(title=title, live=False, owner=owner, **moments)
    page = section_of(site).add_child(instance=page)
    page.save_revision()
    return ArticlePage.objects.get(pk=page.pk)


def approve(page: ArticlePage) -> ArticlePage:
    """Publishes the newest revision, at once or at its hour."""
    page.get_latest_revision().publish()
    return ArticlePage.objects.get(pk=page.pk)


def change(page: ArticlePage, **values) -> ArticlePage:
    """Saves a new draft; moments as ``dd/mm hh:mm``."""
    page = page.get_latest_revision_as_object()
    for name, value in values.items():
        is_hour = name in ("go_live_at", "expire_at") and value
        setattr(page, name, at(value) if is_hour else value)
    page.save_revision()
    return ArticlePage.objects.get(pk=page.pk)
