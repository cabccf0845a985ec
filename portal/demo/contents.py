"""Puts the texts and pictures of the demonstration into the portals."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO

from django.core.files.images import ImageFile
from django.db import transaction
from wagtail.models import Page, ReferenceIndex

from editorial.articles.models import ArticlePage
from editorial.documents.models import LegalDocumentPage
from editorial.pages.models import StandardPage
from editorial.vocabularies.models import DocumentType, Genre, Issuer
from portal.accounts.models import User
from portal.common.text import slugify
from portal.common.trees import insert_pages
from portal.demo import pictures
from portal.demo.accounts import EXAMPLE_CODES
from portal.demo.texts import (
    ArticleText,
    DocumentText,
    PageText,
    articles_of,
    documents_of,
    number_of,
    pages_of,
)
from portal.media.models import PortalImage
from sites.access.models import Role
from sites.access.services import people_with_role
from sites.profile.models import SiteProfile, SiteSection
from sites.units.models import UnitPeriod

SECTIONS = ("news", "direction")
REGISTER = "legal_documents"
# The four portals that have accounts show more than the others: articles per section.
EXAMPLE_ARTICLES = 4
LONGEST_SLUG = 80
# Honest towards whoever finds a portal of the demonstration on a screen.
SOURCE = "Nội dung minh họa"
AUTHOR = "Ban Biên tập"


@dataclass
class Lists:
    """The shared lists and the owner, read once for all sites."""

    owner: User | None
    genre: Genre | None = None
    document_types: dict[str, DocumentType] = field(default_factory=dict)
    issuers: dict[str, Issuer] = field(default_factory=dict)

    @classmethod
    def read(cls) -> "Lists":
        """Reads them."""
        return cls(
            owner=User.objects.filter(is_superuser=True).order_by("pk").first(),
            genre=Genre.objects.filter(key="tin").first(),
            document_types=DocumentType.objects.in_bulk(field_name="key"),
            issuers=Issuer.objects.in_bulk(field_name="key"),
        )


@dataclass
class Portal:
    """One portal while it is being filled."""

    profile: SiteProfile
    period: UnitPeriod
    day: date
    lists: Lists
    owner: User | None
    sections: dict[str, Page]

    @property
    def is_example(self) -> bool:
        """Whether it has accounts, more items and pictures."""
        return self.period.code in EXAMPLE_CODES


@transaction.atomic
def fill_site(profile: SiteProfile, period: UnitPeriod, day: date, lists: Lists) -> int:
    """Gives a portal its articles and its document or standard page; what is there stays.

    Args:
        profile: of the site; ``site`` and ``collection`` are at hand.
        period: what holds for its unit on ``day``.
        day: the day on which units are read.
        lists: the shared lists.

    Returns:
        How many items were put in.
    """
    rows = SiteSection.objects.filter(site=profile.site).select_related("page")
    sections = {row.key: row.page for row in rows}
    portal = Portal(profile, period, day, lists, _owner(profile, period, lists), sections)
    return _add_articles(portal) + _add_third(portal)


def _owner(profile: SiteProfile, period: UnitPeriod, lists: Lists) -> User | None:
    if period.code not in EXAMPLE_CODES:
        return lists.owner
    return people_with_role(profile.site, Role.EDITOR).first() or lists.owner


def _add_articles(portal: Portal) -> int:
    count = EXAMPLE_ARTICLES if portal.is_example else 1
    nodes = []
    for key in SECTIONS:
        section = portal.sections.get(key)
        if section is None:
            continue
        texts = articles_of(portal.period, portal.day, key, count)
        taken = (
            set(section.get_children().values_list("slug", flat=True)) if section.numchild else ()
        )
        nodes += [
            (_article(text, portal), section) for text in texts if _slug(text.title) not in taken
        ]
    nodes.sort(key=lambda node: node[0].first_published_at)
    if portal.is_example:
        _add_pictures([article for article, _section in nodes], portal)
    insert_pages(nodes)
    if portal.is_example:
        _note_references([article for article, _section in nodes], portal)
    return len(nodes)


def _article(text: ArticleText, portal: Portal) -> ArticlePage:
    return ArticlePage(
        title=text.title,
        slug=_slug(text.title),
        lead=text.lead,
        body=text.body,
        genre=portal.lists.genre,
        author=AUTHOR,
        source=SOURCE,
        search_description=text.lead[:200],
        owner=portal.owner,
        **_moments(text),
    )


def _slug(title: str) -> str:
    slug = slugify(title)
    return slug if len(slug) <= LONGEST_SLUG else slug[:LONGEST_SLUG].rpartition("-")[0]


def _moments(text: ArticleText | PageText | DocumentText) -> dict:
    names = ("first_published_at", "last_published_at", "latest_revision_created_at")
    return dict.fromkeys(names, text.published_at)


def _add_pictures(articles: Iterable[ArticlePage], portal: Portal) -> None:
    """One picture each, in the portal's own collection."""
    for number, article in enumerate(articles, start=number_of(portal.period.code)):
        scene = pictures.scene_of(number)
        data = pictures.picture(number)
        picture = PortalImage(
            title=scene.title,
            file=ImageFile(BytesIO(data), name=f"{slugify(scene.title)}.jpg"),
            file_size=len(data),
            description=scene.alternative,
            collection=portal.profile.collection,
            uploaded_by_user=portal.owner,
            created_at=article.first_published_at,
        )
        picture.save()
        article.picture, article.picture_alt = picture, scene.alternative


