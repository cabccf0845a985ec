"""Files with comments: from the form over quarantine to the reader, and who gets them."""

import hashlib
import uuid
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from PIL import Image

from consultation.attachments import cleaning, services
from consultation.attachments.models import AttachedFile
from consultation.comments.erasure import erase_author
from consultation.comments.models import Comment, Receipt
from consultation.comments.moderation import decide
from consultation.comments.receipts import check_unlinked, is_genuine
from consultation.comments.services import CommentRefused
from consultation.comments.showing_files import show_files
from consultation.comments.tests.citizens import FILLED
from consultation.drafts.tests.readers import path_of
from portal.common import clock
from portal.media.tests.conftest import PDF, archive_bytes, picture_bytes, word_bytes

pytestmark = pytest.mark.django_db
MARKER = b"marker-b7x"
NAMED = f"Đơn của {FILLED['name']}.pdf"


def pdf(name: str = "y-kien.pdf", content: bytes = PDF + MARKER) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/pdf")


def looked_at() -> None:
    services.look_at_all()


def files() -> list[AttachedFile]:
    return list(AttachedFile.objects.order_by("pk"))


def stored(folder) -> list[str]:
    return sorted(one.name for one in folder.rglob("*") if one.is_file())


def public(file: AttachedFile, host: str):
    return Client(SERVER_NAME=host).get(f"/tep-gop-y/{file.uid}/")


def body(answer) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


class TestTheWay:
    def test_from_the_form_over_quarantine_to_readers(self, citizen, draft, officer):
        name = citizen.site.hostname
        answer = citizen.send(attached=[pdf(NAMED)])
        assert answer.status_code == 303
        [file], comment = files(), Comment.objects.get()
        assert file.digest == hashlib.sha256(PDF + MARKER).hexdigest()
        assert is_genuine(comment.receipt)
        own = citizen.follow(answer).text
        assert NAMED in own
        assert file.digest in own
        # In quarantine nobody opens it.
        assert file.state == "quarantined"
        assert officer.get("open_file", file.uid).status_code == 404
        page = officer.read("item", comment.uid)
        assert "in quarantine" in page
        assert "Save the choice of files" not in page
        looked_at()
        opened = officer.get("open_file", file.uid)
        assert body(opened) == PDF + MARKER
        assert opened["Content-Disposition"].startswith("attachment")
        assert "sandbox" in opened["Content-Security-Policy"]
        # The comment's publication alone shows no file.
        comment = decide(comment, officer.person, "published", edition=comment.edition)
        assert public(file, name).status_code == 404
        assert str(file.uid) not in citizen.browser.get(f"{path_of(draft)}gop-y/").text
        officer.post("files", comment.uid, edition=comment.edition, shown=["1"])
        shown = public(file, name)
        assert body(shown) == PDF + MARKER
        assert NAMED not in shown["Content-Disposition"]
        page = citizen.browser.get(f"{path_of(draft)}gop-y/").text
        assert str(file.uid) in page
        assert FILLED["name"] not in page

    def test_a_hidden_comment_takes_its_files_along(self, citizen, officer):
        citizen.send(attached=[pdf()])
        looked_at()
        [file], comment = files(), Comment.objects.get()
        comment = decide(comment, officer.person, "published", edition=0)
        show_files(comment, officer.person, {1}, edition=comment.edition)
        assert public(file, citizen.site.hostname).status_code == 200
        comment.refresh_from_db()
        decide(comment, officer.person, "hidden", edition=comment.edition, reason="off_topic")
        assert public(file, citizen.site.hostname).status_code == 404
        receipt = citizen.browser.get(f"/tra-cuu/{comment.receipt.code}/").text
        assert str(file.uid) not in receipt
        assert file.digest not in receipt

    def test_officers_of_another_portal_get_nothing(self, citizen, stranger, draft):
        citizen.send(attached=[pdf()])
        looked_at()
        [file], comment = files(), Comment.objects.get()
        assert stranger.get("open_file", file.uid).status_code == 404
        answer = stranger.post("files", comment.uid, edition=0, shown=["1"])
        assert answer.status_code == 404
        with pytest.raises(CommentRefused):
            show_files(comment, stranger.person, {1}, edition=0)
        assert not files()[0].is_shown

    def test_another_portals_host_does_not_serve_it(self, citizen, officer, two_sites):
        citizen.send(attached=[pdf()])
        looked_at()
        comment = decide(Comment.objects.get(), officer.person, "published", edition=0)
        show_files(comment, officer.person, {1}, edition=comment.edition)
        assert public(files()[0], two_sites.there.hostname).status_code == 404

    def test_opening_a_file_stands_in_the_log_without_its_name(self, citizen, officer):
        citizen.send(attached=[pdf(NAMED)])
        looked_at()
        officer.get("open_file", files()[0].uid)
        page = officer.read("item", Comment.objects.get().uid)
        assert "File 1 of the comment was opened" in page
        from wagtail.models import ModelLogEntry

        entry = ModelLogEntry.objects.get(action="comments.open_file")
        assert FILLED["name"] not in str(entry.data) + entry.label

    def test_an_officer_enters_a_letter_with_its_scan(self, officer, draft):
        answer = officer.post(
            "enter", draft.pk, key=uuid.uuid4(), source="letter", received_on=clock.today(),
            text="Theo thư.", attached=[pdf()],
        )  # fmt: skip
        assert answer.status_code == 302
        assert [one.name for one in files()] == ["y-kien.pdf"]

    def test_the_statements_of_a_comment_without_files_stay_the_same(
        self, citizen, django_assert_num_queries, django_capture_on_commit_callbacks
    ):
        citizen.send()
        assert not Comment.objects.get().files_digest
        with django_assert_num_queries(0):
            assert services.attach(Comment.objects.model(), []) == []


