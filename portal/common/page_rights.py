"""What a person may do with a page, asked for each row and each button of a list."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.locks import ScheduledForPublishLock, WorkflowLock
from wagtail.models import Page, PagePermissionTester

Keeper = Callable[[Sequence[Page]], dict[int, str]]
KEPT, KEPT_FOR_GOOD = "_reason_to_stay", "_reason_to_stay_for_good"
_keepers: list[Keeper] = []
_keepers_for_good: list[Keeper] = []


def register_keeper(keeper: Keeper, *, for_good: bool = False) -> None:
    """Lets a feature keep pages before readers, whoever has the right to remove pages.

    Args:
        keeper: gets pages and returns the reason for each of those that stay, by primary key, in
            a number of statements that does not grow with the number of pages.
        for_good: whether administrators of the province do not delete them either.
    """
    _keepers.append(keeper)
    if for_good:
        _keepers_for_good.append(keeper)


def prepare_reasons(pages: Sequence[Page]) -> None:
    """Reads for all rows of a screen at once which of them stay."""
    for_good = prepare_reasons_for_good(pages)
    found: dict[int, str] = {}
    for keeper in _keepers:
        found = (for_good if keeper in _keepers_for_good else keeper(pages)) | found
    for page in pages:
        page.__dict__[KEPT] = found.get(page.pk, "")


def prepare_reasons_for_good(pages: Sequence[Page]) -> dict[int, str]:
    """The same for what administrators of the province keep as well, who may delete all else."""
    found: dict[int, str] = {}
    for keeper in _keepers_for_good:
        found = keeper(pages) | found
    for page in pages:
        page.__dict__[KEPT_FOR_GOOD] = found.get(page.pk, "")
    return found


def reason_to_stay(page: Page) -> str:
    """Why a page is neither unpublished nor deleted; empty if it may be."""
    if KEPT not in page.__dict__:
        prepare_reasons([page])
    return page.__dict__[KEPT]


def reason_to_stay_for_good(page: Page) -> str:
    """Why nobody deletes a page; empty if somebody may."""
    if KEPT_FOR_GOOD not in page.__dict__:
        prepare_reasons_for_good([page])
    return page.__dict__[KEPT_FOR_GOOD]


class PageRights(PagePermissionTester):
    """Wagtail's answers, the dearest of them without a statement where the page itself knows.

    Whether a page may be deleted hangs on what stands below it, and Wagtail asks the database
    twice for each row of a list. A page that is in the way itself, or has nothing below it, needs
    no such question. What a feature keeps is kept from everybody but the province's
    administrators; every other answer is the one that Wagtail's own class gives.
    """

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Whether the person may delete the page and all below it.

        Args:
            ignore_bulk: whether pages below the page do not count against it, as for a move.
        """
        stays = self._stays() or bool(reason_to_stay_for_good(self.page))
        return self._may_go(ignore_bulk) and not stays and not self.reason_to_wait()

    def can_unpublish(self) -> bool:
        """Whether the person may take the page from readers."""
        return super().can_unpublish() and not self._stays()

    def can_move(self) -> bool:
        """Whether the person may give the page another place in its portal, also one that stays."""
        return self._may_go(ignore_bulk=True) and not self.reason_to_wait()

    def reason_to_stay(self) -> str:
        """Why the page stays, for a person who could remove or unpublish it otherwise."""
        may_go = self._may_go(ignore_bulk=True)
        if (may_go or super().can_unpublish()) and self._stays():
            return reason_to_stay(self.page)
        if may_go and self.user.is_superuser and reason_to_stay_for_good(self.page):
            return reason_to_stay_for_good(self.page)
        return self.reason_to_wait() if may_go else ""

    def reason_to_wait(self) -> str:
        """Why the person may neither delete nor move the page now; empty if nothing hinders.

        Whoever may not change what waits, has a planned hour or is held leaves it where it is.
        Lists read the locks of their rows together.
        """
        lock = None if self.user.is_superuser else self.page.get_lock()
        if lock is None or not lock.for_user(self.user):
            return ""
        if isinstance(lock, WorkflowLock):
            return _("This waits for its review, so only its reviewers move or delete it.")
        if isinstance(lock, ScheduledForPublishLock):
            if "publish" in self.permissions:
                return ""
            return _("This was approved for a planned hour: ask an approver to take it back first.")
        if self.can_unlock():
            return ""
        return _("Somebody holds this page. Ask them to release it first.")

    def _may_go(self, ignore_bulk: bool) -> bool:
        if self._knows_refusal():
            return False
        if self._knows_consent():
            return True
        return super().can_delete(ignore_bulk=ignore_bulk)

    def _stays(self) -> bool:
        return not self.user.is_superuser and bool(reason_to_stay(self.page))

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


def rights_of(page: Page, user) -> PageRights:
    """What a person may do with a page; stands in for ``Page.permissions_for_user``."""
    return PageRights(user, page)


class ReasonToStayItem(PageMenuItem):
    """Stands where “Delete” and “Unpublish” would, and leads to the reason for their absence."""

    label = gettext_lazy("Why this cannot be removed")
    icon_name = "lock"
    url_name = "wagtailadmin_pages:delete"

    def is_shown(self, user) -> bool:
        """Whether the page stays, for a person who could remove or unpublish it otherwise."""
        return bool(self.page.permissions_for_user(user).reason_to_stay())
