"""The hub and its parts, on its own portal and on others."""

import json
import re
from datetime import date
from html import unescape

import pytest

from editorial.campaigns.models import CampaignQuestion

pytestmark = pytest.mark.django_db


def text_of(answer) -> str:
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_the_hub_stands_at_its_place_and_other_portals_show_it(ground):
    page = ground.campaign("tinh", "Bầu cử", reach="all", hotline="0222 3 822 333", slug="bau-cu")
    at_home = text_of(ground.reader("tinh").get(page.get_url()))
    away = text_of(ground.reader("xa").get("/chuyen-trang/bau-cu/"))
    for text in (at_home, away):
        assert "Ngày hội của toàn dân." in text
        assert 'href="tel:02223822333"' in text
    assert "Cổng tinh" in away
    assert f'<link rel="canonical" href="{page.full_url}">' in away


def test_what_a_portal_does_not_show_is_not_found_there(ground):
    ground.campaign("huyen", "Lễ hội", reach="all", slug="le-hoi")
    assert ground.reader("xa").get("/chuyen-trang/le-hoi/").status_code == 200
    for name in ("tinh", "xakhac", "huyenkhac"):
        assert ground.reader(name).get("/chuyen-trang/le-hoi/").status_code == 404
        assert ground.reader(name).get("/chuyen-trang/le-hoi/tin/").status_code == 404


def test_the_owner_leads_from_the_shared_address_to_the_page(ground):
    page = ground.campaign("tinh", reach="all", slug="bau-cu")
    answer = ground.reader("tinh").get("/chuyen-trang/bau-cu/tin/")
    assert (answer.status_code, answer["Location"]) == (301, f"{page.full_url}tin/")


def test_unknown_parts_are_not_found(ground):
    ground.campaign("tinh", reach="all", slug="bau-cu")
    for part in ("khong-co", "van-ban", "hoi-dap", "tin/rss/them"):
        assert ground.reader("xa").get(f"/chuyen-trang/bau-cu/{part}/").status_code == 404


def test_of_two_campaigns_with_one_slug_the_nearer_is_shown(ground):
    ground.campaign("tinh", "Của tỉnh", reach="all", slug="bau-cu")
    ground.campaign("huyen", "Của huyện", reach="all", slug="bau-cu")
    assert "Của huyện" in text_of(ground.reader("xa").get("/chuyen-trang/bau-cu/"))
    assert "Của tỉnh" in text_of(ground.reader("xakhac").get("/chuyen-trang/bau-cu/"))


def test_after_its_last_day_the_hub_says_that_it_is_an_archive(ground, freeze_clock):
    page = ground.campaign("tinh", reach="all", slug="bau-cu")
    for day, is_over in [(date(2021, 5, 31), False), (date(2021, 6, 1), True)]:
        freeze_clock(day)
        for name, address in [("tinh", page.get_url()), ("xa", "/chuyen-trang/bau-cu/")]:
            text = text_of(ground.reader(name).get(address))
            assert ("lưu trữ" in text or "archive" in text) == is_over


def test_questions_are_told_to_search_engines_without_breaking_out(ground):
    page = ground.campaign("tinh", reach="all", slug="bau-cu")
    page.questions = [
        CampaignQuestion(question="Ai được bầu?", answer="<p>Công dân &amp; </script> cử tri</p>")
    ]
    page.save_revision().publish()
    answer = ground.reader("xa").get("/chuyen-trang/bau-cu/hoi-dap/")
    found = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', answer.content.decode()
    )
    told = [json.loads(block) for block in found]
    faq = next(block for block in told if isinstance(block, dict) and block["@type"] == "FAQPage")
    assert faq["mainEntity"][0]["name"] == "Ai được bầu?"
    assert "Công dân" in faq["mainEntity"][0]["acceptedAnswer"]["text"]


def test_the_section_lists_running_ones_first(ground):
    ground.campaign("tinh", "Đã qua", starts_on=date(2020, 1, 1), ends_on=date(2020, 2, 1))
    ground.campaign("tinh", "Sắp tới", starts_on=date(2021, 9, 1), ends_on=date(2021, 9, 3))
    ground.campaign("tinh", "Đang diễn ra")
    ground.campaign("xa", "Của xã")
    text = text_of(ground.reader("tinh").get(ground.events["tinh"].get_url()))
    places = [text.index(f">{title}</a>") for title in ("Đang diễn ra", "Sắp tới", "Đã qua")]
    assert places == sorted(places)
    assert "Của xã" not in text
