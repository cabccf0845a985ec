"""Puts one of each thing that an officer's screen can show on a portal."""

import io
import json
import uuid
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.core.files.storage import default_storage
from django.utils.text import slugify
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
    PageSubscription,
    Site,
    Workflow,
    WorkflowTask,
)
from wagtail_localize.models import (
    OverridableSegment,
    StringSegment,
    Translation,
    TranslationSource,
)
from wagtail_localize.operations import TranslationCreator

from consultation.attachments.models import AttachedFile
from consultation.comments import receipts
from consultation.comments.models import Comment as CitizensComment
from consultation.comments.models import Commenter
from consultation.drafts.models import ConsultationPage, DraftPage
from consultation.reading.services import read_text
from consultation.summaries.models import Export
from consultation.versions import services as versions
from editorial.articles.models import ArticlePage
from editorial.articles.tags import assign_tags
from editorial.boards.models import BoardMember, ReportingTarget
from editorial.boards.sending import send_back, send_up
from editorial.boards.services import Decision, Seat, reconstitute
from editorial.workflow import gate
from editorial.workflow.models import NoticePreference
from editorial.workflow.querysets import waiting
from editorial.workflow.services import decide, submit
from portal.accounts.models import Invitation, User
from portal.common import clock
from portal.common.tree import below
from portal.isolation.elections import add_election
from portal.isolation.ground import WORDS, Belongings, begin, people_of
from portal.media.models import PortalDocument, PortalImage
from sites.access.models import SiteRole
from sites.access.staff.models import RoleOffer, Suspension

SIZE = "width-480|format-webp"
PROVINCE = "tinh@example.org"
PUBLISHED = ("live", "locked")
DRAFTS = ("draft", "editing", "approving", "returned", "planned", "wished")


def furnish(site: Site, mark: str = "", name: str = "here", mover: User | None = None):
    """Fills a portal.

    Args:
        site: a provisioned site.
        mark: stands in every text; empty for the portals of those who look around.
        name: stands in addresses instead where there is no mark.
        mover: somebody who approves there and will leave: theirs are a text that came back, one
            that waits and a held page.

    Returns:
        The portal and what it has.
    """
    there = begin(site)
    people_of(there, mark or name)
    _add_media(there, mark or name)
    _add_pages(there, mark or name)
    _add_notes(there, mark or name)
    _add_review(there, mark or name, mover or there.people["contributor"])
    _add_board(there, mark or name)
    _add_draft(there, mark or name)
    _add_comments(there, mark or name)
    _add_staff(there, mark or name)
    _add_translation(there)
    add_election(there, mark or name)
    return there


def _add_media(there: Belongings, mark: str) -> None:
    collection = Collection.objects.get(pk=there.site.profile.collection_id)
    inner = collection.add_child(instance=Collection(name=f"{mark} {WORDS}"))
    author = there.people["editor"]
    content = io.BytesIO()
    Pillow.new("RGB", (640, 480), "green").save(content, "JPEG")
    content.seek(0)
    image = PortalImage.objects.create(
        title=f"{mark} {WORDS} ảnh",
        description=f"{mark} mô tả",
        file=ImageFile(content, f"{mark}-anh.jpg"),
        collection=collection,
        uploaded_by_user=author,
    )
    document = PortalDocument.objects.create(
        title=f"{mark} {WORDS} tệp",
        file=ContentFile(b"%PDF-1.4", f"{mark}-tep.pdf"),
        collection=collection,
        uploaded_by_user=author,
    )
    there.objects |= {"collection": collection, "inner": inner}
    rendition = image.get_rendition(SIZE)
    there.objects |= {"image": image, "document": document, "rendition": rendition}


def _add_pages(there: Belongings, mark: str) -> None:
    author = there.people["editor"]
    for name in (*PUBLISHED, *DRAFTS):
        there.pages[name] = _page(there, mark, name, author)
    locked, planned, wished = (there.pages[name] for name in ("locked", "planned", "wished"))
    locked.locked, locked.locked_by, locked.locked_at = True, author, clock.now()
    locked.save()
    revision = planned.latest_revision
    revision.approved_go_live_at = clock.now() + timedelta(days=2)
    revision.save()
    wished.go_live_at = clock.now() + timedelta(days=3)
    wished.save_revision(user=author)
    Page.objects.filter(pk=there.pages["live"].pk).update(expire_at=clock.now() + timedelta(days=4))


