"""Drafts for comment: every state is there on the day, once however often they are loaded."""

import io
import re
import unicodedata

import pytest
from wagtail.models import Page, PageLogEntry

from consultation.drafts.listing import drafts_of_section
from consultation.drafts.models import Closing, DraftFile, DraftPage
from consultation.drafts.status import State
from consultation.periods.models import ConsultationPeriod, period_on
from consultation.reading.services import read_docx
from consultation.versions.models import DraftVersion, Lineage, Provision
from consultation.versions.services import redline_between
from portal.common import clock
from portal.common.clock import PROVINCE_TIME
from portal.demo import drafts, services
from portal.demo.drafts import REMARK, SECTION
from portal.demo.sections import add_documents
from portal.demo.testing.small import build_sites
from portal.demo.tests.conftest import DAY
from portal.demo.wordfiles import word_file
from portal.media.models import PortalDocument
from sites.menus.services import in_menus
from sites.profile.models import SiteProfile, SiteSection

# The example units and a commune that has no draft of its own.
CODES = ("27", "BN-SYT", "260", "09355", "09358")
TEXTS = sorted((drafts.FOLDER / "drafts").glob("*.txt"))
Profiles = dict[str, SiteProfile]

pytestmark = pytest.mark.django_db


@pytest.fixture
def portals(law_and_units, on_the_day) -> Profiles:
    """Portals with nothing in them but the province's register."""
    services.load_registers()
    made = dict(zip(CODES, build_sites(CODES, is_filled=False), strict=True))
    province = made["27"]
    add_documents(drafts.DemoPortal(province, province.unit.at(DAY), drafts.Lists.read(DAY)))
    return made


@pytest.fixture
def asked(portals) -> Profiles:
    assert services.ask_about_drafts() == 10
    return portals


def of_words(words: str) -> DraftPage:
    return DraftPage.objects.live().get(title__contains=words)


def section_of(profile: SiteProfile) -> Page:
    return SiteSection.objects.get(site=profile.site, key=SECTION).page.specific


def test_every_state_is_there_and_those_that_are_open_close_on_different_days(asked):
    found, now = list(DraftPage.objects.live()), clock.now()
    assert {draft.state for draft in found} == set(State)
    left = sorted(draft.days_left for draft in found if draft.state == State.OPEN)
    assert len(left) == len(set(left)) >= 3
    assert left[0] <= 5
    for draft in found:
        for state in State:
            listed = DraftPage.objects.in_state(state, now).filter(pk=draft.pk).exists()
            assert listed == (draft.state == state)


def test_each_end_has_what_readers_are_told(asked):
    answered, issued, withdrawn = (
        next(draft for draft in DraftPage.objects.live() if draft.state == state)
        for state in (State.ANSWERED, State.ISSUED, State.WITHDRAWN)
    )
    assert "summary" in {file.kind for file in answered.draft_files}
    assert issued.issued_document.number == "96/QĐ-UBND"
    assert issued.issued_document.first_published_at < issued.last_published_at
    assert withdrawn.withdrawal_reason
    first, later = of_words("chất thải rắn").closings.all()
    assert not first.reason
    assert later.reason
    assert first.closes_at < later.closes_at
    assert first.published_at < later.published_at < first.closes_at


def test_two_versions_compare(asked):
    draft = of_words("chuyển đổi số cấp xã")
    second, first = DraftVersion.objects.of(draft).published()
    assert draft.text_version == second
    entries = redline_between(first, second)
    articles = {
        entry["relation"]: (entry["old"], entry["new"])
        for entry in entries
        if all(address.count(".") == 0 for address in (*entry["old"], *entry["new"]))
    }
    assert articles["split"] == (["dieu-8"], ["dieu-8", "dieu-9"])
    assert articles["new"] == ([], ["dieu-11"])
    assert articles["removed"] == (["dieu-12"], [])
    assert sum(entry["relation"] == "changed" for entry in entries) >= 8
    kinds = set(second.provisions.values_list("kind", flat=True))
    assert kinds == {"chapter", "article", "clause", "point"}
    assert 12 <= first.provisions.filter(kind="article").count() <= 20


def test_the_policy_has_no_articles(asked):
    policy = DraftPage.objects.get(nature=DraftPage.Nature.POLICY)
    kinds = set(policy.text_version.provisions.values_list("kind", flat=True))
    assert kinds == {"section", "clause", "point"}


