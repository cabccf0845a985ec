"""What a person may do with a page, asked for each row and each button of a list."""

from wagtail.models import PagePermissionTester


class PageRights(PagePermissionTester):
    """Wagtail's answers, the dearest of them without a statement where the page itself knows.

    Whether a page may be deleted hangs on what stands below it, and Wagtail asks the database
    twice for each row of a list. A page that is in the way itself, or has nothing below it, needs
    no such question. Every answer is the one that Wagtail's own class gives.
    """

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Whether the person may delete the page and all below it.

        Args:
            ignore_bulk: whether pages below the page do not count against it, as for a move.
        """
        if self._knows_refusal():
            return False
        if self._knows_consent():
            return True
        return super().can_delete(ignore_bulk=ignore_bulk)

    def _knows_refusal(self) -> bool:
        """Whether the page alone is reason enough to say no, whatever stands below it."""
        if not self.user.is_active or self.page_is_root:
            return True
        if self.user.is_superuser:
            return False
        if not self.permissions & {"add", "change"}:
            return True
        if self.page.live and "publish" not in self.permissions:
            return True
        return "change" not in self.permissions and self.page.owner_id != self.user.pk

    def _knows_consent(self) -> bool:
        """Whether nothing stands below a page that is not in the way itself."""
        return self.page.is_leaf()