def _page(there: Belongings, mark: str, name: str, author: User) -> ArticlePage:
    file = {"type": "item", "value": {"document": there.objects["document"].pk, "title": ""}}
    file["id"] = str(uuid.uuid4())
    page = there.section.add_child(
        instance=ArticlePage(
            title=f"{mark} {WORDS} {name}",
            slug=slugify(f"{mark}-{name}"),
            lead=f"{mark} {WORDS}",
            picture=there.objects["image"],
            picture_alt=f"{mark} alt",
            body=json.dumps([{"type": "files", "value": {"heading": "", "files": [file]}}]),
            owner=author,
            live=name in PUBLISHED,
        )
    )
    page.draft_title = page.title
    assign_tags(page, there.site.pk, [f"{mark} thẻ"])
    page.save()
    revision = page.save_revision(user=author)
    if name in PUBLISHED:
        with gate.reviewed():
            revision.publish(user=author, skip_permission_checks=True)
    return ArticlePage.objects.get(pk=page.pk)


def _add_notes(there: Belongings, mark: str) -> None:
    author, draft = there.people["editor"], there.pages["draft"]
    comment = Comment.objects.create(
        page=draft, user=author, text=f"{mark} ý kiến", contentpath="lead"
    )
    CommentReply.objects.create(comment=comment, user=author, text=f"{mark} trả lời")
    PageSubscription.objects.create(page=draft, user=author, comment_notifications=True)
    NoticePreference.objects.create(user=author, when=NoticePreference.When.AT_ONCE)
    there.objects["redirect"] = Redirect.objects.create(
        old_path=f"/{mark}-cu", site=there.site, redirect_page=there.pages["live"]
    )
    there.objects["session"] = EditingSession.objects.create(
        user=author,
        content_type=ContentType.objects.get_for_model(Page),
        object_id=str(draft.pk),
        last_seen_at=clock.now(),
    )
    for instance in (there.objects["image"], there.objects["document"], there.site.profile):
        log(instance=instance, action="wagtail.edit", user=author, title=f"{mark} tên")


def _add_review(there: Belongings, mark: str, author: User) -> None:
    """What waits for editing and for approval, and a round that ended with a comment."""
    people, pages = there.people, there.pages
    for name, by in (
        ("editing", people["contributor"]),
        ("approving", people["editor"]),
        ("returned", author),
    ):
        page = pages[name]
        Page.objects.filter(pk=page.pk).update(owner=by)
        page.owner = by
        page.lead = f"{mark} {WORDS} {name}"
        page.save_revision(user=by)
        submit(page, by)
    # Whoever is asked decides, at whatever step the text of this author begins.
    returned = waiting().get(page=pages["returned"].pk)
    decide(returned, people["approver"], "reject", comment=f"{mark} {WORDS} sửa lại")
    there.objects["review"] = waiting().get(page=pages["editing"].pk)
    there.objects["approval"] = waiting().get(page=pages["approving"].pk)
    there.objects["decided"] = returned
    there.objects["task_state"] = there.objects["review"]
    there.objects["workflow_state"] = there.objects["review"].workflow_state
    # Such as the province could make by hand.
    task = GroupApprovalTask.objects.create(name=f"{mark} duyệt")
    task.groups.add(SiteRole.objects.get(site=there.site, role="approver").group)
    workflow = Workflow.objects.create(name=f"{mark} quy trình")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    there.objects |= {"task": task, "workflow": workflow}
    there.pages |= {name: ArticlePage.objects.get(pk=page.pk) for name, page in pages.items()}


def _add_board(there: Belongings, mark: str) -> None:
    """A board that was sent up, came back with a reason, and was sent again."""
    secretary = there.people["secretary"]
    seats = [
        Seat(
            position,
            f"{mark} {WORDS} {position}",
            f"{mark} chức vụ",
            f"0222 {mark}",
            f"{mark}-{position}@example.org",
            user=there.people["approver"],
            order=place,
        )
        for place, position in enumerate(BoardMember.Position.values, 1)
    ]
    decision = Decision(
        decision_number=f"15/{mark}",
        decided_on=clock.today(),
        signer=f"{mark} ký",
        valid_from=clock.today(),
        file=there.objects["document"],
    )
    board = reconstitute(there.site, decision, seats, user=secretary)
    province, _is_new = User.objects.get_or_create(email=PROVINCE, defaults={"is_superuser": True})
    sent = send_back(send_up(board, secretary), province, f"{mark} {WORDS} thiếu số")
    target, _is_new = ReportingTarget.objects.get_or_create(
        name="Kiện toàn",
        defaults={"kinds": ["commune"], "due_on": clock.today(), "document": "KH 953"},
    )
    there.objects |= {"board": board, "returned_board": sent, "target": target}
    there.objects["submission"] = send_up(board, secretary)


