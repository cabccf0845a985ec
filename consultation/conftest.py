"""Fixtures of consultations: drafts of two communes."""

from datetime import timedelta

import pytest
from django.db import transaction

from consultation.drafts.models import ConsultationPage, DraftPage
from consultation.reading.services import read_text
from consultation.versions import services
from editorial.vocabularies.models import DocumentType
from editorial.vocabularies.services import load_vocabularies
from portal.common import clock

FIRST_TEXT = """Điều 1. Phạm vi điều chỉnh
Quy định này quy định mức hỗ trợ chuyển đổi số cấp xã.
Điều 2. Mức hỗ trợ
1. Hỗ trợ 30 triệu đồng mỗi đơn vị trong năm đầu.
2. Hỗ trợ 10 triệu đồng mỗi năm cho Ban Biên tập:
a) Chi nhuận bút;
b) Chi đường truyền.
Điều 3. Hiệu lực
Quy định này có hiệu lực từ ngày 01/06/2021."""
SECOND_TEXT = FIRST_TEXT.replace("30 triệu", "50 triệu").replace(
    "Điều 3. Hiệu lực",
    "Điều 3. Kinh phí\nKinh phí do ngân sách tỉnh bảo đảm.\nĐiều 4. Hiệu lực",
)


@pytest.fixture
def vocabularies(db) -> None:
    load_vocabularies()


@pytest.fixture
def make_draft(two_sites):
    """``make_draft(site, title, **fields)``: a published draft that stands open for 35 days."""

    @transaction.atomic
    def make(site, title: str = "Dự thảo", *, text: str = FIRST_TEXT, **fields) -> DraftPage:
        section = ConsultationPage.objects.filter(path__startswith=site.root_page.path).first()
        now = clock.now()
        values = {
            "summary": "Tóm tắt",
            "opens_at": now - timedelta(days=5),
            "closes_at": now + timedelta(days=30),
            "document_type": DocumentType.objects.get(key="nghi-quyet"),
        }
        page = section.add_child(instance=DraftPage(title=title, live=False, **values | fields))
        if text:
            put_text(page, text)
        page.save_revision().publish()
        return DraftPage.objects.get(pk=page.pk)

    return make


def put_text(page: DraftPage, text: str):
    """Reads a text and names it in the page; a mapping is confirmed as it is proposed."""
    version = services.begin(page, read_text(text), source_name="", user=None)
    if version.base:
        services.confirm_mapping(version, version.edition, services.proposed_mapping(version))
    version = services.take(version, version.edition)
    page.text_version = version
    return version
