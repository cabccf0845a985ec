"""Drafts on which citizens are asked: one in every state on the day of the demonstration.

Each draft lives through its publications one after the other, by the services that officers use;
then what was recorded is dated as if it had happened at its time.
"""

import io
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.models import Page, PageLogEntry

from consultation.drafts.models import Closing, DraftFile, DraftPage
from consultation.reading.services import read_docx
from consultation.versions import services as versions
from consultation.versions.models import DraftVersion
from editorial.documents.models import LegalDocumentPage
from editorial.workflow import gate
from portal.common import clock
from portal.common.clock import PROVINCE_TIME
from portal.common.tree import below
from portal.demo.contents import SOURCE
from portal.demo.portals import DemoPortal, Lists, short_slug
from portal.demo.sections import address_of
from portal.demo.texts import FOLDER
from portal.demo.wordfiles import word_file
from portal.media.models import PortalDocument
from sites.access.models import Role
from sites.access.people import people_with_role
from sites.menus.services import look_again
from sites.profile.models import SiteProfile, SiteSection
from sites.units.models import UnitPeriod

SECTION = "draft_consultation"
STATEMENT = "to-trinh"
REMARK = f"({SOURCE}, không phải văn bản có thật.)"
# What a draft is made with, and what each of its publications may change.
FACTS = ("title", "nature", "drafting_unit", "reach", "target_groups", "legal_basis")
MOMENTS = ("opens_at", "closes_at", "summarising_from", "answered_at", "withdrawn_at")
WORDS = ("closing_reason", "withdrawal_reason")
Kind = DraftFile.Kind


@dataclass
class DemoDraft:
    """One draft while it lives through its publications.

    Attributes:
        item: what the data file says of it.
        page: as it was last published.
        begun: moment of the load: what is recorded since then is to be dated.
    """

    item: dict
    portal: DemoPortal
    page: DraftPage
    begun: datetime

    @cached_property
    def approver(self):
        """Who publishes; nobody where the portal has no accounts."""
        return people_with_role(self.portal.profile.site, Role.APPROVER).order_by("pk").first()

    @property
    def unit(self) -> str:
        """The drafting unit."""
        return self.item.get("drafting_unit") or self.portal.period.name


@transaction.atomic
def put_out_drafts(on: date) -> int:
    """Gives their drafts to the portals that never had one; how many drafts were new.

    Args:
        on: the day of the demonstration.
    """
    items = tomllib.loads((FOLDER / "drafts.toml").read_text(encoding="utf-8"))["drafts"]
    live = SiteProfile.objects.filter(state=SiteProfile.State.LIVE)
    by_unit = {
        profile.unit_id: profile
        for profile in live.select_related("site__root_page", "collection", "unit")
    }
    periods = UnitPeriod.objects.on(on).select_related("unit", "parent").order_by("code")
    lists = Lists.read(on)
    count = 0
    for period in periods.filter(code__in={item["unit"] for item in items}, unit__in=by_unit):
        own = [item for item in items if item["unit"] == period.code]
        count += _add(own, DemoPortal(by_unit[period.unit_id], period, lists))
    if count:
        _show_in_menus()
    return count


def _add(items: list[dict], portal: DemoPortal) -> int:
    section = portal.specific(SECTION)
    if section is None or _had_drafts(items, section):
        return 0
    for item in items:
        draft = DemoDraft(item, portal, _page(item, portal), clock.now())
        section.add_child(instance=draft.page)
        for step in item["steps"]:
            _publish(draft, step)
    return len(items)


def _had_drafts(items: list[dict], section: Page) -> bool:
    """Whether drafts stand there, or did: what editors have deleted does not come back."""
    made = PageLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(DraftPage),
        label__in=[item["title"] for item in items],
    )
    return DraftPage.objects.filter(below(section)).exists() or made.exists()


def _page(item: dict, portal: DemoPortal) -> DraftPage:
    lists, unit, first = portal.lists, portal.period.unit, item["steps"][0]
    return DraftPage(
        **{name: item[name] for name in FACTS if name in item},
        slug=short_slug(item["title"]),
        summary=f"{item['summary'].strip()}\n{REMARK}",
        document_type=lists.document_types.get(item.get("document_type")),
        deciding_body=lists.issuers[item["deciding_body"]],
        field=lists.fields[item["field"]],
        receiving_address=address_of(portal)[:255],
        receiving_email=unit.email or f"gopy@{portal.profile.site.hostname}",
        receiving_telephone=unit.telephone,
        opens_at=_moment(first.get("opens_at", first["at"])),
        owner=portal.owner,
        live=False,
    )


