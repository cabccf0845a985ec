"""Each cure that keeps portals apart, how it is taken away, and where that shows.

A test that finds nothing proves little unless it finds what is there to be found. So each cure is
switched off in turn, in this process alone, and the matrix has to see it.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from unittest import mock

from wagtail.models import Page, Site

from portal.accounts.models import User
from portal.isolation.ground import BOTH, MOVED, Ground
from portal.isolation.matrix import Matrix
from portal.isolation.readers import files_that_others_get
from sites.access.models import Role

Off = Callable[[], AbstractContextManager]


@dataclass(frozen=True)
class Cure:
    """One cure.

    Attributes:
        name: as the documentation calls it.
        off: takes it away for as long as the context lasts.
        addresses: names of the addresses at which that shows; one of them is enough.
        role: who sees it.
    """

    name: str
    off: Off
    addresses: tuple[str, ...]
    role: str = Role.APPROVER


def prove(ground: Ground, cure: Cure, *, widely: bool = True) -> str:
    """Takes a cure away and looks for the first thing that shows.

    Args:
        ground: the portals and people.
        cure: the cure.
        widely: whether all other addresses are tried where the known ones show nothing.

    Returns:
        What showed; empty if nothing did.
    """
    with cure.off():
        if not cure.addresses:
            return next(iter(files_that_others_get(ground)), "")
        found = _first(ground, cure, lambda name: name in cure.addresses)
        if found or not widely:
            return found
        return _first(ground, cure, lambda name: name not in cure.addresses)


def _first(ground: Ground, cure: Cure, is_wanted: Callable[[str], bool]) -> str:
    report = Matrix.of(ground, cure.role).run(is_wanted, stop=True)
    return next(iter((*report.leaks, *report.changes)), "")


def _replaced(*places: tuple[str, object]) -> Off:
    """Puts something else at these places, each a module or class and a name in it."""

    @contextmanager
    def off():
        with ExitStack() as stack:
            for target, other in places:
                stack.enter_context(mock.patch(target, other))
            yield

    return off


def _nothing(*args, **kwargs) -> None:
    return None


def _all_pages(*args) -> None:
    """No condition on pages."""
    return


@contextmanager
def _open_filters():
    """The choices of Wagtail's filters as they come."""
    from wagtail.admin.views.pages.listing import PageFilterSet
    from wagtail.admin.views.reports.locked_pages import LockedPagesReportFilterSet

    with ExitStack() as stack:
        for filters, name, rows in (
            (PageFilterSet, "site", Site.objects.all()),
            (PageFilterSet, "owner", User.objects.all()),
            (LockedPagesReportFilterSet, "locked_by", User.objects.all()),
        ):
            chosen = filters.base_filters[name]
            stack.enter_context(mock.patch.object(chosen, "queryset", rows))
            stack.enter_context(mock.patch.dict(chosen.extra, {"queryset": rows}))
        yield


def _any_portal(request) -> Site:
    from sites.access.staff.screens import portal_asked_for

    asked = portal_asked_for(request)
    return Site.objects.get(pk=asked) if asked else Site.objects.first()


def _any_page(user, page_id: int) -> Page:
    return Page.objects.get(pk=page_id).specific


def _rounds_begun_by(user):
    from wagtail.models import WorkflowState

    return WorkflowState.objects.filter(
        requested_by=user, status=WorkflowState.STATUS_NEEDS_CHANGES
    )


def _all_of(rows, viewer):
    return rows.all()


def _all_media(self):
    return super(type(self).__mro__[1], self).get_queryset()


def _all_translations(self):
    from wagtail_localize.views.report import TranslationsReportView

    return TranslationsReportView.get_queryset(self).order_by("-pk")


def _live_pages_anywhere(site_id: int):
    return Page.objects.live().order_by()


def _every_board(*args):
    from editorial.boards.models import EditorialBoard

    return EditorialBoard.objects.all()


def _every_sending(*args):
    from editorial.boards.models import Submission

    return Submission.objects.all()


def _every_site(*args):
    return Site.objects.filter(profile__isnull=False)


def _everything_of(policy, user, actions):
    return policy.model._default_manager.all()


def _asked_portal(user, wanted):
    return Site.objects.filter(pk=wanted).first() if wanted else Site.objects.first()


def _always(*args, **kwargs) -> bool:
    return True


ACCESS = "sites.access"
POLICY = "wagtail.permission_policies.collections.CollectionOwnershipPermissionPolicy"
PROFILES = "sites.profile.permissions.ProfilePermissionPolicy"
ACCOUNTS = "portal.accounts.permissions.SuperuserPolicy"

