"""The dates of a draft obey the law and what citizens were told."""

from datetime import date, datetime, timedelta

import pytest

from consultation.drafts.models import Closing, ConsultationPage, DraftPage
from consultation.drafts.tests.conftest import admin_url
from consultation.periods.loading import load_periods
from editorial.vocabularies.models import DocumentType, Issuer
from portal.common import clock
from portal.common.testing.filled import filled

NOON = datetime(2021, 4, 19, 5, tzinfo=clock.PROVINCE_TIME)


def written(moment: datetime) -> str:
    return moment.astimezone(clock.PROVINCE_TIME).strftime("%d/%m/%Y %H:%M")


@pytest.fixture
def edit(officer):
    """``edit(draft, **fields)``: an editor changes a draft and saves it; gives the errors."""
    client = officer("editor")

    def send(draft: DraftPage, **fields) -> dict:
        path = admin_url("wagtailadmin_pages:edit", draft.pk)
        answer = client.post(path, filled(client.get(path), **fields))
        if answer.status_code == 302:
            return {}
        return answer.context["form"].errors

    return send


def latest(draft: DraftPage) -> DraftPage:
    return DraftPage.objects.get(pk=draft.pk).get_latest_revision_as_object()


def test_a_period_shorter_than_the_rule_is_refused_and_the_rule_named(edit, make_draft, two_sites):
    load_periods()
    opens = clock.now() + timedelta(days=2)
    draft = make_draft(two_sites.here, opens_at=opens, closes_at=opens + timedelta(days=40))
    Closing.objects.all().delete()
    days = timedelta(days=30)
    minute = timedelta(minutes=1)
    errors = edit(draft, opens_at=written(opens), closes_at=written(opens + days - minute))
    assert "Điều 120" in str(errors["closes_at"])
    assert "30" in str(errors["closes_at"])
    assert edit(draft, opens_at=written(opens), closes_at=written(opens + days + minute)) == {}


def test_a_type_without_rule_may_be_open_for_a_day(edit, make_draft, two_sites):
    load_periods()
    opens = clock.now() + timedelta(days=2)
    draft = make_draft(
        two_sites.here,
        opens_at=opens,
        closes_at=opens + timedelta(days=1),
        document_type=DocumentType.objects.get(key="ke-hoach"),
    )
    assert edit(draft, summary="Tóm tắt khác") == {}


def test_a_published_closing_is_put_off_with_a_reason_and_never_brought_forward(
    edit, make_draft, two_sites
):
    draft = make_draft(two_sites.here)
    later = draft.closes_at + timedelta(days=10)
    assert "closes_at" in edit(draft, closes_at=written(draft.closes_at - timedelta(minutes=1)))
    assert "closing_reason" in edit(draft, closes_at=written(later))
    assert edit(draft, closes_at=written(later), closing_reason="Nghỉ lễ dài ngày") == {}
    changed = latest(draft)
    changed.save_revision().publish()
    rows = [(row.closes_at.date(), row.reason) for row in Closing.objects.filter(page=draft.pk)]
    assert rows == [(draft.closes_at.date(), ""), (later.date(), "Nghỉ lễ dài ngày")]


def test_each_later_closing_has_a_reason_of_its_own(edit, make_draft, two_sites):
    draft = make_draft(two_sites.here)
    draft.closes_at += timedelta(days=10)
    draft.closing_reason = "Nghỉ lễ dài ngày"
    draft.save_revision().publish()
    again = written(draft.closes_at + timedelta(days=10))
    assert "closing_reason" in edit(draft, closes_at=again)
    assert edit(draft, closes_at=again, closing_reason="Nhiều ý kiến") == {}


def test_what_is_open_keeps_its_opening(edit, make_draft, two_sites):
    draft = make_draft(two_sites.here)
    earlier = draft.opens_at - timedelta(days=1)
    assert "opens_at" in edit(draft, opens_at=written(earlier))


def test_an_earlier_closing_that_slips_past_the_form_is_not_obeyed(make_draft, two_sites):
    draft = make_draft(two_sites.here)
    promised = draft.closes_at
    draft.closes_at = promised - timedelta(days=20)
    draft.save_revision().publish()
    assert DraftPage.objects.get(pk=draft.pk).closes_at == promised
    assert Closing.objects.filter(page=draft.pk).count() == 1


def test_the_closing_stands_behind_the_opening(edit, make_draft, two_sites):
    draft = make_draft(two_sites.here)
    Closing.objects.all().delete()
    assert "closes_at" in edit(draft, closes_at=written(draft.opens_at))


def test_only_the_provinces_drafts_are_shown_everywhere(edit, make_draft, two_sites):
    draft = make_draft(two_sites.here)
    assert "reach" in edit(draft, reach="all")
    assert edit(draft, reach="own") == {}


def test_a_withdrawal_says_why(edit, make_draft, two_sites):
    draft = make_draft(two_sites.here)
    assert "withdrawal_reason" in edit(draft, withdrawn_at=written(clock.now()))
    fields = {"withdrawn_at": written(clock.now()), "withdrawal_reason": "Trùng nội dung"}
    assert edit(draft, **fields) == {}


def test_an_answer_needs_its_file(edit, make_draft, two_sites):
    draft = make_draft(two_sites.here)
    assert "answered_at" in edit(draft, answered_at=written(clock.now()))


def test_a_document_of_another_portal_was_not_issued_from_this_draft(edit, make_draft, two_sites):
    from editorial.documents.models import DocumentRegisterPage, LegalDocumentPage

    draft = make_draft(two_sites.here)
    register = DocumentRegisterPage.objects.filter(
        path__startswith=two_sites.there.root_page.path
    ).first()
    document = register.add_child(
        instance=LegalDocumentPage(
            title="VB",
            number="1/QĐ-UBND",
            abstract="x",
            issued_on=date(2021, 4, 1),
            document_type=DocumentType.objects.get(key="quyet-dinh"),
            issuer=Issuer.objects.first(),
        ),
    )
    assert "issued_document" in edit(draft, issued_document=str(document.pk))


def test_a_new_draft_is_begun_with_title_summary_and_dates(officer, two_sites):
    section = ConsultationPage.objects.filter(path__startswith=two_sites.here.root_page.path).get()
    client = officer("contributor")
    path = admin_url("wagtailadmin_pages:add", "drafts", "draftpage", section.pk)
    answer = client.post(
        path,
        filled(
            client.get(path),
            title="Dự thảo mới",
            summary="Tóm tắt",
            opens_at=written(clock.now() + timedelta(days=1)),
            closes_at=written(clock.now() + timedelta(days=60)),
        ),
    )
    assert answer.status_code == 302, answer.context["form"].errors
    page = DraftPage.objects.get()
    assert (page.title, page.live) == ("Dự thảo mới", False)
