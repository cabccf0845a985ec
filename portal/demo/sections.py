"""Fills the sections that are no lists of articles: texts, posts, links, contact, documents."""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from html import escape
from typing import Any

from django.db.models import Model
from wagtail.models import Page

from editorial.documents.models import LegalDocumentPage
from editorial.pages.models import ContactPage, Link, Person, StandardPage
from portal.common.text import fold
from portal.common.trees import insert_pages
from portal.demo.portals import DemoPortal, short_slug
from portal.demo.texts import (
    DocumentText,
    PageText,
    documents_of,
    intros_of,
    links_of,
    moment_of,
    pages_of,
    people_of,
)
from sites.profile.models import SiteProfile
from sites.units.models import Kind, UnitPeriod

REGISTER, ORGANISATION, LOCALITY, CONTACT = (
    "legal_documents",
    "about_org",
    "about_locality",
    "contact_agency",
)
PROVINCE_ADDRESS = "Số 10 đường Phù Đổng Thiên Vương, phường Suối Hoa, thành phố Bắc Ninh"
WORKING_HOURS = "Giờ hành chính các ngày làm việc, từ thứ Hai đến thứ Sáu"
RESPONSIBLE = "Trưởng Ban Biên tập"


def fill_sections(portal: DemoPortal) -> int:
    """Fills what the unit's data and the data files have for its sections.

    Returns:
        How many pages and documents were filled.
    """
    _introduce(portal)
    _describe(portal)
    texts = [text for text in pages_of(portal.period, portal.day) if text.section in portal]
    count = sum(_fill_text(portal, text) for text in texts)
    count += _fill_children(portal, Person, people_of(portal.period, portal.day))
    count += _fill_children(portal, Link, links_of(portal.period))
    count += _fill_contact(portal)
    return count + add_documents(portal)


def linked_units(
    portal: DemoPortal, is_listed: Callable[[UnitPeriod], bool], *, in_english: bool = False
) -> list[dict]:
    """A list of the units below this one, with links to their portals; empty without any.

    Args:
        portal: of the unit above.
        is_listed: which of the units below.
        in_english: whether their English names are shown.
    """
    below = [period for period in portal.lists.children[portal.period.unit_id] if is_listed(period)]
    entries = "".join(f"<li>{_linked(portal, period, in_english)}</li>" for period in below)
    return [{"type": "paragraph", "value": f"<ul>{entries}</ul>"}] if entries else []


def _linked(portal: DemoPortal, period: UnitPeriod, in_english: bool) -> str:
    name = (period.name_en if in_english else "") or period.name
    name, home = escape(name, quote=False), portal.lists.homes.get(period.unit_id)
    return f'<a linktype="page" id="{home}">{name}</a>' if home else name


def _introduce(portal: DemoPortal) -> None:
    """Each section says what stands or will stand in it."""
    by_model: dict[type[Page], list[Page]] = defaultdict(list)
    for key, intro in intros_of(portal.period, portal.day).items():
        page = portal.specific(key)
        if page is not None:
            page.intro = intro
            by_model[type(page)].append(page)
    for model, pages in by_model.items():
        model.objects.bulk_update(pages, ["intro"])


def _describe(portal: DemoPortal) -> None:
    """The profile gets what is public knowledge of the unit, where it says nothing yet."""
    facts = {"address": address_of(portal), "responsible_person": RESPONSIBLE}
    if portal.period.kind == Kind.PROVINCE:
        facts["name"] = f"Cổng Thông tin điện tử {portal.words['unit']}"
        facts["name_en"] = "Bac Ninh Province Portal"
    missing = {name: fact for name, fact in facts.items() if not getattr(portal.profile, name)}
    SiteProfile.objects.filter(pk=portal.profile.pk).update(**missing)


def address_of(portal: DemoPortal) -> str:
    """Where the unit sits, as far as its name and place tell."""
    period, province = portal.period, "tỉnh Bắc Ninh"
    if period.unit.address:
        return period.unit.address
    if period.kind == Kind.PROVINCE:
        return PROVINCE_ADDRESS
    if period.kind == Kind.COMMUNE:
        return f"{period.name}, {portal.words['parent']}, {province}"
    if period.kind == Kind.DISTRICT:
        return f"{period.name}, {province}"
    return f"Thành phố Bắc Ninh, {province}"


def _fill_text(portal: DemoPortal, text: PageText) -> int:
    page = portal.specific(text.section)
    if not isinstance(page, StandardPage) or page.body:
        return 0
    body = portal.with_pictures(text.body, text.key)
    if text.section == ORGANISATION and portal.period.kind == Kind.PROVINCE:
        body += linked_units(portal, lambda period: period.kind != Kind.DISTRICT)
    if text.section == LOCALITY:
        body += linked_units(portal, lambda period: period.kind in {Kind.DISTRICT, Kind.COMMUNE})
    _write(portal, page, text.published_at, intro=text.intro, body=body)
    return 1


def _fill_children(portal: DemoPortal, model: type[Model], texts: list) -> int:
    """Puts people or links onto the pages of their sections."""
    rows, filled = [], {}
    for place, text in enumerate(texts):
        page = portal.specific(text.section)
        if page is None:
            continue
        values = {name: value for name, value in vars(text).items() if name != "section"}
        row = model(page=page, sort_order=place, locale_id=page.locale_id, **values)
        rows.append(row)
        filled[text.section] = page
    model.objects.bulk_create(rows)
    for section, page in filled.items():
        _write(portal, page, moment_of(f"{portal.period.code}/{section}"))
    return len(filled)


def _fill_contact(portal: DemoPortal) -> int:
    page = portal.specific(CONTACT)
    if not isinstance(page, ContactPage):
        return 0
    unit = portal.period.unit
    facts = {
        "address": address_of(portal),
        "working_hours": WORKING_HOURS,
        "telephone": unit.telephone,
        "email": unit.email,
    }
    _write(portal, page, moment_of(f"{portal.period.code}/{CONTACT}"), **facts)
    return 1


def _write(portal: DemoPortal, page: Page, moment: datetime, **values: Any) -> None:
    """Writes these values without the dozen statements of a page that is saved by itself."""
    names = ("first_published_at", "last_published_at", "latest_revision_created_at")
    values |= {"owner": portal.owner, **dict.fromkeys(names, moment)}
    for name, value in values.items():
        setattr(page, name, value)
    stored = {name: getattr(page, name) for name in values}
    type(page).objects.filter(pk=page.pk).update(**stored)
    portal.touched.append(page)


def add_documents(portal: DemoPortal) -> int:
    """Fills the register; how many documents were put in."""
    register = portal.sections.get(REGISTER)
    if register is None:
        return 0
    pages = [_document(portal, text) for text in documents_of(portal.period)]
    insert_pages([(page, register) for page in pages])
    return len(pages)


def _document(portal: DemoPortal, text: DocumentText) -> LegalDocumentPage:
    lists = portal.lists
    page = LegalDocumentPage(
        document_type=lists.document_types[text.document_type],
        number=text.number,
        issuer=lists.issuers[text.issuer],
        field=lists.fields["thong-tin-truyen-thong"],
        signer=text.signer,
        issued_on=text.issued_on,
        abstract=text.abstract,
        owner=portal.owner,
        first_published_at=text.published_at,
    )
    page.title = page.usual_title()
    # Pages that are written in bulk are not saved one by one, which would do this.
    page.folded = fold(f"{page.number} {page.title} {page.abstract}")
    page.slug = short_slug(f"{page.document_type.name_vi} {text.number}")
    return page
