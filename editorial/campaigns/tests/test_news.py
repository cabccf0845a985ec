"""The one list of news: who tells of a campaign, and what each portal's readers see of it."""

from datetime import date
from html import unescape

import pytest

from editorial.articles.campaigns import assign_campaigns, borne_campaigns, offered_campaigns
from editorial.articles.models import ArticlePage
from editorial.campaigns.models import CampaignNews
from editorial.campaigns.tagging import list_articles
from editorial.vocabularies.models import Genre
from editorial.vocabularies.services import load_vocabularies

pytestmark = pytest.mark.django_db


def titles(ground, name: str, address: str) -> list[str]:
    answer = ground.reader(name).get(address)
    assert answer.status_code == 200, address
    return [row.article.title for row in answer.context["listing"].rows]


@pytest.fixture
def election(ground):
    """The province's campaign on all portals, with an item of each of five portals."""
    page = ground.campaign("tinh", "Bầu cử", reach="all", slug="bau-cu")
    for day, name in enumerate(["tinh", "huyen", "xa", "xaben", "xakhac"], start=1):
        ground.article(name, f"Tin của {name}", page, day=day)
    return page


HUB = "/su-kien-1/bau-cu/"
THERE = "/chuyen-trang/bau-cu/"


def hub(election) -> str:
    return election.get_url()


def test_the_owner_lists_the_items_of_all_portals_with_their_source(ground, election):
    answer = ground.reader("tinh").get(f"{hub(election)}tin/")
    text = unescape(answer.content.decode())
    assert titles(ground, "tinh", f"{hub(election)}tin/") == [
        f"Tin của {name}" for name in ["xakhac", "xaben", "xa", "huyen", "tinh"]
    ]
    assert all(f"Cổng {name}" in text for name in ["xakhac", "xaben", "xa", "huyen"])


def test_elsewhere_the_own_items_come_first_then_those_of_the_owner(ground, election):
    assert titles(ground, "xa", f"{THERE}tin/") == ["Tin của xa", "Tin của tinh"]
    assert titles(ground, "xaben", f"{THERE}tin/") == ["Tin của xaben", "Tin của tinh"]


def test_readers_may_ask_for_all_portals_or_one_level(ground, election):
    assert len(titles(ground, "xa", f"{THERE}tin/?cap=tat-ca")) == 5
    assert titles(ground, "xa", f"{THERE}tin/?cap=huyen") == ["Tin của huyen"]
    assert titles(ground, "xa", f"{THERE}tin/?cap=xa") == [
        "Tin của xakhac", "Tin của xaben", "Tin của xa",
    ]  # fmt: skip
    assert titles(ground, "xa", f"{THERE}tin/?cap=so-nganh") == []


def test_a_genre_narrows_the_list(ground, election):
    load_vocabularies()
    genre = Genre.objects.first()
    ground.article("xakhac", "Phóng sự", election, day=12, genre=genre)
    address = f"{hub(election)}tin/?the-loai={genre.key}"
    assert titles(ground, "tinh", address) == ["Phóng sự"]


def test_an_unknown_level_gets_a_sentence_and_the_whole_list(ground, election):
    answer = ground.reader("xa").get(f"{THERE}tin/?cap=sao-hoa")
    assert answer.context["listing"].extra["form"].errors["level"]
    assert len(answer.context["listing"].rows) == 2


def test_an_item_taken_down_or_untagged_leaves_the_list(ground, election):
    article = ArticlePage.objects.get(title="Tin của xa")
    article.unpublish()
    assert "Tin của xa" not in titles(ground, "tinh", f"{hub(election)}tin/")
    other = ArticlePage.objects.get(title="Tin của xaben")
    assign_campaigns(other, [])
    other.save_revision().publish()
    assert "Tin của xaben" not in titles(ground, "tinh", f"{hub(election)}tin/")


