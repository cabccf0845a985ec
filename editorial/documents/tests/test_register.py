"""The register: filters, status, replacements, and what the form refuses."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict

from editorial.documents.filters import RegisterFilterForm
from editorial.documents.models import LegalDocumentPage, Replacement
from editorial.documents.services import register_listing, replacements
from editorial.documents.status import Status, status_on
from editorial.vocabularies.models import DocumentType, Field, Issuer
from portal.accounts.models import User
from portal.common import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabularies")]
DAY = timedelta(days=1)
ISSUED, EFFECTIVE, EXPIRES = date(2021, 4, 1), date(2021, 4, 19), date(2021, 12, 31)


@pytest.fixture
def add(portal):
    def add(number: str = "953/KH-UBND", *, to=portal, **fields) -> LegalDocumentPage:
        fields.setdefault("document_type", DocumentType.objects.get(key="ke-hoach"))
        fields.setdefault("issuer", Issuer.objects.get(key="ubnd-tinh"))
        fields.setdefault("issued_on", ISSUED)
        fields.setdefault("abstract", "Phát triển Cổng thông tin điện tử")
        document = LegalDocumentPage(number=number, **fields)
        return to.register.add_child(instance=document)

    return add


def numbers(portal, query: str = "") -> list[str]:
    return [row.number for row in register_listing(portal.register, QueryDict(query)).rows]


def test_a_document_without_title_gets_the_usual_one(add):
    document = add()
    assert document.title == "Kế hoạch 953/KH-UBND: Phát triển Cổng thông tin điện tử"
    assert document.slug.startswith("ke-hoach-953kh-ubnd")
    assert add("954/KH-UBND", title="Kế hoạch riêng").title == "Kế hoạch riêng"


@pytest.mark.parametrize(
    "number",
    ["953/KH-UBND", "43/2011/NĐ-CP", "148/2025/QH15", "05-NQ/TU", "12/TTr-SNV", "1a/QĐ-UBND"],
)
def test_numbers_as_they_stand_in_documents_are_taken(add, number):
    assert add(number).number == number


@pytest.mark.parametrize(
    "number",
    [
        "",
        "KH-UBND",
        "953",
        "953/",
        "953 / KH",
        "953/KH UBND",
        "953/KH\n",
        "x" * 61,
        "1/" + "-" * 50,
    ],
)
def test_other_numbers_are_refused(add, number):
    with pytest.raises(ValidationError, match="number"):
        add(number, title="x")


@pytest.mark.parametrize(
    ("dates", "wrong"),
    [
        ({"effective_on": ISSUED}, None),
        ({"effective_on": ISSUED - DAY}, "effective_on"),
        ({"effective_on": EFFECTIVE, "expires_on": EFFECTIVE}, None),
        ({"effective_on": EFFECTIVE, "expires_on": EFFECTIVE - DAY}, "expires_on"),
        ({"expires_on": ISSUED - DAY}, "expires_on"),
    ],
)
def test_dates_follow_each_other(add, dates, wrong):
    if wrong is None:
        add(**dates)
    else:
        with pytest.raises(ValidationError, match=wrong):
            add(**dates)


@pytest.mark.parametrize(
    ("day", "status"),
    [
        (EFFECTIVE - DAY, Status.NOT_YET),
        (EFFECTIVE, Status.IN_FORCE),
        (EXPIRES - DAY, Status.IN_FORCE),
        (EXPIRES, Status.EXPIRED),
    ],
)
def test_status_by_dates_and_its_filter_agree(portal, add, monkeypatch, day, status):
    document = add(effective_on=EFFECTIVE, expires_on=EXPIRES)
    monkeypatch.setattr(clock, "today", lambda: day)
    assert document.status == status
    found = [each for each in Status if numbers(portal, f"hieu-luc={each}")]
    assert found == [status]


@pytest.mark.parametrize("override", list(Status))
def test_what_the_editor_said_counts(portal, add, override):
    document = add(effective_on=EFFECTIVE, status_override=override)
    assert status_on(document, date(1990, 1, 1)) == override
    assert numbers(portal, f"hieu-luc={override}") == ["953/KH-UBND"]


def test_without_effective_date_the_date_of_issue_counts(add):
    document = add()
    assert status_on(document, ISSUED - DAY) == Status.NOT_YET
    assert status_on(document, ISSUED) == Status.IN_FORCE


def test_filters_by_each_term_year_and_words(portal, add):
    add(field=Field.objects.get(key="y-te"))
    add(
        "12/QĐ-UBND",
        document_type=DocumentType.objects.get(key="quyet-dinh"),
        issuer=Issuer.objects.get(key="hdnd-tinh"),
        issued_on=date(2020, 12, 31),
        abstract="Đất đai",
    )
    plan, decision = ["953/KH-UBND"], ["12/QĐ-UBND"]
    assert numbers(portal) == plan + decision
    assert numbers(portal, "loai=quyet-dinh") == decision
    assert numbers(portal, "co-quan=hdnd-tinh") == decision
    assert numbers(portal, "linh-vuc=y-te") == plan
    assert numbers(portal, "nam=2020") == decision
    assert numbers(portal, "nam=2021") == plan
    assert numbers(portal, "tu-khoa=dat+dai") == decision
    assert numbers(portal, "tu-khoa=Cổng+953") == plan
    assert numbers(portal, "tu-khoa=953+dai") == []
    assert numbers(portal, "loai=quyet-dinh&nam=2021") == []


@pytest.mark.parametrize(
    "query",
    [
        "loai=x",
        "co-quan=1",
        "linh-vuc='",
        "nam=x",
        "nam=1800",
        "nam=2999",
        "hieu-luc=x",
        "tu-khoa=" + "x" * 101,
    ],
)
def test_a_filter_that_is_not_understood_is_said_and_left_out(client, portal, add, query):
    add()
    response = client.get(
        portal.register.get_url_parts()[2], QueryDict(query), HTTP_HOST=portal.host
    )
    shown = response.content.decode()
    assert response.status_code == 200
    assert 'role="alert"' in shown
    assert "953/KH-UBND" in shown


def test_names_of_columns_are_no_filters(portal, add):
    add()
    assert numbers(portal, "issued_on__year=1900&document_type=x&abstract__contains=zzz") == [
        "953/KH-UBND"
    ]


def test_drafts_and_other_portals_are_not_listed(portal, other_portal, add):
    add(live=False)
    add("1/KH-SYT", to=other_portal)
    assert numbers(portal) == []
    assert numbers(other_portal) == ["1/KH-SYT"]


def test_chosen_filters_stay_in_the_addresses_of_further_pages(portal, add):
    for number in range(21):
        add(f"{number}/KH-UBND")
    listing = register_listing(portal.register, QueryDict("loai=ke-hoach&nam=x"))
    assert listing.total == 21
    assert listing.next_address == "?loai=ke-hoach&trang=2"


def test_a_listing_of_twenty_rows_costs_three_statements(portal, add, django_assert_num_queries):
    for number in range(21):
        add(f"{number}/KH-UBND")
    with django_assert_num_queries(3):
        rows = register_listing(portal.register, QueryDict("nam=2021")).rows
        assert {f"{row.document_type} {row.issuer}" for row in rows} == {
            "Kế hoạch Ủy ban nhân dân tỉnh"
        }


def test_a_replacement_is_read_from_both_sides(portal, other_portal, add):
    old, draft = add("1/KH-UBND"), add("2/KH-UBND", live=False)
    foreign = add("3/KH-SYT", to=other_portal)
    new = add("4/KH-UBND")
    new.replacements = [
        Replacement(replaced=old, partly=True),
        Replacement(replaced=draft),
        Replacement(replaced=foreign),
    ]
    new.save()
    forward, back = replacements(new), replacements(old)
    assert [(item.document.number, item.partly) for item in forward["replaces"]] == [
        ("1/KH-UBND", True)
    ]
    assert [item.document.number for item in back["replaced_by"]] == ["4/KH-UBND"]
    assert (forward["replaced_by"], back["replaces"]) == ([], [])
    assert replacements(foreign)["replaced_by"] == []


def test_a_document_shows_all_that_the_law_asks_for(client, portal, add):
    document = add(effective_on=EFFECTIVE, signer="Nguyễn Hương Giang")
    shown = client.get(document.get_url_parts()[2], HTTP_HOST=portal.host).content.decode()
    for part in ("Kế hoạch", "953/KH-UBND", "2021-04-01", "2021-04-19", "Nguyễn Hương Giang"):
        assert part in shown


def document_form(portal, document, **data):
    user = User.objects.create_superuser("root@example.org", "x" * 12)
    kind = LegalDocumentPage.get_edit_handler().get_form_class()
    sent = {"title": "", "slug": document.slug, "number": document.number, "abstract": "A"}
    for name in ("document_type", "issuer"):
        sent[name] = getattr(document, f"{name}_id")
    sent["issued_on"] = "2021-04-01"
    for name in ("files", "replacements", "comments"):
        sent |= {f"{name}-TOTAL_FORMS": "0", f"{name}-INITIAL_FORMS": "0"}
    return kind(
        data={**sent, **data}, instance=document, parent_page=portal.register, for_user=user
    )


def test_the_form_takes_an_empty_title(portal, add):
    form = document_form(
        portal,
        LegalDocumentPage(
            number="5/KH-UBND",
            document_type=DocumentType.objects.get(key="ke-hoach"),
            issuer=Issuer.objects.get(key="ubnd-tinh"),
        ),
    )
    assert form.is_valid(), form.errors
    page = portal.register.add_child(instance=form.save(commit=False))
    assert (page.title, page.slug) == ("Kế hoạch 5/KH-UBND: A", "ke-hoach-5kh-ubnd-a")


@pytest.mark.parametrize("which", ["near", "far", "itself"])
def test_the_form_refuses_replaced_documents_of_another_portal_and_itself(
    portal, other_portal, add, which
):
    document = add()
    others = {"near": add("1/KH-UBND"), "far": add("2/KH-SYT", to=other_portal), "itself": document}
    form = document_form(
        portal,
        document,
        **{
            "replacements-TOTAL_FORMS": "1",
            "replacements-0-replaced": others[which].pk,
            "replacements-0-ORDER": "1",
        },
    )
    assert form.is_valid() is (which == "near")


def test_an_empty_filter_asks_for_nothing():
    form = RegisterFilterForm(QueryDict(""))
    assert form.is_valid()
    assert form.chosen() == {}
