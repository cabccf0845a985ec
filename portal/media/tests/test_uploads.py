"""What may be uploaded, by every way into the administration, and what is stored of it."""

import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, PngImagePlugin
from wagtail.models import UploadedFile

from portal.media.archives import HARMLESS_BYTES, MOST_ENTRIES
from portal.media.content import CONTENT_TYPES, check_document
from portal.media.models import PortalDocument, PortalImage
from portal.media.names import extension_of, stored_name
from portal.media.pictures import FORMATS, clean_picture
from portal.media.tests.conftest import PDF, archive_bytes, picture_bytes, word_bytes

ADMIN_URLS = "portal.urls.admin"
MARKER = b"MARKER-of-the-photographer"
OLE = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 504
MACRO_WORD = "application/vnd.ms-word.document.macroEnabled.main+xml"


def wide(name: str) -> bytes:
    return f"{name}\0".encode("utf-16-le")


def photograph(file_format="JPEG") -> bytes:
    """A picture that tells where, by whom and how (lying on its side) it was taken."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x013B] = MARKER.decode()
    exif.get_ifd(0x8825).update({1: "N", 2: (21.0, 11.0, 7.0), 3: "E", 4: (106.0, 4.0, 3.0)})
    options = {"exif": exif.tobytes()}
    if file_format in {"JPEG", "WEBP", "AVIF"}:
        options["xmp"] = b"<x:xmpmeta>" + MARKER + b"</x:xmpmeta>"
    if file_format in {"JPEG", "GIF"}:
        options["comment"] = MARKER
    if file_format == "PNG":
        options["pnginfo"] = PngImagePlugin.PngInfo()
        options["pnginfo"].add_text("Author", MARKER.decode())
    return picture_bytes(file_format, (40, 20), **options)


def bomb_png(width=30_000, height=30_000) -> bytes:
    """A few hundred bytes that claim 900 megapixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + checksum

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    data = zlib.compress(b"\0" * 1000)
    start = b"\x89PNG\r\n\x1a\n"
    return start + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def animation(frames: int, size=(20, 20)) -> bytes:
    output = BytesIO()
    pictures = [Image.new("RGB", size, (number, 0, 0)) for number in range(frames)]
    pictures[0].save(output, "GIF", save_all=True, append_images=pictures[1:], duration=70, loop=2)
    return output.getvalue()


