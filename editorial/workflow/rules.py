"""Who may do what with an item under review, and what those are told who may not."""

from django.utils.translation import gettext as _
from wagtail.models import Page

from editorial.workflow.authorship import writers_of
from editorial.workflow.models import ReviewTask
from editorial.workflow.querysets import REVIEWERS
from portal.hosts.addresses import site_id_of
from portal.hosts.kept import kept
from sites.access.models import Role
from sites.access.standing import standing
from sites.profile.models import SiteProfile

Step = ReviewTask.Step


def is_reviewer(user, page: Page, step: str) -> bool:
    """Whether a person holds a role of the step on the page's portal."""
    site_id = site_id_of(page)
    return bool(site_id) and user.is_active and standing(user).holds(site_id, *REVIEWERS[step])


def actions_for(user, page: Page, step: str) -> list[tuple[str, str, bool]]:
    """What a person may decide about an item: name, label, whether a comment is asked for."""
    if not is_reviewer(user, page, step):
        return []
    back = ("reject", _("Send back"), True)
    if step == Step.EDITING:
        return [back, ("approve", _("Pass on for approval"), True)]
    if own_text_refusal(user, page):
        return [back]
    return [back, ("approve", _("Approve and publish"), True)]


def allows_own_texts(site_id: int) -> bool:
    """Whether approvers of a portal may publish what they wrote themselves."""
    return kept(site_id, "allows_own_texts", lambda: _read_allowance(site_id))


def _read_allowance(site_id: int) -> bool:
    return SiteProfile.objects.filter(site=site_id, allows_own_texts=True).exists()


def is_own_text(user, page: Page) -> bool:
    """Whether a person wrote any part of what would be published, or asked for its review."""
    return user.pk in writers_of(page)


def own_text_refusal(user, page: Page) -> str:
    """Why a person may not approve an item as their own text; empty if they may."""
    if allows_own_texts(site_id_of(page)) or not is_own_text(user, page):
        return ""
    return _(
        "You wrote or changed this text yourself, so somebody else has to approve it. On small "
        "portals an administrator of the province can allow approvers to publish their own texts."
    )


def submission_refusal(user, page: Page, *, has_sentences: bool = False) -> str:
    """Why a person may not ask for the review of a page; empty if they may.

    Args:
        user: who asks.
        page: the page.
        has_sentences: whether a new version is about to be made of translated sentences.
    """
    if page.alias_of_id:
        return _("This page shows what another page says. Have that one reviewed instead.")
    if not page.permissions_for_user(user).can_edit():
        return _("You may not change this page, so you cannot send it for review either.")
    if page.workflow_in_progress:
        return _("This page is under review already.")
    is_seen = page.latest_revision_id and page.latest_revision_id == page.live_revision_id
    if is_seen and not has_sentences:
        return _("Readers already see this version. Change something first.")
    return ""


def is_head(user, site_id: int) -> bool:
    """Whether a person heads the board of a portal, or administers the province."""
    held = standing(user)
    if held.is_provincial_administrator:
        return True
    return held.holds(site_id, Role.APPROVER) and held.holds(site_id, Role.ADMINISTRATOR)


def urgent_refusal(user, page: Page) -> str:
    """Why a person may not publish at once without review; empty if they may.

    The head of the board may: who approves and administers on the portal; and administrators of
    the province. Both say why, and the history shows it.
    """
    site_id = site_id_of(page)
    if not user.is_active or site_id is None:
        return _("This page belongs to no portal.")
    if not is_head(user, site_id):
        return _(
            "Only the head of the board, who is approver and administrator of the portal, may "
            "publish without review."
        )
    if page.alias_of_id:
        return _("This page shows what another page says. Publish that one instead.")
    if page.locked and page.locked_by_id != user.pk:
        return _("Somebody holds this page. Ask them, or release it first.")
    if page.live and page.latest_revision_id == page.live_revision_id:
        return _("Readers already see this version.")
    return ""


def direct_publication_refusal(user, page: Page) -> str:
    """Why a person may not publish straight from the editor; empty if they may.

    Only approvers of portals that allow them their own texts may: everything else is reviewed.
    """
    site_id = site_id_of(page)
    if site_id is None:
        return ""
    if allows_own_texts(site_id) and standing(user).holds(site_id, Role.APPROVER):
        return ""
    return _(
        "Everything on this portal is read by somebody else before it is published. Send it for "
        "review."
    )
