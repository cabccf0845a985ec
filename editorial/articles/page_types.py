"""Registers sections and items."""

from editorial.articles.models import ArticlePage, SectionPage
from editorial.articles.services import has_items
from portal.common.registry import PageType, make_with, page_types


def register() -> None:
    """Tells the registry the page types of this feature."""
    page_types.register(
        PageType(
            key="articles",
            model=SectionPage,
            make=make_with(SectionPage),
            is_filled=has_items,
            children=("article", "articles"),
        )
    )
    page_types.register(
        PageType(
            key="article",
            model=ArticlePage,
            make=make_with(ArticlePage),
            is_filled=lambda page: bool(page.body),
            is_section=False,
        )
    )
