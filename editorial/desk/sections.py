"""The sections in which a person would write next."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import Count, Q
from django.db.models.functions import Length, Substr
from django.urls import reverse
from wagtail.models import Page

from editorial.articles.models import ArticlePage, SectionPage
from portal.common import clock
from portal.hosts.addresses import home_of
from sites.access.choosing import pages_at_hand

MOST_SECTIONS = 3
USED_WITHIN = timedelta(days=365)


@dataclass(frozen=True)
class SectionOffered:
    """A section with the way to the form of a new article in it."""

    page: SectionPage

    @property
    def title(self) -> str:
        """What editors know it as."""
        return self.page.draft_title or self.page.title

    @property
    def url(self) -> str:
        """The form."""
        return reverse("wagtailadmin_pages:add", args=["articles", "articlepage", self.page.pk])


def sections_for(user, site_id: int | None) -> list[SectionOffered]:
    """At most three sections, those first in which the person wrote most in the last year.

    Args:
        user: who writes; sees only sections on portals where they have rights.
        site_id: the portal whose first live sections fill the list up; None for no portal.
    """
    used = _used(user)
    found = {page.path: page for page in SectionPage.objects.filter(path__in=used)}
    sections = [found[path] for path in used if path in found]
    if len(sections) < MOST_SECTIONS and site_id:
        sections += _first_sections(site_id, found)
    return [SectionOffered(page) for page in sections[:MOST_SECTIONS]]


def _used(user) -> list[str]:
    """Tree paths of the sections."""
    written = ArticlePage.objects.filter(
        owner=user, latest_revision_created_at__gte=clock.now() - USED_WITHIN
    )
    condition = pages_at_hand(user)
    if condition is not None:
        written = written.filter(condition)
    counted = (
        written.order_by()
        .annotate(section=Substr("path", 1, Length("path") - Page.steplen))
        .values("section")
        .annotate(number=Count("pk"))
        .order_by("-number", "section")
    )
    return [row["section"] for row in counted[:MOST_SECTIONS]]


def _first_sections(site_id: int, but: dict[str, SectionPage]) -> list[SectionPage]:
    home = home_of(site_id, settings.LANGUAGE_CODE)
    if home is None:
        return []
    interval = Q(path__range=Page._get_children_path_interval(home[0]))
    sections = SectionPage.objects.filter(interval, live=True).exclude(path__in=but)
    return list(sections.order_by("depth", "path")[:MOST_SECTIONS])