class TestPictures:
    @pytest.mark.parametrize("extension", FORMATS)
    def test_nothing_but_the_pixels_is_kept(self, extension):
        before = photograph(FORMATS[extension])
        after = clean_picture(BytesIO(before), extension)
        assert MARKER in before
        assert MARKER not in after
        picture = Image.open(BytesIO(after))
        assert not picture.getexif()
        assert not {"exif", "xmp", "comment", "icc_profile", "photoshop"} & set(picture.info)

    def test_a_lying_photograph_is_turned_upright(self):
        after = clean_picture(BytesIO(photograph()), "jpg")
        assert Image.open(BytesIO(after)).size == (20, 40)

    def test_an_animation_keeps_its_frames_and_their_time(self):
        picture = Image.open(BytesIO(clean_picture(BytesIO(animation(3)), "gif")))
        assert picture.n_frames == 3
        assert picture.info["duration"] == 70
        assert picture.info["loop"] == 2

    @pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16"])
    def test_pictures_of_every_mode(self, mode):
        file_format, extension = ("JPEG", "jpg") if mode == "CMYK" else ("PNG", "png")
        output = BytesIO()
        Image.new(mode, (4, 4)).save(output, file_format)
        assert Image.open(BytesIO(clean_picture(output, extension))).size == (4, 4)

    def test_transparency_stays(self):
        output = BytesIO()
        Image.new("RGBA", (4, 4), (1, 2, 3, 0)).save(output, "PNG")
        assert Image.open(BytesIO(clean_picture(output, "png"))).getpixel((0, 0))[3] == 0

    def test_forty_megapixels_are_the_limit(self, settings):
        settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 1200
        assert clean_picture(BytesIO(picture_bytes("PNG", (40, 30))), "png")
        with pytest.raises(ValidationError) as refusal:
            clean_picture(BytesIO(picture_bytes("PNG", (40, 31))), "png")
        assert refusal.value.code == "file_too_many_pixels"

    def test_all_frames_are_counted(self, settings):
        settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 1200
        assert clean_picture(BytesIO(animation(3)), "gif")
        with pytest.raises(ValidationError) as refusal:
            clean_picture(BytesIO(animation(4)), "gif")
        assert refusal.value.code == "file_too_many_pixels"

    def test_a_bomb_is_refused_before_it_is_unpacked(self):
        assert len(bomb_png()) < 1000
        with pytest.raises(ValidationError) as refusal:
            clean_picture(BytesIO(bomb_png()), "png")
        assert refusal.value.code == "file_too_many_pixels"

    @pytest.mark.parametrize(
        "tail",
        [
            b"<script>alert(1)</script>",
            b"<?php system($_GET[0]); ?>",
            b"<HTML ><body>",
            archive_bytes({"a.class": b"x"}),
        ],
        ids=["script", "php", "html", "archive"],
    )
    @pytest.mark.parametrize("extension", ["jpg", "gif", "png"])
    def test_a_polyglot_is_refused(self, extension, tail):
        with pytest.raises(ValidationError) as refusal:
            clean_picture(BytesIO(picture_bytes(FORMATS[extension]) + tail), extension)
        assert refusal.value.code == "polyglot"

    def test_a_picture_that_is_a_pdf_is_refused(self):
        with pytest.raises(ValidationError) as refusal:
            clean_picture(BytesIO(picture_bytes("JPEG", comment=PDF)), "jpg")
        assert refusal.value.code == "polyglot"

    @pytest.mark.parametrize(
        ("content", "extension"),
        [
            (picture_bytes("PNG"), "jpg"),
            (picture_bytes("JPEG"), "png"),
            (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "svg"),
            (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "png"),
            (picture_bytes("BMP"), "bmp"),
            (picture_bytes("JPEG")[:200], "jpg"),
            (b"", "jpg"),
            (PDF, "jpg"),
        ],
    )
    def test_what_is_not_as_its_name_says_is_refused(self, content, extension):
        with pytest.raises(ValidationError):
            clean_picture(BytesIO(content), extension)


class TestDocuments:
    good = {
        "pdf": PDF,
        "csv": "Họ tên;Số\nĐỗ Ba;3\n".encode(),
        "docx": word_bytes(),
        "odt": archive_bytes({"mimetype": CONTENT_TYPES["odt"], "content.xml": "<x/>"}),
        "doc": OLE + wide("WordDocument"),
        "xls": OLE + wide("Workbook"),
    }

    @pytest.mark.parametrize("extension", good)
    def test_honest_files_are_taken(self, extension):
        file = BytesIO(self.good[extension])
        check_document(file, extension)
        assert file.tell() == 0

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
    def test_tables_in_other_encodings(self, encoding):
        check_document(BytesIO("Họ tên;Số".encode(encoding)), "csv")

    @pytest.mark.parametrize("named", good)
    def test_another_kind_than_its_name_says_is_refused(self, named):
        for other, content in self.good.items():
            if other not in {named, "csv"}:
                with pytest.raises(ValidationError):
                    check_document(BytesIO(content), named)

    @pytest.mark.parametrize(
        ("content", "extension"),
        [
            (word_bytes(MACRO_WORD), "docx"),
            (word_bytes(**{"word/vbaProject.bin": b"x"}), "docx"),
            (word_bytes(**{"word/activeX/activeX1.xml": b"x"}), "docx"),
            (word_bytes(**{"word/embeddings/run.exe": b"x"}), "docx"),
            (OLE + wide("WordDocument") + wide("_VBA_PROJECT"), "doc"),
            (OLE + wide("Workbook") + wide("_VBA_PROJECT_CUR"), "xls"),
            (OLE + wide("WordDocument") + wide("\x01Ole10Native"), "doc"),
            (
                archive_bytes({"mimetype": CONTENT_TYPES["odt"], "Basic/Standard/a.xml": "x"}),
                "odt",
            ),
        ],
    )
    def test_macros_are_refused(self, content, extension):
        with pytest.raises(ValidationError) as refusal:
            check_document(BytesIO(content), extension)
        assert refusal.value.code == "macros"

    @pytest.mark.parametrize("extension", ["docm", "xlsm", "html", "svg", "exe", "zip", ""])
    def test_unlisted_kinds_are_refused(self, extension):
        with pytest.raises(ValidationError):
            check_document(BytesIO(word_bytes(MACRO_WORD)), extension)

    @pytest.mark.parametrize(
        ("content", "extension"),
        [
            (PDF + archive_bytes({"a": "b"}), "pdf"),
            (b"MZ" + PDF, "pdf"),
            (b"<html><script>" + PDF, "pdf"),
            (OLE + wide("WordDocument") + archive_bytes({"a": "b"}), "doc"),
            (PDF + word_bytes(), "docx"),
            (b"<!DOCTYPE html><script>", "csv"),
            (b"a,b\0", "csv"),
        ],
    )
    def test_polyglots_are_refused(self, content, extension):
        with pytest.raises(ValidationError):
            check_document(BytesIO(content), extension)


