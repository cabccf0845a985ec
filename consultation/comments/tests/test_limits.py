"""The rates and the question at the forms of comments; what they count is tested beside them."""

import uuid

import pytest

from consultation.comments.addresses import own_receipt_path
from consultation.comments.codes import written
from consultation.comments.models import Comment
from consultation.comments.tests.citizens import FILLED, comment_on
from consultation.comments.views.sending import CommentFormView, ConfirmView, ObjectionView
from portal.common.challenges import question_of
from portal.common.forms import read_token

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def two_are_taken(settings):
    """Of each form, from one address."""
    rates = [(2, 60), (2, 3600)]
    names = ("comment", "objection")
    settings.CITIZEN_LIMITS = {name: {"address": rates, "network": rates} for name in names}


def asked_of(answer, host: str) -> dict:
    """Key, question and right answer of a form that was shown again."""
    form = answer.context["form"]
    key = read_token(form["token"].value(), "comment", host).key
    token = form["question"].value()
    return {"key": key, "question": token, "challenge": str(question_of(token, key).answer)}


def test_the_third_comment_of_an_address_is_asked_and_arrives(citizen):
    assert citizen.send().status_code == citizen.send().status_code == 303
    answer = citizen.send("dieu-2", key=uuid.uuid4())
    assert answer.status_code == 422
    assert 'name="challenge"' in answer.text
    assert 'name="question"' in answer.text
    assert FILLED["text"] in answer.text
    assert Comment.objects.count() == 2
    assert citizen.send("dieu-2", **asked_of(answer, citizen.site.hostname)).status_code == 303
    assert Comment.objects.count() == 3


def test_the_form_of_the_next_one_asks_at_once(citizen):
    for _each in range(2):
        assert 'name="challenge"' not in citizen.browser.get(citizen.path()).text
        citizen.send()
    assert 'name="challenge"' in citizen.browser.get(citizen.path("dieu-2")).text


def test_objections_have_rates_of_their_own(citizen, draft, settings):
    for _each in range(2):
        citizen.send()
    comment = comment_on(draft)
    Comment.objects.filter(pk=comment.pk).update(state="hidden", reason="off_topic")
    link = own_receipt_path(comment)
    key = link.partition("khoa=")[2]
    path = f"/bieu-mau/xem-lai/{written(comment.receipt.code)}/{key}/"
    assert 'name="challenge"' not in citizen.browser.get(path).text
    nobody = [(0, 60), (0, 60)]
    settings.CITIZEN_LIMITS["objection"] = {"address": nobody, "network": nobody}
    assert 'name="challenge"' in citizen.browser.get(path).text


def test_confirming_an_address_is_never_held_up():
    assert (CommentFormView.limit.name, ObjectionView.limit.name) == ("comment", "objection")
    assert ConfirmView.limit is None
