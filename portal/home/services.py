"""What a home page shows, each block only when it has content."""

from dataclasses import dataclass

from wagtail.models import Page

from editorial.articles.models import ArticlePage
from editorial.documents.models import LegalDocumentPage

NEWS = 7
DOCUMENTS = 5


@dataclass
class HomeBlocks:
    """The blocks of a home page."""

    news: list[ArticlePage]
    documents: list[LegalDocumentPage]


def home_blocks(home: Page) -> HomeBlocks:
    """The newest items of one portal in one language."""
    below = {"path__startswith": home.path, "live": True}
    return HomeBlocks(
        news=list(
            ArticlePage.objects.filter(**below)
            .select_related("picture")
            .order_by("-first_published_at", "-pk")[:NEWS]
        ),
        documents=list(
            LegalDocumentPage.objects.filter(**below)
            .select_related("document_type")
            .order_by("-issued_on", "-pk")[:DOCUMENTS]
        ),
    )
