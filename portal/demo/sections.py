"""Fills the sections that are no lists of articles: texts, posts, links, contact, documents."""

from collections.abc import Callable
from datetime import datetime
from html import escape

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
    return count + _add_documents(portal)


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
    for key, intro in intros_of(portal.period, portal.day).items():
        page = portal.specific(key)
        if page is not None:
            type(page).objects.filter(pk=page.pk).update(intro=intro)


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
    page.intro, page.body = text.intro, body
    _save(page, portal, text.published_at)
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
        _save(page, portal, moment_of(f"{portal.period.code}/{section}"))
    return len(filled)


def _fill_contact(portal: DemoPortal) -> int:
    page = portal.specific(CONTACT)
    if not isinstance(page, ContactPage):
        return 0
    unit = portal.period.unit
    page.address, page.working_hours = address_of(portal), WORKING_HOURS
    page.telephone, page.email = unit.telephone, unit.email
    _save(page, portal, moment_of(f"{portal.period.code}/{CONTACT}"))
    return 1


def _save(page: Page, portal: DemoPortal, moment: datetime) -> None:
    page.owner = portal.owner
    page.first_published_at = page.last_published_at = page.latest_revision_created_at = moment
    page.save(clean=False)
    portal.touched.append(page)


def _add_documents(portal: DemoPortal) -> int:
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