CURES = (
    Cure(
        "numbers of pages in addresses (guard)",
        _replaced((f"{ACCESS}.guard.refuse_foreign_pages", _nothing)),
        ("wagtailadmin_choose_page_child", "wagtailadmin_pages:copy"),
    ),
    Cure(
        "pages as destinations (guard)",
        _replaced((f"{ACCESS}.naming.DESTINATIONS", {})),
        ("wagtailadmin_pages:copy",),
    ),
    Cure(
        "things chosen for acts on many (guard)",
        _replaced((f"{ACCESS}.guard._refuse_foreign_objects", _nothing)),
        ("wagtail_bulk_action",),
    ),
    Cure(
        "workflows are the province's (guard)",
        _replaced((f"{ACCESS}.guard.PROVINCIAL", ("nowhere/",))),
        ("wagtailadmin_workflows:task_chooser", "wagtailadmin_workflows:usage"),
    ),
    Cure(
        "the current portal",
        _replaced((f"{ACCESS}.current.narrow", _nothing)),
        ("wagtailadmin_reports:aging_pages", "wagtailadmin_reports:locked_pages", "review:list"),
        BOTH,
    ),
    Cure(
        "choosers of pages",
        _replaced((f"{ACCESS}.wagtail_hooks.pages_at_hand", _all_pages)),
        ("wagtailadmin_choose_page_search",),
    ),
    Cure(
        "acts on all pages of a list",
        _replaced((f"{ACCESS}.bulk.pages_at_hand", _all_pages)),
        ("wagtail_bulk_action",),
    ),
    Cure(
        "texts of drafts",
        _replaced(("consultation.drafts.permissions.pages_at_hand", _all_pages)),
        ("drafts:text", "drafts:prepare", "drafts:provision"),
    ),
    Cure(
        "citizens' comments by portal",
        _replaced(("consultation.comments.querysets.CommentQuerySet.in_charge_of", _all_of)),
        ("comments:queue", "comments:item"),
        Role.CITIZENS_OFFICER,
    ),
    Cure(
        "drafts that are commented on, by portal",
        _replaced(("consultation.comments.at_hand.refusal_to_moderate", _nothing)),
        ("comments:draft", "comments:enter"),
        Role.CITIZENS_OFFICER,
    ),
    Cure(
        "choices of filters",
        _open_filters,
        ("wagtailadmin_explore_root", "wagtailadmin_reports:locked_pages"),
    ),
    Cure(
        "the administration's interface to media",
        _replaced((f"{ACCESS}.media_api.OwnMediaMixin.get_queryset", _all_media)),
        ("wagtailadmin_api:images:listing",),
    ),
    Cure(
        "rights on media by collection",
        _replaced(
            (f"{POLICY}.instances_user_has_any_permission_for", _everything_of),
            (f"{POLICY}.user_has_any_permission_for_instance", _always),
        ),
        ("wagtailimages:index", "wagtaildocs:edit"),
    ),
    Cure(
        "rights on profiles by portal",
        _replaced((f"{PROFILES}.user_has_any_permission_for_instance", _always)),
        ("portals:profile",),
        Role.ADMINISTRATOR,
    ),
    Cure(
        "accounts are the province's",
        _replaced((f"{ACCOUNTS}.user_has_permission", _always)),
        ("wagtailusers_users:index", "wagtailusers_users:edit"),
    ),
    Cure(
        "the log by portal",
        _replaced(("sites.trace.views.readable_sites", _all_pages)),
        ("log_xlsx",),
        Role.ADMINISTRATOR,
    ),
    Cure(
        "the report on translations",
        _replaced(
            (f"{ACCESS}.translating.OwnTranslationsReportView.get_queryset", _all_translations)
        ),
        ("wagtail_localize:translations_report",),
    ),
    Cure(
        "what a form refers to",
        _replaced(("portal.common.page_forms.BasePageForm._refuse_foreign_things", _nothing)),
        ("wagtailadmin_pages:edit",),
    ),
    Cure(
        "files by host",
        _replaced(("portal.media.access.live_pages_of_site", _live_pages_anywhere)),
        (),
    ),
    Cure(
        "boards by portal",
        _replaced(("editorial.boards.views.base.readable_sites", _every_site)),
        ("boards:site",),
    ),
    Cure(
        "boards by name",
        _replaced(("editorial.boards.views.base.readable_boards", _every_board)),
        ("boards:show",),
    ),
    Cure(
        "boards by receiver",
        _replaced(("editorial.boards.views.receiving.receivable", _every_sending)),
        ("boards:decide", "boards:received"),
    ),
    Cure(
        "people by portal",
        _replaced((f"{ACCESS}.staff.screens.portal_in_charge", _any_portal)),
        ("staff:list",),
        Role.ADMINISTRATOR,
    ),
    Cure(
        "reviews by portal",
        _replaced(("editorial.workflow.views.own_page", _any_page)),
        ("review:show",),
    ),
    Cure(
        "what came back, by portal",
        _replaced(("editorial.workflow.views.sent_back_to", _rounds_begun_by)),
        ("review:list",),
        MOVED,
    ),
    Cure(
        "the calendar by portal",
        _replaced(
            ("editorial.schedule.views.portal_shown", _asked_portal),
            ("editorial.schedule.entries.pages_at_hand", _all_pages),
        ),
        ("schedule:month",),
    ),
    Cure(
        "tags by portal",
        _replaced(("editorial.articles.views.may_edit_in", _always)),
        ("articles_suggest_tags",),
    ),
)