def _add_draft(there: Belongings, mark: str) -> None:
    """A draft with a text that was taken over, and one that is still being corrected."""
    author = there.people["editor"]
    section = ConsultationPage.objects.filter(below(there.home)).first()
    page = section.add_child(
        instance=DraftPage(
            title=f"{mark} {WORDS} dự thảo",
            slug=slugify(f"{mark}-du-thao"),
            summary=f"{mark} tóm tắt",
            receiving_address=f"{mark} nơi nhận",
            opens_at=clock.now(),
            closes_at=clock.now() + timedelta(days=40),
            owner=author,
            live=False,
        )
    )
    reading = read_text(f"Điều 1. {mark} {WORDS}\n1. {mark} khoản\n2. {mark} khoản khác")
    texts = [
        versions.begin(page, reading, source_name=f"{mark}.docx", user=author) for _each in range(2)
    ]
    page.text_version = versions.take(texts[0], texts[0].edition)
    page.save_revision(user=author)
    there.pages["regulation"] = DraftPage.objects.get(pk=page.pk)
    there.objects |= {"taken_version": texts[0], "draft_version": texts[1]}


def _add_comments(there: Belongings, mark: str) -> None:
    """A comment of a citizen that waits, and one that is published and to be answered."""
    version = there.objects["taken_version"]
    for name, state in (("comment", "waiting"), ("shown_comment", "published")):
        comment = CitizensComment.objects.create(
            site=there.site,
            draft=there.pages["regulation"],
            version=version,
            provision=version.provisions.first(),
            lineage=version.provisions.first().lineage,
            text=f"{mark} {WORDS} góp ý",
            files_digest="0" * 64,
            note=f"{mark} lời nhắn",
            appeal=f"{mark} phản hồi",
            state=state,
            received_at=clock.now(),
            assigned_to=there.people["citizens_officer"],
        )
        Commenter.objects.create(
            comment=comment, name=f"{mark} {WORDS}", email=f"{mark}@example.org", telephone=mark
        )
        there.objects["attached_file"] = _file_with(comment, mark)
        receipts.issue(comment)
        log(comment, "comments.publish", user=there.people["citizens_officer"])
        there.objects[name] = comment
    file = Export(draft=there.pages["regulation"], format="docx", state="ready")
    file.file = default_storage.save(file.path, ContentFile(mark.encode()))
    file.save()
    there.objects["summary_file"] = file


def _file_with(comment: CitizensComment, mark: str) -> AttachedFile:
    stored = default_storage.save(f"comments/{uuid.uuid4().hex}.pdf", ContentFile(mark.encode()))
    return AttachedFile.objects.create(
        comment=comment,
        number=1,
        name=f"{mark}.pdf",
        extension="pdf",
        size=len(mark),
        digest="0" * 64,
        file=stored,
        state="ready",
    )


def _add_staff(there: Belongings, mark: str) -> None:
    by, ends = there.people["administrator"], clock.now() + timedelta(days=3)
    offered, resting = (
        User.objects.create_user(f"{mark}-{name}@example.org", full_name=f"{mark} {name}")
        for name in ("offered", "resting")
    )
    there.objects["offer"] = RoleOffer.objects.create(
        site=there.site,
        user=offered,
        full_name=f"{mark} {WORDS}",
        roles=["editor"],
        made_by=by,
        expires_at=ends,
    )
    Suspension.objects.create(site=there.site, user=resting, roles=["editor"], made_by=by)
    there.people["resting"] = resting
    there.objects["invitation"] = Invitation.objects.create(
        user=there.people["editor"],
        site_name=there.site.site_name,
        role_name="editor",
        expires_at=ends,
    )


def _add_translation(there: Belongings) -> None:
    english = Locale.objects.get(language_code="en")
    live = there.pages["live"]
    creator = TranslationCreator(user=there.people["editor"], target_locales=[english])
    creator.create_translations(live, include_related_objects=True)
    source = TranslationSource.objects.get_for_instance(live)
    there.objects |= {
        "translation_source": source,
        "translation": Translation.objects.get(source=source),
        "overridable_segment": OverridableSegment.objects.filter(source=source).first(),
        "string_segment": StringSegment.objects.filter(source=source).first(),
    }
    there.pages["english"] = live.get_translation(english)
