"""What a body refers to is read at once, and shown as the reader may see it."""

import pytest
from django.core.files.base import ContentFile
from django.utils import translation
from wagtail.models import Locale, Page, Site
from wagtail.rich_text import RichText

from editorial.pages.models import GroupPage, StandardPage
from portal.common.references import References, at_hand, prepare
from portal.hosts.index import index
from portal.media.models import PortalDocument


def link(page) -> str:
    return f'<p><a id="{page.pk}" linktype="page">x</a></p>'


@pytest.fixture
def home(db) -> Page:
    Locale.objects.get_or_create(language_code="vi")
    home = Page.get_first_root_node().add_child(instance=GroupPage(title="A", slug="a"))
    site = Site.objects.create(hostname="a.test.localhost", root_page=home, port=80)
    index.changed(site.pk)
    with translation.override("vi"):
        yield home


def test_references_are_found_wherever_they_stand():
    found = References()
    found.collect(
        [
            {
                "type": "paragraph",
                "value": '<a linktype="page" id="3">a</a><a id="4" linktype="page">',
            },
            {"type": "notice", "value": {"text": '<a linktype="document" id="5">b</a>'}},
            {"type": "gallery", "value": [{"type": "item", "value": {"image": {"image": 6}}}]},
            {"type": "quote", "value": {"text": 'id="7"', "image": "8"}},
        ]
    )
    assert (found.pages, found.files, found.pictures) == ({3, 4}, {5}, {6})


@pytest.mark.parametrize(
    "hostile", ['<a linktype="page" id="x">', '<a linktype="page"', '<a linktype="page" id="-1">']
)
def test_what_is_no_reference_is_passed_over(hostile):
    found = References()
    found.collect(hostile)
    assert not found.pages


def test_deep_nesting_ends():
    value: list = []
    for _level in range(5000):
        value = [value]
    References().collect(value)


def test_many_texts_with_many_links_cost_one_statement(home, django_assert_num_queries):
    pages = [home.add_child(instance=StandardPage(title=f"T{n}")) for n in range(20)]
    texts = [link(page) for page in pages]
    index.current()
    with django_assert_num_queries(1), at_hand(prepare(*texts)):
        shown = [str(RichText(text)) for text in texts]
    assert all(page.slug in text for page, text in zip(pages, shown, strict=True))


def test_a_text_that_nobody_prepared_is_read_by_itself(home):
    page = home.add_child(instance=StandardPage(title="T"))
    assert page.slug in str(RichText(link(page)))
    with at_hand(prepare("")):
        assert page.slug in str(RichText(link(page)))


def test_links_to_drafts_and_to_what_is_gone_have_no_address(home):
    draft = home.add_child(instance=StandardPage(title="T", live=False))
    text = link(draft)
    assert "href" not in str(RichText(text))
    draft.delete()
    assert "href" not in str(RichText(text))


def test_a_link_leads_to_the_translation_where_there_is_one(home, django_assert_num_queries):
    english = Locale.objects.get(language_code="en")
    home_en = home.copy_for_translation(english)
    home_en.slug = "a-en"
    home_en.save_revision().publish()
    translated, other = (home.add_child(instance=StandardPage(title=t)) for t in ("Đất", "Nước"))
    land = translated.copy_for_translation(english)
    land.slug = "land"
    land.save_revision().publish()
    index.changed()
    texts = [link(translated), link(other)] * 3
    with translation.override("en"):
        index.current()
        with django_assert_num_queries(2), at_hand(prepare(*texts)):
            shown = [str(RichText(text)) for text in texts]
    assert "/en/land/" in shown[0]
    assert "/nuoc/" in shown[1]


def test_files_are_linked_and_missing_ones_are_not(home, django_assert_num_queries):
    file = PortalDocument.objects.create(title="F", file=ContentFile(b"%PDF-1.4", "f.pdf"))
    texts = [f'<a linktype="document" id="{pk}">f</a>' for pk in (file.pk, file.pk + 1)]
    with django_assert_num_queries(1), at_hand(prepare(*texts)):
        there, gone = (str(RichText(text)) for text in texts)
    assert f'href="{file.url}"' in there
    assert "href" not in gone