def test_no_text_was_read_with_a_warning(asked):
    assert not DraftVersion.objects.exclude(warnings=[]).exists()


def test_drafts_stand_open_as_long_as_the_law_asks(asked):
    checked = 0
    for draft in DraftPage.objects.live():
        closings = list(draft.closings.all())
        rule = period_on(draft.document_type, draft.opens_at.astimezone(PROVINCE_TIME).date())
        if rule:
            assert (closings[0].closes_at - draft.opens_at).days >= rule.days
            checked += 1
        assert closings[-1].closes_at == draft.closes_at
    assert checked == 9


def test_everything_happened_when_citizens_were_told(asked):
    begun = clock.start_of(DAY)
    for draft in DraftPage.objects.live():
        if draft.state == State.SCHEDULED:
            assert draft.first_published_at < draft.opens_at
        else:
            assert draft.first_published_at == draft.opens_at
        version = DraftVersion.objects.of(draft).published().last()
        closing = draft.closings.first()
        assert version.published_at == closing.published_at == draft.first_published_at
        moments = [draft.last_published_at, draft.latest_revision_created_at]
        moments += draft.revisions.values_list("created_at", flat=True)
        moments += PageLogEntry.objects.filter(page=draft.pk).values_list("timestamp", flat=True)
        for moment in moments:
            assert draft.first_published_at <= moment < begun


def test_drafts_are_shown_where_they_reach(asked):
    own = {draft.title for draft in drafts_of_section(section_of(asked["09355"]))}
    assert own == {draft.title for draft in DraftPage.objects.live() if draft.reach != "province"}
    province = drafts_of_section(section_of(asked["27"]))
    assert province.count() == 9
    (everywhere,) = drafts_of_section(section_of(asked["09358"]))
    assert everywhere.reach == "all"
    for profile in asked.values():
        assert in_menus(Page.objects.filter(pk=section_of(profile).pk)).exists()


def test_a_second_run_changes_nothing(asked):
    models = (Page, DraftPage, DraftFile, DraftVersion, Provision, Lineage, Closing)
    models += (ConsultationPeriod, PortalDocument, PageLogEntry)

    def everything():
        return [list(model.objects.order_by("pk").values()) for model in models]

    before = everything()
    services.load_registers()
    assert services.ask_about_drafts() == 0
    assert everything() == before


def test_a_portal_that_has_a_draft_is_left_alone(portals):
    section = section_of(portals["260"])
    moments = dict.fromkeys(("opens_at", "closes_at"), clock.now())
    own = DraftPage(title="Dự thảo của huyện", summary="Tóm tắt", live=False, **moments)
    section.add_child(instance=own)
    assert services.ask_about_drafts() == 9
    assert section.get_children().count() == 1


def test_what_editors_have_deleted_does_not_come_back(asked):
    for draft in section_of(asked["BN-SYT"]).get_children():
        DraftVersion.objects.filter(page=draft.pk).delete()
        draft.specific.delete()
    assert services.ask_about_drafts() == 0
    assert not section_of(asked["BN-SYT"]).get_children().exists()


def test_files_can_be_read_and_say_that_they_are_no_real_ones(asked):
    for file in DraftFile.objects.select_related("document"):
        assert file.document.file.name.endswith(".docx")
        if file.kind == DraftFile.Kind.DRAFT:
            with file.document.open_file() as stream:
                assert len(read_docx(stream).provisions) >= 5
    assert all(draft.summary.endswith(REMARK) for draft in DraftPage.objects.all())


def test_every_draft_is_valid_and_has_a_short_address(asked):
    for draft in DraftPage.objects.live():
        draft.full_clean()
        assert re.fullmatch(r"[a-z0-9-]{20,80}", draft.slug)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_texts_are_composed_and_well_set(path):
    text = path.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert not re.search(r"\S  +\S", text)
    assert not re.search(r" [,.;:!?](?:\s|$)", text)
    assert "..." not in text


def test_a_word_file_of_the_same_words_is_the_same(db):
    lines = ["Chương I", "QUY ĐỊNH CHUNG", "Điều 1. Một & hai", "| a | b |", "| c | d |"]
    first, second = (word_file("TÊN", lines, REMARK) for _turn in range(2))
    assert first == second
    (chapter, article) = read_docx(io.BytesIO(first)).provisions
    assert (chapter.heading, article.heading) == ("QUY ĐỊNH CHUNG", "Một & hai")
