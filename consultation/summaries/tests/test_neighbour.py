"""All of the administration's addresses of consultations, asked by an officer of another portal."""

import pytest
from django.urls import reverse

from consultation.comments import urls as comments
from consultation.comments.models import Comment
from consultation.comments.tests.citizens import comment_on
from consultation.comments.tests.desks import AUTHOR, SECRET, desk, stranger  # noqa: F401 fixtures
from consultation.conftest import SECOND_TEXT
from consultation.drafts import urls as drafts
from consultation.reading.services import read_text
from consultation.summaries import exports
from consultation.summaries import urls as summaries
from consultation.summaries.models import Export
from consultation.versions import services
from consultation.versions.models import DraftVersion
from sites.access.models import Role
from sites.access.people import give_role

pytestmark = pytest.mark.django_db

WORDS = "Ý kiến của xã bên"
# The own list, and what is done to those marked in it; their addresses name nobody's things.
OWN = {"comments:queue", "comments:decide_marked"}
# What would do something if it were let through.
FIELDS = {
    "state": "published",
    "edition": 0,
    "disposition": "noted",
    "explanation": "Ừ",
    "to": "",
    "text": "Chen vào",
    "source": "letter",
    "received_on": "2021-04-18",
    "shown": ["1"],
}
ADDRESSES = [
    (f"{urls.app_name}:{pattern.name}", list(pattern.pattern.converters))
    for urls in (comments, drafts, summaries)
    for pattern in urls.urlpatterns
]


@pytest.fixture
def things(draft, officer):
    """By name of the argument, and by address where that means another thing."""
    comment = comment_on(draft, WORDS, **AUTHOR)
    begun = services.begin(draft, read_text(SECOND_TEXT), source_name="", user=None)
    export, _other = exports.ask(draft, officer)
    return {
        "draft_id": draft.pk,
        "page_id": draft.pk,
        "uid": comment.uid,
        "place": 0,
        "summaries:file": export.uid,
        **{name: begun.uid for name, _arguments in ADDRESSES if name.startswith("drafts:")},
    }


def path_of(name: str, arguments: list[str], things: dict) -> str:
    """The address of that name, with what it takes."""
    values = {one: things.get(name if one == "uid" else one, things[one]) for one in arguments}
    return reverse(name, "portal.urls.admin", kwargs=values)


def state_of_all() -> list:
    """What a foreign hand could have changed."""
    return [
        list(Comment.objects.values_list("pk", "state", "edition", "disposition", "assigned_to")),
        list(DraftVersion.objects.values_list("pk", "number", "edition")),
        list(Export.objects.values_list("pk", "state")),
        Comment.objects.get().commenter.email,
    ]


@pytest.mark.parametrize(("name", "arguments"), ADDRESSES, ids=[name for name, _ in ADDRESSES])
def test_an_officer_of_another_portal_gets_nothing(
    name, arguments, things, stranger, two_sites  # noqa: F811 a fixture
):  # fmt: skip
    for role in (Role.EDITOR, Role.APPROVER):
        give_role(stranger.person, two_sites.there, role)
    path = path_of(name, arguments, things)
    before = state_of_all()
    fields = {**FIELDS, "marked": f"{things['uid']}:0"}
    for answer in (stranger.browser.get(path), stranger.browser.post(path, fields)):
        assert name in OWN or answer.status_code in {404, 405}, answer.status_code
        for secret in (WORDS, SECRET):
            assert secret not in answer.content.decode()
    assert state_of_all() == before


def test_the_own_officers_find_what_is_asked_for(things, desk, two_sites):  # noqa: F811 a fixture
    """That the test above asks for things that are there."""
    person = desk(Role.CITIZENS_OFFICER)
    give_role(person.person, two_sites.here, Role.EDITOR)
    for name in ("comments:item", "comments:draft", "summaries:summary", "drafts:prepare"):
        path = path_of(name, dict(ADDRESSES)[name], things)
        assert person.browser.get(path).status_code == 200, name