def _note_references(articles: Iterable[ArticlePage], portal: Portal) -> None:
    """A first revision, so that editors can compare, and the use of the pictures."""
    for article in articles:
        ReferenceIndex.create_or_update_for_object(article)
        moments = {
            name: getattr(article, name)
            for name in ("first_published_at", "last_published_at", "latest_revision_created_at")
        }
        revision = article.save_revision(user=portal.owner, changed=False, clean=False)
        type(revision).objects.filter(pk=revision.pk).update(created_at=article.first_published_at)
        Page.objects.filter(pk=article.pk).update(live_revision=revision, **moments)


def _add_third(portal: Portal) -> int:
    """Beside the articles: all pages and documents on the examples, one of them elsewhere."""
    pages = [
        text for text in pages_of(portal.period, portal.day) if text.section in portal.sections
    ]
    documents = documents_of(portal.period) if REGISTER in portal.sections else []
    if not portal.is_example:
        turn = number_of(portal.period.code) // 2 % max(1, len(pages) + len(documents))
        chosen = [*pages, *documents][turn : turn + 1]
        pages = [text for text in pages if text in chosen]
        documents = [text for text in documents if text in chosen]
    return sum(_fill_page(text, portal) for text in pages) + _add_documents(documents, portal)


def _fill_page(text: PageText, portal: Portal) -> int:
    page = portal.sections[text.section].specific
    if not isinstance(page, StandardPage) or page.body:
        return 0
    page.intro, page.body, page.owner = text.intro, text.body, portal.owner
    page.last_published_at = page.latest_revision_created_at = text.published_at
    page.first_published_at = text.published_at
    page.save(clean=False)
    return 1


def _add_documents(texts: list[DocumentText], portal: Portal) -> int:
    if not texts:
        return 0
    register = portal.sections[REGISTER]
    present = LegalDocumentPage.objects.child_of(register).values_list("number", flat=True)
    missing = [text for text in texts if text.number not in set(present)]
    for text in missing:
        document = LegalDocumentPage(
            document_type=portal.lists.document_types[text.document_type],
            number=text.number,
            issuer=portal.lists.issuers[text.issuer],
            signer=text.signer,
            issued_on=text.issued_on,
            abstract=text.abstract,
            owner=portal.owner,
            **_moments(text),
        )
        document.title = document.usual_title()
        document.slug = _slug(f"{document.document_type.name_vi} {text.number}")
        register.add_child(instance=document)
    return len(missing)
