"""What readers see of pictures and files is not changed past the review either."""

import io
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image as Pillow

from editorial.boards.models import BoardMember
from editorial.boards.sending import send_back, send_up
from editorial.boards.services import Decision, Seat, reconstitute
from editorial.workflow import gate, services
from editorial.workflow.tests.conftest import fresh, waits
from portal.accounts.models import User
from portal.common import clock
from portal.common.testing.officers import officer_client
from portal.media.models import PortalDocument, PortalImage
from portal.media.policies import refusal_to_change
from sites.access.models import Role

PAST_THE_REVIEW = "ngoài quy trình duyệt"
WRITERS = [Role.CONTRIBUTOR, Role.EDITOR, Role.SECRETARY, Role.ADMINISTRATOR]


def photograph(colour: str = "green") -> bytes:
    content = io.BytesIO()
    Pillow.new("RGB", (64, 48), colour).save(content, "JPEG")
    return content.getvalue()


@pytest.fixture
def picture(board) -> PortalImage:
    """Uploaded by the contributor."""
    return PortalImage.objects.create(
        title="Cầu mới",
        file=ImageFile(io.BytesIO(photograph()), "cau.jpg"),
        collection=board.site.profile.collection,
        uploaded_by_user=board.contributor,
    )


@pytest.fixture
def document(board) -> PortalDocument:
    return PortalDocument.objects.create(
        title="Quyết định",
        file=ContentFile(b"%PDF-1.4", "quyet-dinh.pdf"),
        collection=board.site.profile.collection,
        uploaded_by_user=board.contributor,
    )


@pytest.fixture
def draft(board, article, picture):
    article.picture, article.picture_alt = picture, "Cầu"
    article.save_revision(user=board.contributor)
    return article


def publish(page, by) -> None:
    with gate.reviewed():
        page.get_latest_revision().publish(user=by)


def replace(browser, picture):
    address = reverse("wagtailimages:edit", args=[picture.pk])
    file = SimpleUploadedFile("khac.jpg", photograph("red"), "image/jpeg")
    data = {"title": "Tên khác", "description": "", "tags": "", "file": file}
    return browser.post(address, data | {"collection": picture.collection_id}, follow=True)


def delete(browser, item):
    kind = "wagtailimages" if isinstance(item, PortalImage) else "wagtaildocs"
    return browser.post(reverse(f"{kind}:delete", args=[item.pk]), follow=True)


class TestAPictureOnAPublishedPage:
    @pytest.fixture
    def shown(self, board, draft, picture) -> PortalImage:
        publish(draft, board.approver)
        return picture

    @pytest.mark.parametrize("role", WRITERS)
    def test_is_neither_replaced_nor_deleted_by_who_does_not_publish(self, board, shown, role):
        before = shown.file_hash
        answer = replace(board.browser(role), shown)
        assert PAST_THE_REVIEW in " ".join(map(str, answer.context["messages"]))
        delete(board.browser(role), shown)
        bulk = reverse("wagtail_bulk_action", args=["media", "portalimage", "delete"])
        board.browser(role).post(f"{bulk}?id={shown.pk}")
        shown.refresh_from_db()
        assert (shown.title, shown.file_hash) == ("Cầu mới", before)

    def test_is_changed_by_who_publishes(self, board, shown):
        replace(board.browser("approver"), shown)
        shown.refresh_from_db()
        assert shown.title == "Tên khác"

    def test_of_another_portal_is_not_spoken_of(self, neighbours, shown):
        answer = replace(neighbours.browser("approver"), shown)
        assert PAST_THE_REVIEW not in " ".join(map(str, answer.context["messages"]))
        shown.refresh_from_db()
        assert shown.title == "Cầu mới"

    def test_is_free_again_once_no_page_shows_it(self, board, shown, draft):
        type(draft).objects.get(pk=draft.pk).unpublish()
        replace(board.browser("contributor"), shown)
        shown.refresh_from_db()
        assert shown.title == "Tên khác"


