"""How much stands on a person's own portals, for the first screen of the administration."""

from django.db.models import Q
from wagtail.admin.navigation import get_site_for_user
from wagtail.admin.site_summary import PagesSummaryItem
from wagtail.models import Page

from sites.access.choosing import pages_at_hand


class OwnPagesSummaryItem(PagesSummaryItem):
    """The number of pages that a person may see.

    Wagtail's counts below the nearest page above all of a person's home pages. Home pages of two
    languages, and those of two portals, have only the root of the tree above them.
    """

    def get_context_data(self, parent_context) -> dict:
        """Counts the pages of the person's portals, and for administrators of the province all."""
        details = get_site_for_user(self.request.user)
        condition = pages_at_hand(self.request.user)
        # The root of the tree is no page of any portal.
        pages = Page.objects.filter(Q(depth__gt=1) if condition is None else condition)
        return {
            "root_page": details["root_page"],
            "site_name": details["site_name"],
            "total_pages": pages.count(),
        }