class TestWhatIsTaken:
    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("a.exe", b"MZ"),
            ("a.svg", b"<svg onload=alert(1)>"),
            ("a.html", b"<html>"),
            ("a.pdf", b"<html>not a pdf</html>"),
            ("a.pdf", picture_bytes()),
            ("a.jpg", PDF),
            ("a.png", picture_bytes("JPEG")),
            ("a.jpg", picture_bytes() + b"<script>alert(1)</script>"),
            ("a.docx", PDF),
            ("a.docx", word_bytes(**{"word/vbaProject.bin": b"x"})),
            ("a.docx", archive_bytes({"evil.js": "x"})),
            ("a.docm", word_bytes()),
            ("a.doc", b"\xd0\xcf\x11\xe0"),
            ("a.zip", archive_bytes({"a": "b"})),
            ("a.pdf", b""),
            ("pdf", PDF),
            ("a.pdf\u202e", PDF + b"%PDF"),
        ],
    )
    def test_other_things_are_refused_and_nothing_is_stored(
        self, citizen, name, content, own_store
    ):
        upload = SimpleUploadedFile(name, content)
        answer = citizen.send(attached=[pdf(), upload])
        if name == "a.pdf\u202e":
            # The sign is taken out, and what is left is a PDF.
            assert answer.status_code == 303
            assert files()[1].name == "a.pdf"
            return
        assert answer.status_code == 422
        assert not Comment.objects.exists()
        assert not AttachedFile.objects.exists()
        assert stored(own_store) == []
        # What was typed stays, and the citizen is told to choose the files again.
        assert FILLED["text"] in answer.text
        assert "Choose your files again" in answer.text or "Hãy chọn lại" in answer.text

    def test_six_files_are_too_many(self, citizen):
        assert citizen.send(attached=[pdf() for _ in range(6)]).status_code == 422
        assert citizen.send(attached=[pdf() for _ in range(5)]).status_code == 303
        assert [one.number for one in files()] == [1, 2, 3, 4, 5]

    def test_a_large_file_is_refused_to_the_byte(self, citizen, monkeypatch):
        monkeypatch.setattr("consultation.attachments.content.MOST_BYTES", len(PDF) + 1)
        assert citizen.send(attached=[pdf(content=PDF + b"12")]).status_code == 422
        assert citizen.send(attached=[pdf(content=PDF + b"1")]).status_code == 303

    def test_files_together_have_a_limit(self, citizen, monkeypatch):
        monkeypatch.setattr("consultation.attachments.content.MOST_BYTES_TOGETHER", 2 * len(PDF))
        assert citizen.send(attached=[pdf(content=PDF) for _each in range(3)]).status_code == 422
        assert not Comment.objects.exists()

    @pytest.mark.parametrize(
        "name",
        ["<script>alert(1)</script>.pdf", "=HYPERLINK(1).pdf", "a\x00b.pdf", "../../etc/x.pdf",
         "\u202efdp.exe.pdf", "x" * 400 + ".pdf"],
    )  # fmt: skip
    def test_a_strange_name_harms_nothing(self, citizen, officer, name, own_store):
        answer = citizen.send(attached=[pdf(name)])
        if answer.status_code == 422:
            assert not Comment.objects.exists()
            return
        [file] = files()
        assert len(file.name) <= 100
        assert not set("\x00\u202e/") & set(file.name)
        assert "<script>alert" not in citizen.follow(answer).text
        assert "<script>alert" not in officer.read("item", Comment.objects.get().uid)
        looked_at()
        assert (
            f'filename="gop-y-{file.comment.receipt.code.lower()}-1.pdf"'
            in (officer.get("open_file", file.uid)["Content-Disposition"])
        )

    def test_the_same_form_sent_twice_stores_one_file(self, citizen, own_store):
        key = uuid.uuid4()
        citizen.send(key=key, attached=[pdf()])
        citizen.send(key=key, attached=[pdf()])
        assert len(files()) == len(stored(own_store)) == 1

    def test_what_fails_behind_the_file_leaves_no_file(self, citizen, own_store, monkeypatch):
        def broken(*args, **kwargs):
            raise OSError("full")

        monkeypatch.setattr(AttachedFile.objects, "bulk_create", broken)
        with pytest.raises(OSError, match="full"):
            citizen.send(attached=[pdf(), pdf()])
        assert stored(own_store) == []
        assert not Comment.objects.exists()


