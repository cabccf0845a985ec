"""Least periods as dated data."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from consultation.periods.loading import COLUMNS, load_periods
from consultation.periods.models import ConsultationPeriod, period_on
from editorial.vocabularies.models import DocumentType
from portal.common.testing.officers import officer_client
from portal.hosts.models import Host

with_terms = pytest.mark.usefixtures("vocabularies")
HEADER = ",".join(COLUMNS)


def resolution() -> DocumentType:
    return DocumentType.objects.get(key="nghi-quyet")


@with_terms
def test_the_rule_of_the_day_of_opening_holds():
    load_periods()
    days = [
        period_on(resolution(), date(2025, month, day)).days for month, day in ((3, 31), (4, 1))
    ]
    assert days == [30, 20]
    assert period_on(DocumentType.objects.get(key="ke-hoach"), date(2025, 4, 1)) is None
    assert period_on(None, date(2025, 4, 1)) is None


@with_terms
def test_what_the_province_has_entered_is_left_alone():
    ConsultationPeriod.objects.create(
        document_type=resolution(), days=45, legal_basis="Quy định của tỉnh"
    )
    report = load_periods()
    assert (report.created, report.present) == (2, 2)
    assert load_periods().created == 0
    assert period_on(resolution(), date(2021, 4, 19)).days == 45


@with_terms
def test_two_rules_never_hold_on_one_day():
    load_periods()
    rule = ConsultationPeriod(
        document_type=resolution(), days=10, legal_basis="x", valid_from=date(2025, 3, 31)
    )
    with pytest.raises(ValidationError) as refused:
        rule.full_clean()
    assert "valid_from" in refused.value.message_dict


@with_terms
def test_a_verified_basis_names_its_source():
    rule = ConsultationPeriod(
        document_type=resolution(), days=10, legal_basis="x", certainty="verified"
    )
    with pytest.raises(ValidationError) as refused:
        rule.full_clean()
    assert "source" in refused.value.message_dict


@with_terms
def test_bad_rows_are_told_by_line_and_column_and_nothing_is_stored(tmp_path, capsys):
    file = tmp_path / "periods.csv"
    file.write_text(
        f"{HEADER}\n"
        "nghi-quyet,,,30,Điều 120,recalled,\n"
        "khong-co,,,30,Điều 1,recalled,\n"
        "quyet-dinh,31/03/2025,,30,Điều 1,recalled,\n"
        "chi-thi,,,không,Điều 1,recalled,\n",
        "utf-8",
    )
    with pytest.raises(CommandError):
        call_command("load_consultation_periods", file=file)
    told = capsys.readouterr().err
    for place in ("document_type", "valid_from", "days"):
        assert place in told
    assert not ConsultationPeriod.objects.exists()


def test_the_province_alone_keeps_the_periods(two_sites, settings):
    Host.objects.get_or_create(name=settings.ADMIN_HOST, kind=Host.Kind.ADMIN)
    load_periods()
    path = "/admin/consultation-periods/"
    person = two_sites.person(two_sites.here, "administrator")
    assert officer_client(person).get(path).status_code == 302
    person.is_superuser = True
    person.save()
    page = officer_client(person).get(path)
    assert page.status_code == 200
    assert "Điều 120" in page.content.decode()
