"""Acts on many pages at once reach no further than the person's own portals."""

from collections.abc import Iterable

from wagtail.admin.views.pages.bulk_actions import (
    DeleteBulkAction,
    MoveBulkAction,
    PublishBulkAction,
    UnpublishBulkAction,
)
from wagtail.admin.views.pages.search import page_filter_search
from wagtail.models import Page

from sites.access.choosing import pages_at_hand


class OwnPagesMixin:
    """“All” means all of one's own: Wagtail lists those without rights too, by their titles."""

    def get_all_objects_in_listing_query(self, parent_id: str | None) -> Iterable[int]:
        """The keys of the pages in the list that was on the screen.

        Args:
            parent_id: the page below which the list stood; the guard has looked at it.
        """
        own = pages_at_hand(self.request.user)
        if own is None:
            return super().get_all_objects_in_listing_query(parent_id)
        words = self.request.GET.get("q", "")
        pages = Page.objects.filter(own)
        if parent_id is not None:
            parent = Page.objects.get(pk=parent_id)
            pages = pages.descendant_of(parent) if words else pages.child_of(parent)
        if words:
            return [page.pk for page in page_filter_search(words, pages)[0].results()]
        return pages.values_list("pk", flat=True)


class DeleteOwnPages(OwnPagesMixin, DeleteBulkAction):
    """Deletes many."""


class MoveOwnPages(OwnPagesMixin, MoveBulkAction):
    """Moves many."""


class PublishOwnPages(OwnPagesMixin, PublishBulkAction):
    """Publishes many."""


class UnpublishOwnPages(OwnPagesMixin, UnpublishBulkAction):
    """Takes many from readers."""


ACTS = (DeleteOwnPages, MoveOwnPages, PublishOwnPages, UnpublishOwnPages)
