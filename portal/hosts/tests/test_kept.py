"""What a process keeps of a site is forgotten when, and only when, that site changes."""

from datetime import date

import pytest
from wagtail.models import Page

from portal.hosts import kept as kept_module
from portal.hosts.index import index
from portal.hosts.kept import kept
from portal.hosts.tests.test_index import make_site

pytestmark = pytest.mark.django_db


class Made:
    """Counts how often a value is made."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> int:
        self.times += 1
        return self.times


def make_section(site, **fields) -> Page:
    values = {"title": "Tin tức", "slug": "tin-tuc", "show_in_menus": True} | fields
    return site.root_page.add_child(instance=Page(**values))


def test_a_value_is_made_once_for_each_site_and_name():
    here, there, made = make_site("mot"), make_site("hai"), Made()
    assert [kept(here.pk, "menu", made), kept(here.pk, "menu", made)] == [1, 1]
    assert kept(here.pk, "footer", made) == 2
    assert kept(there.pk, "menu", made) == 3


def test_a_change_of_one_site_leaves_the_others():
    here, there, made = make_site("mot"), make_site("hai"), Made()
    kept(here.pk, "menu", made), kept(there.pk, "menu", made)
    index.changed(here.pk)
    assert kept(there.pk, "menu", made) == 2
    assert kept(here.pk, "menu", made) == 3


def test_a_new_day_makes_it_anew(freeze_clock):
    site, made = make_site("mot"), Made()
    freeze_clock(date(2021, 6, 30))
    assert kept(site.pk, "unit", made) == 1
    freeze_clock(date(2021, 7, 1))
    assert kept(site.pk, "unit", made) == 2


def test_a_process_does_not_keep_more_than_its_share(monkeypatch):
    monkeypatch.setattr(kept_module, "MOST_SITES", 2)
    made = Made()
    for number in (1, 2, 3):
        kept(number, "menu", made)
    assert kept(3, "menu", made) == 3
    assert kept(1, "menu", made) == 4


@pytest.mark.parametrize(
    "act",
    [
        lambda section: section.unpublish(),
        lambda section: section.delete(),
        lambda section: _save(section, title="Tin mới"),
        lambda section: _save(section, show_in_menus=False),
    ],
    ids=["unpublished", "deleted", "renamed", "out of the menu"],
)
def test_a_top_section_that_changes_is_shown_anew(act):
    site, made = make_site("mot"), Made()
    section = make_section(site)
    kept(site.pk, "menu", made)
    act(section)
    assert kept(site.pk, "menu", made) == 2


def test_pages_that_change_places_are_shown_anew_at_any_depth():
    site, made = make_site("mot"), Made()
    section = make_section(site)
    for slug in ("a", "b"):
        last = section.add_child(instance=Page(title=slug, slug=slug))
    kept(site.pk, "sections", made)
    last.move(section, pos="first-child")
    assert kept(site.pk, "sections", made) == 2


def test_a_draft_or_a_deeper_page_changes_nothing_that_is_shown_everywhere():
    site, made = make_site("mot"), Made()
    section = make_section(site)
    item = section.add_child(instance=Page(title="Bài", slug="bai"))
    kept(site.pk, "menu", made)
    section.title = "Tên nháp"
    section.save_revision()
    item.save_revision().publish()
    assert kept(site.pk, "menu", made) == 1


def _save(section: Page, **fields) -> None:
    for name, value in fields.items():
        setattr(section, name, value)
    section.save()
