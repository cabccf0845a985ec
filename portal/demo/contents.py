"""Puts the texts and pictures of the demonstration into the portals."""

from collections.abc import Iterable

from django.db import transaction
from wagtail.models import Page, ReferenceIndex

from editorial.articles.models import ArticlePage
from portal.common.trees import feed_search, insert_pages
from portal.demo.pictures import scene_for
from portal.demo.portals import DemoPortal, Lists, short_slug
from portal.demo.sections import fill_sections
from portal.demo.texts import ArticleText, articles_of
from portal.hosts.index import HOME_PATH_LENGTH
from sites.menus.services import look_again_below
from sites.profile.models import SiteProfile
from sites.units.models import UnitPeriod

# Honest towards whoever finds a portal of the demonstration on a screen; also the mark of what
# was filled: a portal that has an item of it is left alone, whatever editors have done since.
SOURCE = "Nội dung minh họa"
AUTHOR = "Ban Biên tập"


def filled_homes() -> set[str]:
    """The tree paths of the home pages whose portals were filled before."""
    paths = ArticlePage.objects.filter(source=SOURCE).values_list("path", flat=True)
    return {path[:HOME_PATH_LENGTH] for path in paths}


@transaction.atomic
def fill_site(profile: SiteProfile, period: UnitPeriod, lists: Lists) -> int:
    """Gives a portal its articles, texts, posts, links and documents, all or nothing.

    Args:
        profile: of the site; ``site``, its home page and ``collection`` are at hand.
        period: what holds for its unit on the day of ``lists``.
        lists: what is read once for all portals.

    Returns:
        How many items were put in.
    """
    portal = DemoPortal(profile, period, lists)
    articles = _add_articles(portal)
    count = len(articles) + fill_sections(portal)
    feed_search(portal.touched)
    for page in [*articles, *portal.touched]:
        if hasattr(page, "body"):
            ReferenceIndex.create_or_update_for_object(page)
    if portal.is_example:
        _note_revisions([*articles, *portal.touched], portal)
    look_again_below(profile.site.root_page)
    return count


def _add_articles(portal: DemoPortal) -> list[ArticlePage]:
    texts = [
        text
        for text in articles_of(portal.period, portal.day, plenty=portal.is_example)
        if text.section in portal
    ]
    portal.hang_for(texts)
    texts.sort(key=lambda text: text.published_at)
    nodes = [(_article(text, portal), portal.sections[text.section]) for text in texts]
    return insert_pages(nodes)


def _article(text: ArticleText, portal: DemoPortal) -> ArticlePage:
    scene = scene_for(text.motif, f"{portal.period.code}/{text.key}")
    return ArticlePage(
        title=text.title,
        slug=short_slug(text.title),
        lead=text.lead,
        body=portal.with_pictures(text.body, text.key),
        picture=portal.gallery.of(scene),
        picture_alt=scene.alternative,
        genre=portal.lists.genre,
        author=AUTHOR,
        source=SOURCE,
        search_description=text.lead[:200],
        owner=portal.owner,
        first_published_at=text.published_at,
    )


def _note_revisions(pages: Iterable[Page], portal: DemoPortal) -> None:
    """A first revision, so that editors can compare."""
    for page in pages:
        moments = dict.fromkeys(
            ("first_published_at", "last_published_at", "latest_revision_created_at"),
            page.first_published_at,
        )
        revision = page.save_revision(user=portal.owner, changed=False, clean=False)
        type(revision).objects.filter(pk=revision.pk).update(created_at=page.first_published_at)
        Page.objects.filter(pk=page.pk).update(live_revision=revision, **moments)