class TestArchives:
    def test_a_bomb_is_refused(self):
        bomb = word_bytes(**{"word/media/a": b"\0" * (HARMLESS_BYTES + 1)})
        assert len(bomb) < 100_000
        with pytest.raises(ValidationError) as refusal:
            check_document(BytesIO(bomb), "docx")
        assert refusal.value.code == "archive"

    def test_a_small_file_that_packs_well_is_taken(self):
        check_document(BytesIO(word_bytes(**{"word/a.xml": b" " * 1_000_000})), "docx")

    def test_too_many_entries_are_refused(self):
        many = {f"word/{number}": b"" for number in range(MOST_ENTRIES)}
        with pytest.raises(ValidationError):
            check_document(BytesIO(word_bytes(**many)), "docx")

    @pytest.mark.parametrize("name", ["../a", "/etc/a", "word/../../a", "..\\a", "C:/a"])
    def test_paths_that_lead_outside_are_refused(self, name):
        with pytest.raises(ValidationError):
            check_document(BytesIO(word_bytes(**{name: b"x"})), "docx")

    def test_a_name_given_twice_is_refused(self):
        output = BytesIO(word_bytes())
        with zipfile.ZipFile(output, "a") as archive, pytest.warns(UserWarning, match="Dup"):
            archive.writestr("word/document.xml", "<other/>")
        with pytest.raises(ValidationError):
            check_document(output, "docx")

    def test_an_encrypted_file_is_refused(self):
        content = bytearray(word_bytes())
        start = content.index(b"PK\x01\x02")
        content[start + 8] |= 1
        with pytest.raises(ValidationError):
            check_document(BytesIO(bytes(content)), "docx")


class TestNames:
    @pytest.mark.parametrize(
        ("uploaded", "start", "end"),
        [
            ("Bầu cử.JPG", "bau-cu-", ".jpg"),
            ("don.php.pdf", "don-php-", ".pdf"),
            ("a\u202efdp.exe.pdf", "afdp-exe-", ".pdf"),
            ("a\x00b.pdf", "ab-", ".pdf"),
            ("../../etc/passwd.pdf", "passwd-", ".pdf"),
            ("C:\\a\\b.pdf", "b-", ".pdf"),
            ("…….pdf", "tep-", ".pdf"),
            ("a" * 300 + ".pdf", "a" * 40, ".pdf"),
            ("a.p\u0301df", "", ""),
        ],
    )
    def test_made_by_the_server(self, uploaded, start, end):
        name = stored_name(uploaded)
        assert name.isascii()
        assert name.startswith(start)
        assert name.endswith(end)
        assert name.count(".") <= 1
        assert "/" not in name
        assert len(name) < 80

    def test_two_files_of_one_name_differ(self):
        assert stored_name("a.pdf") != stored_name("a.pdf")

    def test_the_last_ending_counts(self):
        assert extension_of("a.pdf.EXE") == "exe"
        assert extension_of("a") == ""


