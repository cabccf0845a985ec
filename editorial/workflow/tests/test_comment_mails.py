"""Who is written to when somebody comments on a text."""

import pytest
from django.test import RequestFactory
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Comment, PageSubscription

from sites.access.models import Role
from sites.access.people import take_role

NOTHING = ("resolved_comments", "deleted_comments", "new_replies")


@pytest.fixture
def comment(board, article) -> Comment:
    """Everybody on the board has subscribed to the text and taken part in the thread."""
    for role in (Role.CONTRIBUTOR, Role.EDITOR):
        person = board.people[role]
        PageSubscription.objects.create(page=article, user=person, comment_notifications=True)
    return Comment.objects.create(
        page=article, user=board.editor, text="Thiếu nguồn", contentpath="lead"
    )


def remark(article, by, comment) -> None:
    """What Wagtail does after it has saved a comment."""
    view = EditView()
    view.request, view.page = RequestFactory().get("/"), article
    view.request.user = by
    changes = {name: [] for name in NOTHING} | {"new_comments": [comment]}
    view.send_commenting_notifications(changes)


def test_those_who_work_on_the_portal_hear_of_it(board, article, comment, mailoutbox):
    remark(article, board.approver, comment)
    assert {mail.to[0] for mail in mailoutbox} == {board.contributor.email, board.editor.email}
    assert "Thiếu nguồn" in mailoutbox[0].body


def test_who_has_left_it_does_not(board, article, comment, mailoutbox):
    take_role(board.editor, board.site, Role.EDITOR)
    remark(article, board.approver, comment)
    assert {mail.to[0] for mail in mailoutbox} == {board.contributor.email}