class TestAPictureOfWhatWaits:
    """Nobody reads one picture and publishes another."""

    HELD = "đang chờ duyệt"

    @pytest.fixture
    def waiting(self, board, draft, picture) -> PortalImage:
        services.submit(fresh(draft), board.contributor)
        return picture

    def test_is_not_replaced_by_who_may_not_change_the_text(self, board, waiting):
        answer = replace(board.browser("contributor"), waiting)
        assert self.HELD in " ".join(map(str, answer.context["messages"]))
        delete(board.browser("contributor"), waiting)
        waiting.refresh_from_db()
        assert waiting.title == "Cầu mới"

    def test_is_the_editors_while_they_edit_and_not_at_the_next_step(self, board, draft, waiting):
        services.decide(waits(draft), board.editor, "approve")
        replace(board.browser("editor"), waiting)
        waiting.refresh_from_db()
        assert waiting.title == "Cầu mới"
        replace(board.browser("approver"), waiting)
        waiting.refresh_from_db()
        assert waiting.title == "Tên khác"

    def test_is_its_owners_again_when_it_came_back(self, board, draft, waiting):
        services.decide(waits(draft), board.editor, "reject", comment="Mờ quá")
        replace(board.browser("contributor"), waiting)
        waiting.refresh_from_db()
        assert waiting.title == "Tên khác"

    @pytest.mark.parametrize("role", WRITERS)
    def test_stays_as_approved_until_its_hour(self, board, draft, picture, role):
        page = fresh(draft).get_latest_revision_as_object()
        # Wagtail asks the real clock.
        page.go_live_at = timezone.now() + timedelta(days=2)
        page.save_revision(user=board.contributor)
        services.submit(fresh(draft), board.contributor)
        for reviewer in (board.editor, board.approver):
            services.decide(waits(draft), reviewer, "approve")
        assert not fresh(draft).live
        answer = replace(board.browser(role), picture)
        assert "đã được duyệt" in " ".join(map(str, answer.context["messages"]))
        picture.refresh_from_db()
        assert picture.title == "Cầu mới"

    def test_another_one_with_the_same_digits_is_free(self, board, waiting):
        other = PortalImage.objects.create(
            pk=int(f"{waiting.pk}{waiting.pk}"),
            title="Khác",
            file=ImageFile(io.BytesIO(photograph()), "khac.jpg"),
            collection=waiting.collection,
            uploaded_by_user=board.contributor,
        )
        assert refusal_to_change(board.contributor, other) == ""


def test_a_picture_of_a_draft_is_its_owners(board, draft, picture):
    replace(board.browser("contributor"), picture)
    picture.refresh_from_db()
    assert picture.title == "Tên khác"
    delete(board.browser("contributor"), picture)
    assert not PortalImage.objects.exists()


class TestTheFileOfABoard:
    @pytest.fixture
    def made(self, board, document):
        seat = Seat(BoardMember.Position.HEAD, "Nguyễn Văn An", "Chủ tịch UBND")
        today = clock.today()
        decision = Decision(
            decision_number="15/QĐ-UBND", decided_on=today, signer="CT", valid_from=today,
            file=document,
        )  # fmt: skip
        return reconstitute(board.site, decision, [seat], user=board.secretary)

    @pytest.fixture
    def sent(self, board, made):
        return send_up(made, board.secretary)

    @pytest.mark.parametrize("role", [*WRITERS, Role.APPROVER])
    def test_stays_as_it_was_sent_up(self, board, sent, document, role):
        delete(board.browser(role), document)
        assert PortalDocument.objects.filter(pk=document.pk).exists()
        assert "sent up" in refusal_to_change(getattr(board, role), document)

    @pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.EDITOR])
    def test_is_theirs_who_look_after_the_board_before_it_is_sent(
        self, board, made, document, role
    ):
        delete(board.browser(role), document)
        assert PortalDocument.objects.filter(pk=document.pk).exists()
        assert "look after its editorial board" in refusal_to_change(getattr(board, role), document)
        assert refusal_to_change(board.secretary, document) == ""

    def test_is_free_again_when_it_came_back(self, board, sent, document):
        province = User.objects.create_superuser("tinh@example.org", "x-1-Mat-khau")
        send_back(sent, province, "Thiếu số")
        assert refusal_to_change(board.secretary, document) == ""

    def test_does_not_bind_the_province(self, sent, document):
        province = User.objects.create_superuser("tinh@example.org", "x-1-Mat-khau")
        delete(officer_client(province), document)
        assert not PortalDocument.objects.filter(pk=document.pk).exists()


def test_lists_ask_as_often_for_one_picture_as_for_many(
    board, picture, django_assert_max_num_queries
):
    browser, address = board.browser("editor"), reverse("wagtailimages:index")
    browser.get(address)
    with CaptureQueriesContext(connection) as few:
        browser.get(address)
    statements = len(few)
    for number in range(8):
        PortalImage.objects.create(
            title=f"Ảnh {number}",
            file=ImageFile(io.BytesIO(photograph()), f"{number}.jpg"),
            collection=picture.collection,
        )
    # The first look at a picture makes its small copies.
    browser.get(address)
    with django_assert_max_num_queries(statements):
        assert browser.get(address).status_code == 200
