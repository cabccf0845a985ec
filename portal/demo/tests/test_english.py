"""The provincial portal in English."""

import re

import pytest
from django.test import Client
from wagtail.models import Page

from editorial.articles.models import ArticlePage
from portal.common.tree import below
from portal.demo import services
from portal.demo.tests.conftest import DAY
from sites.menus.services import in_menus
from sites.provisioning.batch import plan_units
from sites.units.models import UnitPeriod

VIETNAMESE_SIGN = re.compile(
    r"[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE
)


@pytest.fixture
def province(law_and_units, on_the_day):
    """The province's portal alone, filled and translated; a client that reads it."""
    periods = UnitPeriod.objects.on(DAY).filter(code="27").select_related("unit", "parent")
    for _result in services.provision(plan_units(periods, DAY)):
        pass
    list(services.fill(services.sites_to_fill()))
    assert services.translate() > 10
    return Client(SERVER_NAME="bacninh.localhost")


def english_home() -> Page:
    return Page.objects.get(locale__language_code="en", depth=2)


def body_of(page: str) -> str:
    return re.sub(r"<[^>]+>", " ", page.partition("<main")[2].partition("</main>")[0])


def check_that_the_province_has_its_forty_articles_in_vietnamese(province):
    articles = ArticlePage.objects.filter(locale__language_code="vi")
    assert articles.count() >= 40
    assert len(set(articles.values_list("title", flat=True))) == articles.count()


def check_that_home_introduction_and_news_answer_in_english(province):
    home = province.get("/en/")
    assert home.status_code == 200
    assert '<html lang="en"' in home.text
    for page in Page.objects.filter(below(english_home())):
        answer = province.get("/en/" + page.url_path.split("/", 2)[2])
        assert answer.status_code == 200, page.url_path
        # Names of documents, of bodies without an English name and the 5K message stay.
        words = body_of(answer.text).split()
        foreign = [word for word in words if VIETNAMESE_SIGN.search(word)]
        assert len(foreign) < max(12, len(words) * 0.15), (page.url_path, foreign)


def check_that_the_menu_is_english_and_leads_to_filled_sections_only(province):
    titles = [page.title for page in in_menus(english_home().get_children())]
    assert titles == [
        "About",
        "News and events",
        "Investment",
        "Procedures and online services",
        "Contact",
    ]
    assert all(not VIETNAMESE_SIGN.search(title) for title in titles)


def check_that_there_are_a_few_english_news_with_described_pictures(province):
    articles = ArticlePage.objects.filter(locale__language_code="en")
    assert articles.count() >= 4
    for article in articles:
        assert article.live
        assert article.picture_alt.startswith("Drawing: ")
        assert article.first_published_at < article.latest_revision_created_at


def check_that_both_versions_lead_to_each_other(province):
    assert 'href="http://bacninh.localhost/en/"' in province.get("/").text
    english = province.get("/en/about/organisation/")
    assert "/gioi-thieu/co-cau-to-chuc/" in english.text


def check_that_a_second_run_translates_nothing(province):
    before = list(Page.objects.order_by("pk").values("pk", "title", "last_published_at"))
    assert services.translate() == 0
    assert list(Page.objects.order_by("pk").values("pk", "title", "last_published_at")) == before


def test_the_province_reads_well_in_english(province):
    # One test: filling the province costs far more than looking at it.
    check_that_the_province_has_its_forty_articles_in_vietnamese(province)
    check_that_home_introduction_and_news_answer_in_english(province)
    check_that_the_menu_is_english_and_leads_to_filled_sections_only(province)
    check_that_there_are_a_few_english_news_with_described_pictures(province)
    check_that_both_versions_lead_to_each_other(province)
    check_that_a_second_run_translates_nothing(province)


def test_without_the_province_nothing_is_translated(law_and_units):
    assert services.translate() == 0