class TestWaysIntoTheAdministration:
    """One by one, many at once, from the chooser, in place of another file."""

    @pytest.fixture
    def stored(self, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path

        def content() -> bytes:
            files = [file for file in Path(tmp_path).rglob("*") if file.is_file()]
            return b"".join(file.read_bytes() for file in files)

        return content

    @pytest.fixture
    def photo(self):
        return SimpleUploadedFile("Ảnh \u202egpj.exe.jpg", photograph(), "image/jpeg")

    def url(self, name, *args):
        return reverse(name, args=args, urlconf=ADMIN_URLS)

    def test_one_by_one(self, officer_client, photo, stored):
        data = {"title": " Ảnh\u202e ", "file": photo, "collection": 1}
        officer_client.post(self.url("wagtailimages:add"), data)
        image = PortalImage.objects.get()
        assert image.title == "Ảnh"
        assert MARKER not in stored()
        assert (image.width, image.height) == (20, 40)
        assert image.file.name.count(".") == 1
        assert image.file_size == image.file.size

    def test_many_at_once(self, officer_client, photo, stored):
        data = {"title": "Ảnh", "files[]": photo, "collection": 1}
        response = officer_client.post(self.url("wagtailimages:add_multiple"), data)
        assert response.json()["success"]
        assert PortalImage.objects.get().width == 20
        assert MARKER not in stored()

    def test_many_at_once_when_another_field_is_refused(self, officer_client, photo, stored):
        data = {"title": "\u200b", "files[]": photo, "collection": 1}
        officer_client.post(self.url("wagtailimages:add_multiple"), data)
        upload = UploadedFile.objects.get()
        assert MARKER not in stored()
        prefix = f"uploaded-image-{upload.pk}"
        officer_client.post(
            self.url("wagtailimages:create_multiple_from_uploaded_image", upload.pk),
            {f"{prefix}-title": "Ảnh", f"{prefix}-collection": 1, f"{prefix}-tags": ""},
        )
        assert PortalImage.objects.get().file.name.count(".") == 1
        assert MARKER not in stored()

    def test_from_the_chooser(self, officer_client, photo, stored):
        data = {
            "image-chooser-upload-title": "Ảnh",
            "image-chooser-upload-file": photo,
            "image-chooser-upload-collection": 1,
        }
        officer_client.post(self.url("wagtailimages_chooser:create"), data)
        assert PortalImage.objects.get().width == 20
        assert MARKER not in stored()

    def test_in_place_of_another_file(self, officer_client, photo, stored, picture):
        data = {"title": "Ảnh", "file": photo, "collection": 1}
        officer_client.post(self.url("wagtailimages:edit", picture.pk), data)
        picture.refresh_from_db()
        assert picture.height == 40
        assert MARKER not in stored()

    def test_a_large_upload_on_disk(self, officer_client, stored, settings):
        settings.FILE_UPLOAD_HANDLERS = [
            "django.core.files.uploadhandler.TemporaryFileUploadHandler"
        ]
        photo = SimpleUploadedFile("a.jpg", photograph(), "image/jpeg")
        data = {"title": "Ảnh", "file": photo, "collection": 1}
        officer_client.post(self.url("wagtailimages:add"), data)
        assert PortalImage.objects.get().width == 20
        assert MARKER not in stored()

    @pytest.mark.parametrize("name", ["a.svg", "a.html", "a.docm", "a.pdf.exe", "a.pdf"])
    def test_a_document_that_is_none(self, officer_client, stored, name):
        page = SimpleUploadedFile(name, b"<script>alert(1)</script>", "application/pdf")
        data = {"title": "x", "file": page, "collection": 1}
        response = officer_client.post(self.url("wagtaildocs:add"), data)
        assert response.status_code == 200
        assert not PortalDocument.objects.exists()
        assert b"<script>alert" not in stored()

    @pytest.mark.parametrize("address", ["add", "add_multiple"])
    def test_a_document(self, officer_client, stored, address):
        file = SimpleUploadedFile("Nghị quyết số 1.php.pdf", PDF, "text/html")
        field = "files[]" if address == "add_multiple" else "file"
        data = {"title": "Nghị quyết", field: file, "collection": 1}
        officer_client.post(self.url(f"wagtaildocs:{address}"), data)
        document = PortalDocument.objects.get()
        assert document.file.name.startswith("documents/nghi-quyet-so-1-php-")
        assert document.content_type == "application/pdf"

    def test_an_edit_without_a_new_file_checks_nothing(self, officer_client, picture):
        data = {"title": "Tên mới", "collection": 1}
        officer_client.post(self.url("wagtailimages:edit", picture.pk), data)
        picture.refresh_from_db()
        assert picture.title == "Tên mới"
