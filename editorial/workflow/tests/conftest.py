"""A portal with one person of each role, and an article that a contributor has written."""

from dataclasses import dataclass, field

import pytest
from django.test import Client
from django.utils import translation
from wagtail.models import Page, Site

from editorial.articles.models import ArticlePage
from editorial.workflow.models import ReviewState
from editorial.workflow.querysets import waiting
from portal.accounts.models import User
from portal.common.testing.officers import officer_client
from sites.access.models import SITE_ROLES, Role
from sites.profile.models import SiteProfile, SiteSection


@dataclass
class Board:
    """The people of one portal."""

    site: Site
    people: dict[str, User] = field(default_factory=dict)

    def __getattr__(self, role: str) -> User:
        """A person by role, as read anew: nothing kept of an earlier request."""
        return User.objects.get(pk=self.people[Role(role)].pk)

    def browser(self, role: str) -> Client:
        return officer_client(getattr(self, role))

    def draft(self, author: User, title: str = "Làng nghề vào vụ") -> ArticlePage:
        section = SiteSection.objects.get(site=self.site, key="news").page
        article = ArticlePage(title=title, owner=author, live=False, lead="Từ sáng sớm.")
        section.add_child(instance=article)
        article.save_revision(user=author)
        return ArticlePage.objects.get(pk=article.pk)


def people_of(two_sites, site) -> Board:
    return Board(site, {role: two_sites.person(site, role) for role in SITE_ROLES})


@pytest.fixture(autouse=True)
def sentences_in_english():
    """Outside requests, what refusals say is compared in the language that they are written in."""
    with translation.override("en"):
        yield


@pytest.fixture
def board(two_sites) -> Board:
    return people_of(two_sites, two_sites.here)


@pytest.fixture
def neighbours(two_sites) -> Board:
    return people_of(two_sites, two_sites.there)


@pytest.fixture
def article(board) -> ArticlePage:
    return board.draft(board.contributor)


def waits(page: Page) -> ReviewState:
    """Where a page waits."""
    return waiting().get(page=page.pk)


def change(page: Page, user: User, lead: str = "Từ chiều muộn.") -> None:
    """Another version of the text."""
    article = ArticlePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    article.lead = lead
    article.save_revision(user=user)


def fresh(page: Page) -> ArticlePage:
    return ArticlePage.objects.get(pk=page.pk)


def allow_own_texts(site: Site) -> None:
    profile = SiteProfile.objects.get(site=site)
    profile.allows_own_texts = True
    profile.save()
