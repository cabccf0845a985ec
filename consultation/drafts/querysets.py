"""Lists of drafts."""

from datetime import datetime

from django.db.models import Q
from wagtail.models import PageManager, PageQuerySet

from consultation.drafts.status import State, state_filter
from portal.common.text import fold


class DraftQuerySet(PageQuerySet):
    """Drafts of any portal; every public list says whose it shows."""

    def in_state(self, state: State, now: datetime) -> "DraftQuerySet":
        """Drafts of this state at a moment."""
        return self.filter(state_filter(state, now))

    def newest_first(self) -> "DraftQuerySet":
        """By the day of opening; the primary key makes the order stable."""
        return self.order_by("-opens_at", "-pk")

    def closing_first(self) -> "DraftQuerySet":
        """Those that close soonest come first."""
        return self.order_by("closes_at", "pk")

    def with_words(self, words: str) -> "DraftQuerySet":
        """Drafts whose title or summary has all these words, marks or not."""
        found = self
        for word in fold(words).split():
            found = found.filter(folded__contains=word)
        return found

    def shown_on(self, own: Q, *, is_province: bool, province: Q | None) -> "DraftQuerySet":
        """Those of a portal and those of others that it shows.

        Args:
            own: what stands on the portal itself.
            is_province: whether it is the province's portal.
            province: what stands on the province's portal; None where that is not known.
        """
        shown = own
        if is_province:
            shown |= Q(reach__in=[Reach.PROVINCE, Reach.ALL])
        elif province is not None:
            shown |= province & Q(reach=Reach.ALL)
        return self.filter(shown)


class Reach:
    """Where a draft is shown beside its own portal; the choices stand at the model."""

    OWN = "own"
    PROVINCE = "province"
    ALL = "all"


DraftManager = PageManager.from_queryset(DraftQuerySet)
