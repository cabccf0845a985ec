"""The summary's screens in the administration."""

import pytest

from consultation.comments.tests.citizens import published_comment
from consultation.drafts.tests.conftest import admin_url
from consultation.drafts.tests.conftest import officer as signed_in  # noqa: F401 a fixture
from consultation.summaries.models import Export
from consultation.summaries.tests.conftest import MARKER
from sites.access.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(signed_in):  # noqa: F811
    return signed_in(Role.CITIZENS_OFFICER)


@pytest.fixture
def stranger(signed_in, two_sites):  # noqa: F811
    return signed_in(Role.CITIZENS_OFFICER, two_sites.there)


def test_it_says_what_is_missing_and_makes_the_files(
    draft, say, officer, client, django_capture_on_commit_callbacks
):
    say()
    published_comment(draft, officer, "chưa trả lời")
    path = admin_url("summaries:summary", draft.pk)
    assert "1 góp ý" in client.get(path).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(path).status_code == 302
    text = client.get(path).content.decode()
    for export in Export.objects.all():
        address = admin_url("summaries:file", export.uid)
        assert address in text
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer["Content-Disposition"].startswith("attachment")
        assert "private" in answer["Cache-Control"]


def test_progress_needs_no_script(draft, say, client):
    say()
    path = admin_url("summaries:summary", draft.pk)
    client.post(path)
    Export.objects.update(state="running", total=1000, done=400)
    text = client.get(path).content.decode()
    assert 'max="1000" value="400"' in text
    assert "http-equiv" not in text
    assert 'http-equiv="refresh"' in client.get(path, {"lai": "1"}).content.decode()
    Export.objects.update(state="ready", file="exports/x.docx")


def test_another_portals_officer_finds_nothing(draft, say, client, stranger):
    say()
    client.post(admin_url("summaries:summary", draft.pk))
    export = Export.objects.first()
    for name, argument in (("summary", draft.pk), ("preview", draft.pk), ("file", export.uid)):
        assert stranger.get(admin_url(f"summaries:{name}", argument)).status_code == 404
    assert stranger.post(admin_url("summaries:summary", draft.pk)).status_code == 404
    assert Export.objects.count() == 2


@pytest.mark.parametrize("role", [Role.EDITOR, Role.APPROVER])
def test_other_roles_find_nothing(role, draft, say, signed_in):  # noqa: F811
    say()
    colleague = signed_in(role)
    assert colleague.get(admin_url("summaries:summary", draft.pk)).status_code == 404
    assert colleague.post(admin_url("summaries:summary", draft.pk)).status_code == 404


def test_the_preview_shows_what_readers_will_see(draft, say, officer, client):
    say("thấy được", "dieu-1")
    hidden = published_comment(draft, officer, MARKER)
    hidden.state = "hidden"
    hidden.reason = "offensive"
    hidden.save()
    text = client.get(admin_url("summaries:preview", draft.pk)).content.decode()
    assert "thấy được" in text
    assert MARKER not in text


def test_a_file_that_is_not_made_is_not_there(draft, say, client):
    say()
    client.post(admin_url("summaries:summary", draft.pk))
    export = Export.objects.first()
    assert client.get(admin_url("summaries:file", export.uid)).status_code == 404
