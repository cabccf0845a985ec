"""Lists of items."""

from datetime import date

from wagtail.models import Page, PageManager, PageQuerySet

from portal.common import clock
from portal.common.tree import below


class ArticleQuerySet(PageQuerySet):
    """Items of any portal; every public list starts from a page."""

    def below(self, page: Page) -> "ArticleQuerySet":
        """Items anywhere under this page of the tree."""
        return self.filter(below(page))

    def newest_first(self) -> "ArticleQuerySet":
        """The order of every public list; the primary key makes it stable."""
        return self.order_by("-first_published_at", "-pk")

    def of_year(self, year: int) -> "ArticleQuerySet":
        """Items first published in this year of the province's calendar."""
        return self.filter(
            first_published_at__gte=clock.start_of(date(year, 1, 1)),
            first_published_at__lt=clock.start_of(date(year + 1, 1, 1)),
        )

    def for_lists(self) -> "ArticleQuerySet":
        """Without what a list does not show."""
        return self.select_related("genre").defer("body")


ArticleManager = PageManager.from_queryset(ArticleQuerySet)
