"""A menu leads to what has something for a reader."""

from datetime import date

import pytest
from django.test import Client
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Locale, Page

from portal.common.registry import page_types
from portal.common.tree import below
from sites.menus.models import EmptySection
from sites.menus.services import in_menus
from sites.profile.models import SiteSection
from sites.provisioning.services import provision_site, sync_site
from sites.provisioning.spec import SiteSpec
from sites.units.models import Unit

DAY = date(2021, 4, 19)


@pytest.fixture
def site(two_sites):
    return two_sites.here


@pytest.fixture
def section(site):
    """The page of one required section, by key."""
    return lambda key: SiteSection.objects.get(site=site, key=key).page.specific


def menu(site) -> set[str]:
    sections = Page.objects.filter(below(site.root_page)).exclude(content_type__model="articlepage")
    return set(in_menus(sections).values_list("slug", flat=True))


def add_article(section, title="Tin mới", body="<p>Nội dung</p>"):
    article = page_types.get("article").make(title=title, slug="", locale=section.locale)
    article.slug = title.lower().replace(" ", "-").replace("ớ", "o")
    article.body = [{"type": "paragraph", "value": body}] if body else []
    section.add_child(instance=article)
    article.save_revision().publish()
    return article


def test_a_new_site_has_an_empty_menu_and_a_home_page(site):
    assert menu(site) == set()
    page = Client(SERVER_NAME=site.hostname).get("/")
    assert page.status_code == 200
    assert "/tin-tuc/" not in page.text


def test_a_section_comes_in_with_its_first_item_and_goes_with_its_last(site, section):
    news = section("news")
    first, second = add_article(news, "tin-mot"), add_article(news, "tin-hai")
    assert menu(site) >= {"tin-tuc"}
    assert 'href="/tin-tuc/"' in Client(SERVER_NAME=site.hostname).get("/").text
    first.unpublish()
    assert "tin-tuc" in menu(site)
    second.unpublish()
    assert "tin-tuc" not in menu(site)


def test_a_group_is_in_the_menu_while_a_section_in_it_is_filled(site, section):
    article = add_article(section("direction"), "chi-dao")
    assert menu(site) >= {"chi-dao-dieu-hanh", "y-kien-chi-dao"}
    assert "lich-lam-viec" not in menu(site)
    group = Client(SERVER_NAME=site.hostname).get("/chi-dao-dieu-hanh/").text
    assert "/chi-dao-dieu-hanh/y-kien-chi-dao/" in group
    assert "/chi-dao-dieu-hanh/lich-lam-viec/" not in group
    article.delete()
    assert not menu(site) & {"chi-dao-dieu-hanh", "y-kien-chi-dao"}


def test_moving_the_last_item_empties_one_place_and_fills_the_other(site, section):
    article = add_article(section("news"))
    article.move(section("direction"), pos="last-child")
    assert "tin-tuc" not in menu(site)
    assert "y-kien-chi-dao" in menu(site)


def test_an_editors_own_choice_stays(site, section):
    news = section("news")
    news.show_in_menus = False
    news.save_revision().publish()
    article = add_article(news)
    assert "tin-tuc" not in menu(site)
    article.unpublish()
    article.save_revision().publish()
    assert not Page.objects.get(pk=news.pk).show_in_menus
    news.show_in_menus = True
    news.save_revision().publish()
    assert "tin-tuc" in menu(site)


def test_a_page_of_text_comes_in_when_it_says_something(site, section):
    about = section("about_org")
    about.body = [{"type": "paragraph", "value": "<p>Chức năng, nhiệm vụ</p>"}]
    about.save_revision()
    assert about.slug not in menu(site)
    about.latest_revision.publish()
    assert menu(site) >= {"gioi-thieu", about.slug}


def test_documents_and_items_without_text_are_no_sections(site, section):
    article = add_article(section("news"), "khong-loi", body="")
    assert not EmptySection.objects.filter(page=article.pk).exists()


@pytest.mark.parametrize("name", ["address", "telephone", "email", "responsible_person"])
def test_contacts_of_the_profile_bring_in_the_contact_page_and_its_group(site, section, name):
    branch = {section("contact_agency").slug, section("group_contact").slug}
    assert not menu(site) & branch
    setattr(site.profile, name, "x@example.org")
    site.profile.save()
    assert menu(site) == branch
    assert sync_site(site).repairs == []
    setattr(site.profile, name, "")
    site.profile.save()
    assert menu(site) == set()


def test_a_portal_of_a_unit_with_contacts_begins_with_its_contact_page(two_sites):
    unit = two_sites.here.profile.unit.at(DAY).parent
    Unit.objects.filter(pk=unit.pk).update(telephone="0222 3822 222")
    site = provision_site(SiteSpec(unit=Unit.objects.get(pk=unit.pk), day=DAY)).site
    contact = SiteSection.objects.get(site=site, key="contact_agency").page
    assert contact.slug in menu(site)
    assert sync_site(site).repairs == []


