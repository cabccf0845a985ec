"""What a home page shows, each block only when it has content."""

from dataclasses import dataclass

from wagtail.models import Page

from editorial.articles.models import ArticlePage
from editorial.documents.models import LegalDocumentPage
from portal.common.tree import below

NEWS = 7
DOCUMENTS = 5


@dataclass
class HomeBlocks:
    """The blocks of a home page."""

    news: list[ArticlePage]
    documents: list[LegalDocumentPage]


def home_blocks(home: Page) -> HomeBlocks:
    """The newest items of one portal in one language."""
    return HomeBlocks(
        news=list(
            ArticlePage.objects.live()
            .filter(below(home))
            .select_related("picture")
            .order_by("-first_published_at", "-pk")[:NEWS]
        ),
        documents=list(
            LegalDocumentPage.objects.live()
            .filter(below(home))
            .select_related("document_type")
            .order_by("-issued_on", "-pk")[:DOCUMENTS]
        ),
    )
