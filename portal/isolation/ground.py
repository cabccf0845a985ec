"""Two portals in use: what the people of the first may never see or change stands on the second.

Everything that belongs to the second portal bears a marker, in whatever text it has: title, slug,
file name, alternative text, tag, comment, note of a log, name and address of a person.
"""

import io
from dataclasses import dataclass, field
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db.models import Model
from PIL import Image as Pillow
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log
from wagtail.models import (
    Collection,
    Comment,
    CommentReply,
    GroupApprovalTask,
    Locale,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)
from wagtail_localize.models import (
    OverridableSegment,
    StringSegment,
    Translation,
    TranslationSource,
)
from wagtail_localize.operations import TranslationCreator

from editorial.articles.models import ArticlePage
from editorial.articles.tags import assign_tags
from editorial.workflow.gate import reviewed
from portal.accounts.models import Invitation, User
from portal.common import clock
from portal.media.models import PortalDocument, PortalImage
from sites.access.models import SITE_ROLES, SiteRole
from sites.access.people import give_role
from sites.access.staff.models import RoleOffer
from sites.profile.models import SiteProfile, SiteSection

MARKER = "kin7q"
WORDS = "chuyện riêng"


@dataclass
class Belongings:
    """What one portal has, each object under the name that addresses ask for it by."""

    site: Site
    home: Page
    section: Page
    people: dict[str, User] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)
    objects: dict[str, Model] = field(default_factory=dict)


def furnish(site: Site, mark: str = "") -> Belongings:
    """Fills a portal with one of each thing that an officer's screen can show.

    Args:
        site: a provisioned site.
        mark: stands in every text; empty for the portal of the one who looks around.
    """
    section = SiteSection.objects.get(site=site, key="news").page.specific
    there = Belongings(site=site, home=site.root_page.specific, section=section)
    if mark:
        Site.objects.filter(pk=site.pk).update(site_name=f"{mark} {site.site_name}")
        SiteProfile.objects.filter(site=site).update(name=f"{mark} {site.site_name}")
        site.refresh_from_db()
    for role in SITE_ROLES:
        person = User.objects.create_user(
            f"{mark or 'here'}-{role}@example.org", full_name=f"{mark} {role}".strip()
        )
        give_role(person, site, role)
        there.people[role] = person
    _add_media(there, mark)
    _add_pages(there, mark)
    _add_acts(there, mark)
    return there


def _add_media(there: Belongings, mark: str) -> None:
    collection = Collection.objects.get(pk=there.site.profile.collection_id)
    inner = collection.add_child(instance=Collection(name=f"{mark} {WORDS}".strip()))
    author = there.people["editor"]
    content = io.BytesIO()
    Pillow.new("RGB", (640, 480), "green").save(content, "JPEG")
    content.seek(0)
    image = PortalImage.objects.create(
        title=f"{mark} {WORDS} ảnh",
        description=f"{mark} mô tả",
        file=ImageFile(content, f"{mark or 'here'}-anh.jpg"),
        collection=collection,
        uploaded_by_user=author,
    )
    document = PortalDocument.objects.create(
        title=f"{mark} {WORDS} tệp",
        file=ContentFile(b"%PDF-1.4", f"{mark or 'here'}-tep.pdf"),
        collection=collection,
        uploaded_by_user=author,
    )
    there.objects |= {"collection": collection, "inner": inner}
    there.objects |= {"image": image, "document": document}


def _add_pages(there: Belongings, mark: str) -> None:
    author = there.people["editor"]
    for name, live in [("live", True), ("draft", False), ("waiting", False), ("locked", True)]:
        page = there.section.add_child(
            instance=ArticlePage(
                title=f"{mark} {WORDS} {name}",
                slug=f"{mark or 'here'}-{name}",
                lead=f"{mark} {WORDS}",
                picture=there.objects["image"],
                picture_alt=f"{mark} alt",
                owner=author,
                live=live,
            )
        )
        page.draft_title = page.title
        assign_tags(page, there.site.pk, [f"{mark} thẻ".strip()])
        page.save()
        revision = page.save_revision(user=author)
        if live:
            with reviewed():
                revision.publish(user=author, skip_permission_checks=True)
        there.pages[name] = ArticlePage.objects.get(pk=page.pk)
    locked = there.pages["locked"]
    locked.locked, locked.locked_by, locked.locked_at = True, author, clock.now()
    locked.save()


def _add_acts(there: Belongings, mark: str) -> None:
    author, draft = there.people["editor"], there.pages["draft"]
    comment = Comment.objects.create(
        page=draft, user=author, text=f"{mark} ý kiến", contentpath="lead"
    )
    CommentReply.objects.create(comment=comment, user=author, text=f"{mark} trả lời")
    there.objects["redirect"] = Redirect.objects.create(
        old_path=f"/{mark or 'here'}-cu",
        site=there.site,
        redirect_page=there.pages["live"],
    )
    there.objects["invitation"] = Invitation.objects.create(
        user=author,
        site_name=there.site.site_name,
        role_name="editor",
        expires_at=clock.now() + timedelta(days=3),
    )
    there.objects["offer"] = RoleOffer.objects.create(
        site=there.site,
        user=User.objects.create_user(f"{mark or 'here'}-offered@example.org"),
        full_name=f"{mark} {WORDS}".strip(),
        roles=["editor"],
        made_by=there.people["administrator"],
        expires_at=clock.now() + timedelta(days=3),
    )
    there.objects["session"] = EditingSession.objects.create(
        user=author,
        content_type=ContentType.objects.get_for_model(Page),
        object_id=str(draft.pk),
        last_seen_at=clock.now(),
    )
    for instance in (there.objects["image"], there.objects["document"], there.site.profile):
        log(instance=instance, action="wagtail.edit", user=author, title=f"{mark} tên")
    _add_workflow(there, mark)
    _add_translation(there)


def _add_workflow(there: Belongings, mark: str) -> None:
    task = GroupApprovalTask.objects.create(name=f"{mark} duyệt".strip())
    task.groups.add(SiteRole.objects.get(site=there.site, role="approver").group)
    workflow = Workflow.objects.create(name=f"{mark} quy trình".strip())
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=there.home)
    state = workflow.start(there.pages["waiting"], there.people["editor"])
    there.objects |= {"task": task, "workflow": workflow, "workflow_state": state}
    there.objects["task_state"] = state.current_task_state


def _add_translation(there: Belongings) -> None:
    english = Locale.objects.get(language_code="en")
    live = there.pages["live"]
    creator = TranslationCreator(user=there.people["editor"], target_locales=[english])
    creator.create_translations(live, include_related_objects=True)
    source = TranslationSource.objects.get_for_instance(live)
    override = OverridableSegment.objects.filter(source=source).first()
    there.objects |= {
        "translation_source": source,
        "translation": Translation.objects.get(source=source),
        "overridable_segment": override,
        "string_segment": StringSegment.objects.filter(source=source).first(),
    }
    there.pages["english"] = live.get_translation(english)
