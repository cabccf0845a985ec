"""All that belongs to a portal, for comparison before and after a request."""

from collections.abc import Iterator

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import (
    Collection,
    Comment,
    CommentReply,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    ModelLogEntry,
    Page,
    PageLogEntry,
    PageSubscription,
    Revision,
    Site,
    Task,
    TaskState,
    Workflow,
    WorkflowPage,
    WorkflowState,
)
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from consultation.comments.models import Comment as CitizensComment
from consultation.comments.models import Commenter, Notice, PublishedCount, Receipt
from consultation.drafts.models import DraftFile, DraftPage
from consultation.versions.models import DraftVersion, Lineage, Provision
from editorial.boards.models import BoardMember, EditorialBoard, Reminder, Submission
from editorial.workflow.models import NoticePreference, ReviewState
from portal.accounts.models import User
from portal.common.tree import within
from portal.hosts.models import Host
from portal.isolation.ground import Belongings
from portal.media.models import PortalDocument, PortalImage
from sites.access.staff.models import RoleOffer, Suspension
from sites.profile.models import SiteProfile, SiteSection
from sites.trace.models import TracedEntry


def fingerprint(there: Belongings) -> tuple:
    """The rows of a portal in all tables that hold any of them, in their order."""
    return tuple(tuple(rows.order_by("pk")) for rows in _sets(there))


def _sets(there: Belongings) -> Iterator[QuerySet]:
    condition = within(there.home) | within(there.pages["english"])
    page_ids = list(Page.objects.filter(condition).order_by().values_list("pk", flat=True))
    yield Page.objects.filter(Q(pk__in=page_ids)).values_list()
    yield from _of_pages(page_ids)
    yield from _of_drafts(page_ids)
    yield from _of_media(there)
    yield from _of_people(there, page_ids)
    yield from _of_boards(there)
    yield from _of_translations(there)
    yield from _of_site(there)


def _of_pages(page_ids: list[int]) -> Iterator[QuerySet]:
    keys = [str(pk) for pk in page_ids]
    pages = ContentType.objects.get_for_model(Page)
    yield Revision.objects.filter(base_content_type=pages, object_id__in=keys).values_list()
    yield Comment.objects.filter(page__in=page_ids).values_list()
    yield CommentReply.objects.filter(comment__page__in=page_ids).values_list()
    yield PageSubscription.objects.filter(page__in=page_ids).values_list()
    yield WorkflowPage.objects.filter(page__in=page_ids).values_list()
    states = WorkflowState.objects.filter(base_content_type=pages, object_id__in=keys)
    yield states.values_list()
    yield TaskState.objects.filter(workflow_state__in=states.values("pk")).values_list()
    yield ReviewState.objects.filter(page__in=page_ids).values_list()
    yield PageLogEntry.objects.filter(page__in=page_ids).values_list()


def _of_drafts(page_ids: list[int]) -> Iterator[QuerySet]:
    yield DraftPage.objects.filter(pk__in=page_ids).values_list()
    yield DraftFile.objects.filter(page__in=page_ids).values_list()
    yield DraftVersion.objects.filter(page__in=page_ids).values_list()
    yield Lineage.objects.filter(page__in=page_ids).values_list()
    yield Provision.objects.filter(version__page__in=page_ids).values_list()
    yield CitizensComment.objects.filter(draft__in=page_ids).values_list()
    yield Commenter.objects.filter(comment__draft__in=page_ids).values_list()
    yield Receipt.objects.filter(comment__draft__in=page_ids).values_list()
    yield Notice.objects.filter(comment__draft__in=page_ids).values_list()
    yield PublishedCount.objects.filter(draft__in=page_ids).values_list()


def _of_media(there: Belongings) -> Iterator[QuerySet]:
    path = there.objects["collection"].path
    collections = Collection.objects.filter(path__startswith=path)
    keys = list(collections.values_list("pk", flat=True))
    yield collections.values_list()
    yield PortalImage.objects.filter(collection__in=keys).values_list()
    yield PortalDocument.objects.filter(collection__in=keys).values_list()
    yield GroupCollectionPermission.objects.filter(collection__in=keys).values_list()


def _of_people(there: Belongings, page_ids: list[int]) -> Iterator[QuerySet]:
    groups = list(there.site.roles.values_list("group_id", flat=True))
    people = [person.pk for person in there.people.values()]
    columns = ("pk", "email", "password", "is_active", "is_superuser", "full_name", "groups")
    yield User.objects.filter(Q(groups__in=groups) | Q(pk__in=people)).values_list(*columns)
    yield Group.objects.filter(pk__in=groups).values_list("pk", "name", "permissions")
    rights = GroupPagePermission.objects.filter(Q(group__in=groups) | Q(page__in=page_ids))
    yield rights.values_list()
    yield RoleOffer.objects.filter(site=there.site).values_list()
    yield Suspension.objects.filter(site=there.site).values_list()
    yield NoticePreference.objects.filter(user__in=people).values_list()


def _of_boards(there: Belongings) -> Iterator[QuerySet]:
    yield EditorialBoard.objects.filter(site=there.site).values_list()
    yield BoardMember.objects.filter(board__site=there.site).values_list()
    yield Submission.objects.filter(board__site=there.site).values_list()
    yield Reminder.objects.filter(site=there.site).values_list()


def _of_translations(there: Belongings) -> Iterator[QuerySet]:
    source = there.objects["translation_source"].pk
    yield TranslationSource.objects.filter(pk=source).values_list()
    yield Translation.objects.filter(source=source).values_list()
    yield StringTranslation.objects.values_list()


def _of_site(there: Belongings) -> Iterator[QuerySet]:
    site = there.site
    yield Site.objects.filter(pk=site.pk).values_list()
    yield SiteProfile.objects.filter(site=site).values_list()
    yield SiteSection.objects.filter(site=site).values_list()
    yield Host.objects.filter(site=site).values_list()
    yield Redirect.objects.filter(site=site).values_list()
    yield GroupSitePermission.objects.filter(site=site).values_list()
    yield Workflow.objects.filter(pk=there.objects["workflow"].pk).values_list()
    yield Task.objects.filter(pk=there.objects["task"].pk).values_list()
    # Whatever is done on a portal is traced there, and nowhere else.
    traced = TracedEntry.objects.filter(site=site)
    yield traced.values_list()
    entries = ModelLogEntry.objects.filter(pk__in=traced.filter(log="object").values("entry"))
    yield entries.values_list()