def test_what_happens_next_door_changes_nothing_here(two_sites):
    there = SiteSection.objects.get(site=two_sites.there, key="news").page.specific
    add_article(there)
    assert menu(two_sites.there) == {"tin-tuc"}
    assert menu(two_sites.here) == set()


def test_synchronising_puts_a_drifted_menu_right_and_says_so_once(site, section):
    add_article(section("news"))
    EmptySection.objects.create(page=section("news"))
    EmptySection.objects.filter(page=section("leaders")).delete()
    assert "tin-tuc" not in menu(site)
    assert len(sync_site(site).repairs) == 1
    assert menu(site) == {"tin-tuc"}
    assert sync_site(site).repairs == []


def test_a_translated_section_is_empty_until_it_has_something_itself(site, section):
    english = Locale.objects.get_or_create(language_code="en")[0]
    add_article(section("news"))
    home = site.root_page.copy_for_translation(english)
    home.save_revision().publish()
    news = section("news").copy_for_translation(english, copy_parents=True)
    news.save_revision().publish()
    home = Page.objects.get(pk=home.pk)
    assert news.pk in home.get_children().values_list("pk", flat=True)
    assert list(in_menus(home.get_children())) == []
    add_article(news.specific, "news-item")
    assert [page.pk for page in in_menus(home.get_children())] == [news.pk]


def test_deleting_a_whole_branch_leaves_nothing_behind(site, section):
    group = section("group_about")
    branch = list(Page.objects.filter(below(group)).values_list("pk", flat=True))
    group.delete()
    assert not EmptySection.objects.filter(page__in=branch).exists()
    assert "gioi-thieu" not in menu(site)


def test_the_menu_of_a_page_costs_one_statement(site, section, django_assert_num_queries):
    add_article(section("news"))
    home = site.root_page
    with django_assert_num_queries(1):
        list(in_menus(home.get_children()).select_related("locale"))


def test_an_alias_fills_a_section_as_an_article_does(site, section):
    article = add_article(section("news"))
    assert "y-kien-chi-dao" not in menu(site)
    alias = article.create_alias(parent=section("direction"))
    assert menu(site) >= {"chi-dao-dieu-hanh", "y-kien-chi-dao"}
    alias.delete()
    assert not menu(site) & {"chi-dao-dieu-hanh", "y-kien-chi-dao"}


@pytest.mark.parametrize("keep_live", [True, False])
def test_a_copy_fills_a_section_only_if_it_is_live(site, section, keep_live):
    article = add_article(section("news"))
    article.copy(to=section("direction"), keep_live=keep_live)
    assert ("y-kien-chi-dao" in menu(site)) is keep_live


def test_aliases_of_another_language_are_in_no_menu(site, section):
    english = Locale.objects.get_or_create(language_code="en")[0]
    add_article(section("news"))
    home = site.root_page.copy_for_translation(english)
    home.save_revision().publish()
    news = section("news").copy_for_translation(english, alias=True)
    add_article(news, "news-item")
    assert news.live
    assert news.show_in_menus
    assert not EmptySection.objects.filter(page=news.pk).exists()
    assert list(in_menus(Page.objects.get(pk=home.pk).get_children())) == []


def test_an_alias_that_becomes_a_page_of_its_own_enters_the_kept_menu(site, section):
    english = Locale.objects.get_or_create(language_code="en")[0]
    home = site.root_page.copy_for_translation(english)
    home.save_revision().publish()
    news = section("news").copy_for_translation(english, alias=True)
    add_article(news, "news-item")
    reader = Client(headers={"host": site.hostname})
    entry = f'href="/en/{news.slug}/"'
    assert entry not in reader.get("/en/").text.split("<main")[0]
    ConvertAliasPageAction(news).execute(skip_permission_checks=True)
    assert entry in reader.get("/en/").text.split("<main")[0]


def test_an_alias_of_the_same_language_is_in_the_menu_once_it_holds_something(site, section):
    alias = section("news").create_alias(parent=site.root_page.specific, update_slug="tin-lap-lai")
    assert "tin-lap-lai" not in menu(site)
    add_article(alias)
    assert "tin-lap-lai" in menu(site)


def test_an_empty_section_copied_for_translation_is_known_as_empty(site, section):
    english = Locale.objects.get_or_create(language_code="en")[0]
    home = site.root_page.copy_for_translation(english)
    home.save_revision().publish()
    news = section("news").copy_for_translation(english)
    assert EmptySection.objects.filter(page=news.pk).exists()