def _publish(draft: DemoDraft, step: dict) -> None:
    """One publication, and everything that it left behind dated to its moment."""
    page, owner = draft.page, draft.portal.owner
    for name in MOMENTS:
        if name in step:
            setattr(page, name, _moment(step[name]))
    for name in WORDS:
        setattr(page, name, step.get(name, getattr(page, name)))
    if "issued_document" in step:
        page.issued_document = _document(draft, step["issued_document"])
    page.files = [*page.files.all(), *_files(draft, step, place=page.files.count())]
    if "text" in step:
        page.text_version = _version(draft, step)
    revision = page.save_revision(user=owner)
    with gate.reviewed():
        revision.publish(user=draft.approver)
    _date(draft, _moment(step["at"]))
    draft.page = DraftPage.objects.get(pk=page.pk)


def _version(draft: DemoDraft, step: dict) -> DraftVersion:
    """The text as officers take it over: read, joined to the one before, dated."""
    file = _draft_file(draft, step["text"])
    name = f"{step['text']}.docx"
    reading = read_docx(io.BytesIO(file))
    version = versions.begin(draft.page, reading, source_name=name, user=draft.portal.owner)
    if version.base:
        mapping = versions.proposed_mapping(version)
        versions.confirm_mapping(version, version.edition, mapping)
    version = versions.take(version, version.edition)
    version.dated_on, version.note = step.get("dated_on"), step.get("note", "")
    version.save(update_fields=["dated_on", "note"])
    return version


def _files(draft: DemoDraft, step: dict, place: int) -> Iterator[DraftFile]:
    title = draft.item["title"]
    made = []
    if "text" in step:
        dated = f" (bản ngày {step['dated_on']:%d/%m/%Y})" if "dated_on" in step else ""
        made.append((Kind.DRAFT, step["text"], title + dated, _draft_file(draft, step["text"])))
    if "text" in step and place == 0 and draft.page.nature == DraftPage.Nature.DOCUMENT:
        name = f"{STATEMENT}-{draft.item['key']}"
        made.append((Kind.STATEMENT, name, f"Tờ trình {_lower(title)}", _statement(draft)))
    if "summary_file" in step:
        heading = f"Bản tổng hợp, tiếp thu, giải trình ý kiến đối với {_lower(title)}"
        content = word_file(heading, _lines(step["summary_file"]), REMARK)
        made.append((Kind.SUMMARY, step["summary_file"], heading, content))
    for order, (kind, name, heading, content) in enumerate(made, start=place):
        document = _stored(draft, name, heading, content)
        yield DraftFile(kind=kind, document=document, sort_order=order, locale=draft.page.locale)


def _draft_file(draft: DemoDraft, name: str) -> bytes:
    return word_file(draft.item["title"].upper(), _lines(name), REMARK)


def _statement(draft: DemoDraft) -> bytes:
    page = draft.page
    words = {
        "deciding": page.deciding_body.name_vi,
        "unit": draft.unit,
        "title": _lower(page.title),
        "summary": draft.item["summary"].strip(),
        "groups": page.target_groups,
        "opens": f"{page.opens_at.astimezone(PROVINCE_TIME):%d/%m/%Y}",
        "closes": f"{page.closes_at.astimezone(PROVINCE_TIME):%d/%m/%Y}",
    }
    lines = [line.format_map(words) for line in _lines(STATEMENT)]
    return word_file("TỜ TRÌNH", lines, REMARK)


def _stored(draft: DemoDraft, name: str, title: str, content: bytes) -> PortalDocument:
    document = PortalDocument(
        title=title[:255],
        file=ContentFile(content, name=f"{name}.docx"),
        collection=draft.portal.profile.collection,
        uploaded_by_user=draft.portal.owner,
    )
    document._set_document_file_metadata()
    document.save()
    return document


def _document(draft: DemoDraft, number: str) -> LegalDocumentPage | None:
    home = draft.portal.profile.site.root_page
    return LegalDocumentPage.objects.live().filter(below(home), number=number).first()


def _date(draft: DemoDraft, moment: datetime) -> None:
    """Lets what was recorded since the load began have happened at another moment."""
    page, since = draft.page.pk, draft.begun
    own = Page.objects.filter(pk=page)
    own.filter(first_published_at__gte=since).update(first_published_at=moment)
    own.update(last_published_at=moment, latest_revision_created_at=moment)
    draft.page.revisions.filter(created_at__gte=since).update(created_at=moment)
    PageLogEntry.objects.filter(page=page, timestamp__gte=since).update(timestamp=moment)
    Closing.objects.filter(page=page, published_at__gte=since).update(published_at=moment)
    DraftVersion.objects.filter(page=page, published_at__gte=since).update(
        created_at=moment, taken_at=moment, published_at=moment
    )


def _show_in_menus() -> None:
    """A draft of the province may stand in the section of every portal."""
    for row in SiteSection.objects.filter(key=SECTION).select_related("page"):
        look_again(row.page)


def _lines(name: str) -> list[str]:
    return (FOLDER / "drafts" / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def _moment(value: datetime) -> datetime:
    return value.replace(tzinfo=PROVINCE_TIME)


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:]