def test_a_draft_that_bears_a_campaign_is_in_no_list(ground, election):
    page = ArticlePage(title="Bản nháp bí mật", live=False)
    ground.news["xa"].add_child(instance=page)
    assign_campaigns(page, [election.pk])
    page.save_revision()
    text = ground.reader("tinh").get(f"{hub(election)}tin/").content.decode()
    assert "Bản nháp bí mật" not in unescape(text)


def test_an_item_of_a_portal_that_no_longer_shows_the_campaign_leaves_the_list(ground, election):
    election.reach = "own"
    election.save_revision().publish()
    assert titles(ground, "tinh", f"{hub(election)}tin/") == ["Tin của tinh"]


def test_items_are_offered_what_runs_and_what_their_portal_shows(ground, freeze_clock):
    ground.campaign("tinh", "Bầu cử", reach="all")
    ground.campaign("huyen", "Lễ hội huyện", reach="named", named=["xa"])
    ground.campaign("tinh", "Đã qua", starts_on=date(2021, 1, 1), ends_on=date(2021, 4, 18),
                    reach="all")  # fmt: skip

    def running(name: str) -> set[str]:
        return {one.title for one in offered_campaigns(ground.news[name]) if one.is_running}

    assert running("xa") == {"Bầu cử", "Lễ hội huyện"}
    assert running("xaben") == {"Bầu cử"}
    freeze_clock(date(2021, 6, 1))
    assert running("xa") == set()


def test_a_campaign_of_others_does_not_stay_on_an_item(ground):
    foreign = ground.campaign("huyenkhac", "Việc của huyện khác", reach="all")
    article = ground.article("xa", "Tin", foreign)
    assert borne_campaigns(article) == []
    assert not CampaignNews.objects.exists()


def test_putting_the_lists_right_again_changes_nothing(ground, election):
    before = set(CampaignNews.objects.values_list("article", "campaign_key", "site", "level"))
    assert list_articles(ArticlePage.objects.all()) == 5
    after = set(CampaignNews.objects.values_list("article", "campaign_key", "site", "level"))
    assert before == after


def test_pages_of_two_lists_follow_each_other_without_a_gap(ground, election):
    for number in range(1, 25):
        ground.article("xa", f"Xã {number:02}", election, day=number % 28 + 1)
        ground.article("tinh", f"Tỉnh {number:02}", election, day=number % 28 + 1)
    pages = [titles(ground, "xa", f"{THERE}tin/?trang={number}") for number in (1, 2, 3)]
    assert [len(page) for page in pages] == [20, 20, 10]
    seen = [title for page in pages for title in page]
    assert len(set(seen)) == 50
    assert all(title.startswith(("Xã", "Tin của xa")) for title in seen[:25])
    assert all(title.startswith(("Tỉnh", "Tin của tinh")) for title in seen[25:])
    assert ground.reader("xa").get(f"{THERE}tin/?trang=4").status_code == 404


def test_the_list_costs_as_many_statements_with_many_portals_as_with_few(
    ground, election, django_assert_max_num_queries
):
    reader = ground.reader("xa")
    reader.get(f"{THERE}tin/?cap=tat-ca")
    with django_assert_max_num_queries(12) as few:
        reader.get(f"{THERE}tin/?cap=tat-ca")
    for name in ground.sites:
        for number in range(4):
            ground.article(name, f"Tin {name} {number}", election, day=11)
    reader.get(f"{THERE}tin/?cap=tat-ca")
    with django_assert_max_num_queries(12) as many:
        reader.get(f"{THERE}tin/?cap=tat-ca")
    assert len(many) == len(few)


def test_the_feed_tells_the_same_items_and_their_sources(ground, election):
    answer = ground.reader("xa").get(f"{THERE}tin/rss/")
    text = answer.content.decode()
    assert answer["Content-Type"].startswith("application/rss+xml")
    assert text.index("Tin của xa") < text.index("Tin của tinh")
    assert "Tin của xakhac" not in text
    assert "Cổng tinh" in text
