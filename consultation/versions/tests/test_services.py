"""Versions in the database: identity through changes, merges and splits."""

import pytest

from consultation.conftest import FIRST_TEXT, SECOND_TEXT, put_text
from consultation.versions import services
from consultation.versions.mapping import Mapping, Relation
from consultation.versions.models import DraftVersion, Lineage, StoredRedline

pytestmark = pytest.mark.django_db


def lineages(version: DraftVersion) -> dict[str, int]:
    return dict(version.provisions.values_list("address", "lineage"))


def test_provisions_keep_their_identity_when_the_articles_are_renumbered(make_draft, two_sites):
    page = make_draft(two_sites.here)
    first = page.text_version
    second = put_text(page, SECOND_TEXT)
    page.save_revision().publish()
    second.refresh_from_db()
    before, after = lineages(first), lineages(second)
    assert (first.number or DraftVersion.objects.get(pk=first.pk).number, second.number) == (1, 2)
    assert after["dieu-4"] == before["dieu-3"]
    assert after["dieu-2.khoan-1"] == before["dieu-2.khoan-1"]
    assert after["dieu-2.khoan-2.diem-b"] == before["dieu-2.khoan-2.diem-b"]
    assert after["dieu-3"] not in before.values()


def test_a_version_is_numbered_when_readers_see_it_and_only_once(make_draft, two_sites):
    page = make_draft(two_sites.here)
    version = DraftVersion.objects.get(pk=page.text_version_id)
    moment = version.published_at
    assert version.number == 1
    page.save_revision().publish()
    version.refresh_from_db()
    assert (version.number, version.published_at) == (1, moment)


def test_of_merged_provisions_the_first_goes_on_and_the_others_lead_to_it(make_draft, two_sites):
    page = make_draft(two_sites.here)
    first = page.text_version
    merged = FIRST_TEXT.replace("1. Hỗ trợ 30", "1. Hỗ trợ 30").replace(
        "a) Chi nhuận bút;\nb) Chi đường truyền.", "a) Chi nhuận bút; chi đường truyền."
    )
    from consultation.reading.services import read_text

    version = services.begin(page, read_text(merged), source_name="", user=None)
    proposed = [one for one in services.proposed_mapping(version) if "diem" not in "".join(one.old)]
    join = Mapping(
        ["dieu-2.khoan-2.diem-a", "dieu-2.khoan-2.diem-b"],
        ["dieu-2.khoan-2.diem-a"],
        Relation.MERGED,
    )
    proposed = [one for one in proposed if "dieu-2.khoan-2.diem-a" not in one.new]
    services.confirm_mapping(version, version.edition, [*proposed, join])
    page.text_version = services.take(version, version.edition)
    before = lineages(first)
    # Nothing leads anywhere before readers see it.
    assert not Lineage.objects.exclude(continued_by=None).exists()
    page.save_revision().publish()
    other = Lineage.objects.get(pk=before["dieu-2.khoan-2.diem-b"])
    assert other.continued_by_id == before["dieu-2.khoan-2.diem-a"]


def test_a_taken_text_never_changes(make_draft, two_sites):
    page = make_draft(two_sites.here)
    version = DraftVersion.objects.get(pk=page.text_version_id)
    with pytest.raises(services.VersionRefused):
        services.change_rows(version, version.edition, lambda rows: [])
    with pytest.raises(services.VersionRefused):
        services.discard(version)
    assert version.provisions.count() == 7


def test_whoever_corrects_an_older_state_is_told(make_draft, two_sites):
    from consultation.reading.services import read_text

    page = make_draft(two_sites.here, text="")
    version = services.begin(page, read_text(FIRST_TEXT), source_name="", user=None)
    services.change_rows(version, 0, lambda rows: rows[:-1])
    with pytest.raises(services.VersionRefused):
        services.change_rows(version, 0, lambda rows: rows[:1])
    version.refresh_from_db()
    assert len(version.rows) == 6


def test_a_second_version_is_not_taken_before_its_mapping_is_confirmed(make_draft, two_sites):
    from consultation.reading.services import read_text

    page = make_draft(two_sites.here)
    version = services.begin(page, read_text(SECOND_TEXT), source_name="", user=None)
    with pytest.raises(services.VersionRefused):
        services.take(version, version.edition)
    services.confirm_mapping(version, version.edition, services.proposed_mapping(version))
    services.change_rows(version, version.edition, lambda rows: rows)
    version.refresh_from_db()
    # What was confirmed spoke of another text.
    assert version.mapping is None


def test_what_was_prepared_from_an_older_version_is_not_taken(make_draft, two_sites):
    from consultation.reading.services import read_text

    page = make_draft(two_sites.here)
    late = services.begin(page, read_text(FIRST_TEXT), source_name="", user=None)
    services.confirm_mapping(late, late.edition, services.proposed_mapping(late))
    put_text(page, SECOND_TEXT)
    page.save_revision().publish()
    with pytest.raises(services.VersionRefused):
        services.take(late, late.edition)


def test_the_redline_is_stored_and_read_again(make_draft, two_sites, django_assert_num_queries):
    page = make_draft(two_sites.here)
    first = page.text_version
    second = put_text(page, SECOND_TEXT)
    page.save_revision().publish()
    first.refresh_from_db()
    second.refresh_from_db()
    entries = services.redline_between(first, second)
    changed = next(one for one in entries if one["new"] == ["dieu-2.khoan-1"])
    assert ["removed", "30"] in changed["text"]
    assert ["added", "50"] in changed["text"]
    assert StoredRedline.objects.count() == 1
    with django_assert_num_queries(1):
        assert services.redline_between(first, second) == entries


def test_versions_that_do_not_follow_each_other_compare_by_identity(make_draft, two_sites):
    page = make_draft(two_sites.here)
    first = page.text_version
    put_text(page, SECOND_TEXT)
    page.save_revision().publish()
    third = put_text(page, SECOND_TEXT.replace("10 triệu", "15 triệu"))
    page.save_revision().publish()
    entries = services.redline_between(first, third)
    addresses = [address for one in entries for address in one["new"]]
    assert sorted(addresses) == sorted(lineages(third))
    assert len(addresses) == len(set(addresses))
    moved = next(one for one in entries if one["new"] == ["dieu-4"])
    assert moved["old"] == ["dieu-3"]
    money = next(one for one in entries if one["new"] == ["dieu-2.khoan-1"])
    assert ["added", "50"] in money["text"]