class TestRoom:
    """A store that somebody fills, or that is full, takes comments without files."""

    def test_above_the_rate_comments_are_taken_without_files(self, citizen, settings):
        cache.clear()
        rates = {"address": [(3, 3600)], "network": [(9, 3600)]}
        settings.CITIZEN_LIMITS = settings.CITIZEN_LIMITS | {"comment_files": rates}
        assert citizen.send(attached=[pdf() for _each in range(3)]).status_code == 303
        refused = citizen.send(attached=[pdf()])
        assert refused.status_code == 422
        assert "không kèm tệp" in refused.text
        assert FILLED["text"] in refused.text
        assert citizen.send().status_code == 303
        assert len(files()) == 3

    def test_a_full_disk_takes_comments_without_files(self, citizen, monkeypatch):
        monkeypatch.setattr(services, "LEAST_FREE", 10**18)
        assert citizen.send(attached=[pdf()]).status_code == 422
        assert citizen.send().status_code == 303
        assert Comment.objects.count() == 1


class TestQuarantine:
    def test_a_photograph_loses_its_place(self, citizen, officer):
        exif = Image.Exif()
        exif[0x010E] = "GPS-marker"
        photo = picture_bytes(exif=exif)
        assert b"GPS-marker" in photo
        citizen.send(attached=[SimpleUploadedFile("a.jpg", photo)])
        looked_at()
        kept = body(officer.get("open_file", files()[0].uid))
        assert b"GPS-marker" not in kept
        assert Image.open(BytesIO(kept)).size == (40, 30)
        # The digest stays that of what was sent.
        assert files()[0].digest == hashlib.sha256(photo).hexdigest()
        assert is_genuine(Receipt.objects.get())

    def test_an_office_file_loses_its_authors_name(self, citizen, officer):
        content = word_bytes(**{"docProps/core.xml": b"<dc:creator>Lan</dc:creator>"})
        citizen.send(attached=[SimpleUploadedFile("a.docx", content)])
        looked_at()
        kept = body(officer.get("open_file", files()[0].uid))
        with ZipFile(BytesIO(kept)) as archive:
            assert archive.namelist() == ["[Content_Types].xml", "word/document.xml",
                                          "docProps/core.xml"]  # fmt: skip
            assert archive.read("docProps/core.xml") == cleaning.EMPTIED["docProps/core.xml"]
            assert archive.read("word/document.xml") == b"<x/>"

    @pytest.mark.parametrize(
        ("part", "said", "kept"),
        [
            ("word/comments.xml", '<w:c w:id="1" w:author="Lan" w:initials=\'L\'>Ý</w:c>',
             '<w:c w:id="1" w:author="" w:initials=\'\'>Ý</w:c>'),
            ("word/people.xml", '<w15:person w15:author="Lan"/>',
             '<w15:person w15:author=""/>'),
            ("content.xml", "<dc:creator>Lan</dc:creator><p>Lan nói</p>",
             "<dc:creator></dc:creator><p>Lan nói</p>"),
            ("xl/comments1.xml", "<author>Lan</author><t>Lan</t>",
             "<author></author><t>Lan</t>"),
        ],
    )  # fmt: skip
    def test_who_remarked_or_changed_something_is_not_named(self, part, said, kept):
        content = archive_bytes({part: said})
        clean = cleaning._without_properties(BytesIO(content))
        with ZipFile(clean) as archive:
            assert archive.read(part).decode() == kept

    def test_a_damaged_picture_is_never_opened(self, citizen, officer):
        citizen.send(attached=[SimpleUploadedFile("a.jpg", picture_bytes()[:300])])
        looked_at()
        [file] = files()
        assert (file.state, file.fault) == ("unfit", "damaged")
        assert officer.get("open_file", file.uid).status_code == 404
        assert "it is damaged" in officer.read("item", Comment.objects.get().uid)

    def test_the_worker_leaves_one_file_of_each(self, citizen, own_store):
        citizen.send(attached=[pdf(), SimpleUploadedFile("a.png", picture_bytes("PNG"))])
        looked_at()
        assert len(stored(own_store)) == 2
        assert services.look_at_all() == 0

    def test_two_workers_keep_one_result(self, citizen, own_store):
        citizen.send(attached=[pdf()])
        [row] = files()
        assert services._looked_at(row)
        assert not services._looked_at(AttachedFile(pk=row.pk, extension="pdf", file=str(
            files()[0].file)))  # fmt: skip
        assert len(stored(own_store)) == 1
        assert files()[0].state == "ready"

    def test_the_timer_does_what_a_dead_worker_left(self, citizen, monkeypatch):
        monkeypatch.setattr("consultation.attachments.services.look_soon", lambda: None)
        citizen.send(attached=[pdf()])
        assert files()[0].state == "quarantined"
        call_command("tend_consultations")
        assert files()[0].state == "ready"

    def test_a_file_that_is_gone_from_the_store_stops_nobody(self, citizen):
        citizen.send(attached=[pdf(), pdf()])
        default_storage.delete(files()[0].file.name)
        looked_at()
        assert [one.state for one in files()] == ["unfit", "ready"]


