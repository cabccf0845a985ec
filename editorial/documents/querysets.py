"""Lists of documents."""

from datetime import date

from wagtail.models import PageManager, PageQuerySet

from editorial.documents.status import START, Status, status_filter
from portal.common.text import fold


class LegalDocumentQuerySet(PageQuerySet):
    """Documents of any portal; every public list starts from a register."""

    def newest_first(self) -> "LegalDocumentQuerySet":
        """By date of issue; the primary key makes the order stable."""
        return self.order_by("-issued_on", "-pk")

    def of_year(self, year: int) -> "LegalDocumentQuerySet":
        """Documents issued in this year."""
        return self.filter(issued_on__range=(date(year, 1, 1), date(year, 12, 31)))

    def with_status(self, status: Status, day: date) -> "LegalDocumentQuerySet":
        """Documents of this status on a day."""
        return self.annotate(start=START).filter(status_filter(status, day))

    def with_words(self, words: str) -> "LegalDocumentQuerySet":
        """Documents whose number, title or abstract has all these words, marks or not."""
        found = self
        for word in fold(words).split():
            found = found.filter(folded__contains=word)
        return found


LegalDocumentManager = PageManager.from_queryset(LegalDocumentQuerySet)
