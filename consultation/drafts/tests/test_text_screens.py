"""From the Word file to the text that readers see, through the screens of officers."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import PageLogEntry

from consultation.conftest import FIRST_TEXT, SECOND_TEXT
from consultation.drafts.logs import TAKEN
from consultation.drafts.models import DraftPage
from consultation.drafts.tests.conftest import admin_url
from consultation.reading.tests.corpus.builder import lines, word_file
from consultation.versions.models import DraftVersion

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(make_draft, two_sites) -> DraftPage:
    return make_draft(two_sites.here, text="")


def word(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("du-thao.docx", word_file(lines(text)))


def read_in(client, draft, **fields) -> DraftVersion:
    """Reads a text and gives the version in preparation."""
    answer = client.post(
        admin_url("drafts:text", draft.pk), {"changes": "refuse", "text": "", **fields}
    )
    assert answer.status_code == 302, answer.context["form"].errors
    return DraftVersion.objects.of(draft).in_preparation().first()


def take(client, version: DraftVersion, **fields):
    data = {"edition": version.edition, "dated_on": "", "note": "", **fields}
    return client.post(admin_url("drafts:take", version.uid), data)


def test_a_word_file_is_read_looked_at_corrected_taken_and_published(officer, draft):
    client = officer("editor")
    version = read_in(client, draft, file=word(FIRST_TEXT))
    assert version.source_name == "du-thao.docx"
    shown = client.get(admin_url("drafts:prepare", version.uid)).content.decode()
    assert "dieu-2.khoan-2.diem-b" in shown
    assert "Chi đường truyền." in shown
    # Correct the heading of article 1.
    path = admin_url("drafts:provision", version.uid, 0)
    answer = client.post(
        path,
        {
            "edition": 0,
            "kind": "article",
            "number": "1",
            "heading": "Phạm vi",
            "text": "Quy định này áp dụng cho cấp xã.",
            "parent": "-1",
        },
    )
    assert answer.url.endswith("#row-0")
    version.refresh_from_db()
    answer = take(client, version, dated_on="2021-04-01", note="Lần đầu")
    assert answer.url == admin_url("wagtailadmin_pages:edit", draft.pk)
    version.refresh_from_db()
    # Readers see nothing before the draft is published.
    assert version.is_taken
    assert version.number is None
    assert DraftPage.objects.get(pk=draft.pk).text_version is None
    page = DraftPage.objects.get(pk=draft.pk).get_latest_revision_as_object()
    assert page.text_version == version
    page.latest_revision.publish()
    version.refresh_from_db()
    assert (version.number, version.note) == (1, "Lần đầu")
    assert version.provisions.get(address="dieu-1").heading == "Phạm vi"
    entry = PageLogEntry.objects.get(action=TAKEN)
    assert (entry.user, entry.data["count"]) == (client.person, 7)


def test_pasted_text_is_read_and_one_of_the_two_is_asked_for(officer, draft):
    client = officer("editor")
    version = read_in(client, draft, text=FIRST_TEXT)
    assert len(version.rows) == 7
    path = admin_url("drafts:text", draft.pk)
    for fields in ({"text": ""}, {"text": FIRST_TEXT, "file": word(FIRST_TEXT)}):
        answer = client.post(path, {"changes": "refuse", **fields})
        assert answer.context["form"].non_field_errors()
    assert DraftVersion.objects.of(draft).count() == 1


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"%PDF-1.7 x", "PDF"),
        (b"", ""),
        (b"PK\x03\x04 broken", ""),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, ""),
    ],
)
def test_what_is_no_word_file_is_refused_and_nothing_kept(officer, draft, content, told):
    client = officer("editor")
    file = SimpleUploadedFile("du-thao.docx", content)
    answer = client.post(
        admin_url("drafts:text", draft.pk), {"changes": "refuse", "text": "", "file": file}
    )
    assert answer.status_code == 200
    assert told in str(answer.context["form"].errors["file"])
    assert not DraftVersion.objects.exists()


def test_a_second_version_is_joined_before_it_is_taken(officer, draft):
    client = officer("editor")
    first = read_in(client, draft, text=FIRST_TEXT)
    take(client, first)
    DraftPage.objects.get(pk=draft.pk).get_latest_revision_as_object().latest_revision.publish()
    second = read_in(client, draft, text=SECOND_TEXT)
    take(client, second)
    second.refresh_from_db()
    assert not second.is_taken
    path = admin_url("drafts:mapping", second.uid)
    shown = client.get(path)
    lines = {address: line for address, _row, _relation, _label, line in shown.context["lines"]}
    assert lines["dieu-4"] == "dieu-3"
    assert lines["dieu-3"] == ""
    # An address that does not exist is told at its line, and nothing is kept.
    answer = client.post(path, {"edition": 0, "of-dieu-4": "dieu-9"})
    assert answer.context["fault"].address == "dieu-4"
    assert 'value="dieu-9"' in answer.content.decode()
    second.refresh_from_db()
    assert second.mapping is None
    # The officer decides: article 4 is new, nothing continues article 3.
    client.post(path, {"edition": 0, "of-dieu-4": ""})
    second.refresh_from_db()
    relations = {tuple(one["new"]): one["relation"] for one in second.mapping}
    assert relations["dieu-4",] == "new"
    assert relations[()] == "removed"
    take(client, second)
    second.refresh_from_db()
    olds = dict(first.provisions.values_list("address", "lineage"))
    news = dict(second.provisions.values_list("address", "lineage"))
    assert news["dieu-4"] not in olds.values()
    assert news["dieu-2"] == olds["dieu-2"]


def test_of_two_officers_the_later_one_is_told(officer, draft):
    one, other = officer("editor"), officer("editor")
    version = read_in(one, draft, text=FIRST_TEXT)
    path = admin_url("drafts:provision", version.uid, 6)
    one.post(path, {"remove": "1", "edition": 0})
    words = {"kind": "article", "number": "3", "heading": "Của tôi", "text": "", "parent": "-1"}
    answer = other.post(
        admin_url("drafts:provision", version.uid, 5), {**words, "edition": 0}, follow=True
    )
    assert answer.context["form"].errors
    # What was typed is still there.
    assert "Của tôi" in answer.content.decode()
    version.refresh_from_db()
    assert len(version.rows) == 6


def test_rows_are_joined_inserted_and_removed(officer, draft):
    client = officer("editor")
    version = read_in(client, draft, text=FIRST_TEXT)
    client.post(admin_url("drafts:provision", version.uid, 5), {"join": "1", "edition": 0})
    client.post(admin_url("drafts:provision", version.uid, 0), {"insert": "1", "edition": 1})
    client.post(admin_url("drafts:provision", version.uid, 6), {"remove": "1", "edition": 2})
    version.refresh_from_db()
    assert [row["number"] for row in version.rows] == ["1", "", "2", "1", "2", "a"]
    assert "Chi đường truyền." in version.rows[5]["text"]
    # An empty provision is not taken.
    take(client, version)
    version.refresh_from_db()
    assert not version.is_taken


def test_what_was_read_is_discarded(officer, draft):
    client = officer("editor")
    version = read_in(client, draft, text=FIRST_TEXT)
    client.post(admin_url("drafts:discard", version.uid))
    assert not DraftVersion.objects.exists()
    assert client.get(admin_url("drafts:prepare", version.uid)).status_code == 404


@pytest.mark.parametrize("role", ["editor", "approver", "administrator"])
def test_the_officers_of_another_portal_find_nothing(officer, draft, two_sites, role):
    version = read_in(officer("editor"), draft, text=FIRST_TEXT)
    stranger = officer(role, two_sites.there)
    for name, key in (("text", draft.pk), ("prepare", version.uid), ("mapping", version.uid)):
        assert stranger.get(admin_url(f"drafts:{name}", key)).status_code == 404
    assert stranger.post(admin_url("drafts:discard", version.uid)).status_code == 404
    assert take(stranger, version).status_code == 404
    version.refresh_from_db()
    assert not version.is_taken


def test_who_may_not_edit_reads_and_changes_nothing(officer, draft):
    version = read_in(officer("editor"), draft, text=FIRST_TEXT)
    reader = officer("citizens_officer")
    answer = reader.get(admin_url("drafts:prepare", version.uid))
    assert answer.status_code in {302, 404} or "drafts/versions" not in answer.content.decode()
    reader.post(admin_url("drafts:discard", version.uid))
    assert DraftVersion.objects.filter(pk=version.pk).exists()


def test_script_in_a_text_and_in_a_file_name_is_harmless(officer, draft):
    client = officer("editor")
    marked = "<script>alert(1)</script>"
    file = word(f"Điều 1. {marked}\n1. {marked}")
    file.name = "a<img src=x onerror=alert(1)>.docx"
    version = read_in(client, draft, file=file)
    for name, key in (("prepare", version.uid), ("text", draft.pk)):
        page = client.get(admin_url(f"drafts:{name}", key)).content.decode()
        assert marked not in page
        assert "<img src=x" not in page


def test_who_decides_reads_the_new_text_before_readers_do(officer, draft):
    client = officer("editor")
    take(client, read_in(client, draft, text=FIRST_TEXT))
    approver = officer("approver")
    shown = approver.get(admin_url("wagtailadmin_pages:view_draft", draft.pk)).content.decode()
    assert "Chi đường truyền." in shown