class TestStore:
    def test_what_no_row_names_is_swept_after_two_days(self, citizen, own_store, freeze_clock):
        start = clock.now()
        citizen.send(attached=[pdf()])
        name = f"{services._folder(clock.today())}/lost.pdf"
        default_storage.save(name, ContentFile(PDF))
        kept = files()[0].file.name
        for days, gone in ((1, 0), (2, 1)):
            freeze_clock(start + timedelta(days=days))
            assert services.sweep() == gone
        assert default_storage.exists(kept)
        assert not default_storage.exists(name)

    def test_erasing_takes_what_readers_do_not_see(self, citizen, officer, own_store):
        citizen.send(attached=[pdf(NAMED), pdf("thu.pdf")])
        looked_at()
        comment = decide(Comment.objects.get(), officer.person, "published", edition=0)
        show_files(comment, officer.person, {2}, edition=comment.edition)
        assert erase_author(comment, officer.person)
        first, second = files()
        assert (first.state, first.file.name, first.name) == ("erased", "", "")
        assert (second.state, second.is_shown, second.name) == ("ready", True, "")
        assert is_genuine(Receipt.objects.get())
        assert public(second, citizen.site.hostname).status_code == 200
        assert not erase_author(comment, officer.person)

    def test_an_exchanged_file_shows_in_the_check(self, citizen):
        citizen.send(attached=[pdf()])
        assert check_unlinked() == []
        AttachedFile.objects.update(digest="0" * 64)
        assert [fault.what for fault in check_unlinked()] == ["changed"]

    def test_the_folder_has_no_address_of_its_own(self, citizen):
        citizen.send(attached=[pdf()])
        looked_at()
        name = files()[0].file.name
        for path in (f"/media/{name}", f"/{name}", f"/media/images/{name}", f"/documents/{name}"):
            assert citizen.browser.get(path).status_code == 404
            assert Client(SERVER_NAME=settings.ADMIN_HOST).get(path).status_code in {302, 404}
