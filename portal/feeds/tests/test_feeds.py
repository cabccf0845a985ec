"""What machines read of a portal: only its own, only what is live, in the right language."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from editorial.articles.models import ArticlePage
from portal.common.tests.two_sites import add_page, make_portal
from portal.feeds import site_map
from portal.hosts.addresses import home_of, public_url

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
ATOM = "{http://www.w3.org/2005/Atom}"


def add_article(parent, title, slug, *, live=True, minutes=0, **fields):
    moment = timezone.now() - timedelta(minutes=minutes) if live else None
    article = ArticlePage(
        title=title,
        slug=slug,
        live=live,
        locale=parent.locale,
        first_published_at=moment,
        last_published_at=moment,
        **fields,
    )
    return parent.add_child(instance=article)


@pytest.fixture
def portals():
    portals = make_portal("mot"), make_portal("hai")
    for portal in portals:
        name = portal.home.slug
        section = add_page(portal.home, f"Tin {name}", "tin")
        other = add_page(portal.home, f"Khác {name}", "khac")
        add_article(
            section, f"Cũ {name}", "cu", minutes=5, lead=f"Chuyện {name}", author="Nguyễn A"
        )
        add_article(section, f"Mới & <b>{name}</b>", "moi")
        add_article(other, f"Nơi khác {name}", "noi-khac", minutes=9)
        add_article(section, f"Nháp {name}", "nhap", live=False)
        add_article(portal.english_home, f"News {name}", "news")
    return portals


def locations(response):
    return [node.text for node in ElementTree.fromstring(response.content).iter(f"{SITEMAP}loc")]


@pytest.mark.django_db
class TestSiteMapForMachines:
    def test_it_holds_the_live_pages_of_this_portal_in_both_languages(self, portals):
        for portal in portals:
            response = portal.get("/sitemap.xml")
            assert response["Content-Type"].startswith("application/xml")
            base = f"http://{portal.host}"
            assert set(locations(response)) == {
                f"{base}/",
                f"{base}/tin/",
                f"{base}/tin/cu/",
                f"{base}/tin/moi/",
                f"{base}/khac/",
                f"{base}/khac/noi-khac/",
                f"{base}/en/",
                f"{base}/en/news/",
            }

    def test_versions_of_a_page_name_each_other(self, portals):
        tree = ElementTree.fromstring(portals[0].get("/sitemap.xml").content)
        links = {
            node.find(f"{SITEMAP}loc").text: {
                link.get("hreflang"): link.get("href") for link in node.iter(f"{XHTML}link")
            }
            for node in tree
        }
        both = {"vi": "http://mot.localhost/", "en": "http://mot.localhost/en/"}
        assert links["http://mot.localhost/"] == both
        assert links["http://mot.localhost/en/"] == both
        assert links["http://mot.localhost/tin/"] == {}

    def test_every_page_says_when_it_changed(self, portals):
        tree = ElementTree.fromstring(portals[0].get("/sitemap.xml").content)
        article = next(n for n in tree if n.find(f"{SITEMAP}loc").text.endswith("/tin/moi/"))
        assert timezone.datetime.fromisoformat(article.find(f"{SITEMAP}lastmod").text)

    def test_many_pages_come_in_parts(self, portals, monkeypatch):
        whole = locations(portals[0].get("/sitemap.xml"))
        monkeypatch.setattr(site_map, "PAGES_PER_PART", 3)
        parts = locations(portals[0].get("/sitemap.xml"))
        assert parts == [f"http://mot.localhost/sitemap-{number}.xml" for number in (1, 2, 3)]
        pieces = [locations(portals[0].get(f"/sitemap-{number}.xml")) for number in (1, 2, 3)]
        assert sum(pieces, []) == whole
        for wrong in ("0", "4", "9" * 30, "x"):
            assert portals[0].get(f"/sitemap-{wrong}.xml").status_code == 404

    def test_an_alias_is_left_out(self, portals):
        article = ArticlePage.objects.get(title="Cũ mot")
        article.create_alias(parent=portals[0].home, update_slug="ban-sao")
        assert "http://mot.localhost/ban-sao/" not in locations(portals[0].get("/sitemap.xml"))

    def test_addresses_are_those_that_pages_give(self, portals):
        for page in Page.objects.filter(depth__gt=1):
            language = page.locale.language_code
            portal = portals[0] if page.full_url.startswith("http://mot") else portals[1]
            root = home_of(portal.site.pk, language)[1]
            assert public_url(root, page.url_path) == page.full_url


@pytest.mark.django_db
class TestFeeds:
    @pytest.mark.parametrize("path", ["/rss/", "/atom/"])
    def test_a_portal_announces_its_own_items_newest_first(self, portals, path):
        for portal in portals:
            name = portal.home.slug
            tree = ElementTree.fromstring(portal.get(path).content)
            items = list(tree.iter("item")) or list(tree.iter(f"{ATOM}entry"))
            titles = [
                (i.find("title") if i.find("title") is not None else i.find(f"{ATOM}title")).text
                for i in items
            ]
            assert titles == [f"Mới & <b>{name}</b>", f"Cũ {name}", f"Nơi khác {name}"]

    @pytest.mark.parametrize("kind", ["rss", "atom"])
    def test_a_section_announces_what_stands_under_it(self, portals, kind):
        text = portals[0].get(f"/{kind}/khac/").content.decode()
        assert "Nơi khác mot" in text
        assert "Cũ mot" not in text
        assert "hai" not in text

    @pytest.mark.parametrize(
        "path", ["/rss/tin/nhap/", "/rss/khong-co/", "/rss/news/", "/rss/tin//cu/"]
    )
    def test_what_is_not_a_live_page_here_has_no_feed(self, portals, path):
        assert portals[0].get(path).status_code == 404

    def test_each_language_has_its_own(self, portals):
        response = portals[0].get("/en/rss/")
        channel = ElementTree.fromstring(response.content).find("channel")
        assert [item.find("title").text for item in channel.iter("item")] == ["News mot"]
        assert channel.find("language").text == "en"
        assert channel.find("link").text == "http://mot.localhost/en/"
        assert (
            ElementTree.fromstring(portals[0].get("/rss/").content).find("channel/language").text
            == "vi"
        )

    def test_links_are_complete_and_names_of_authors_stay_out(self, portals):
        text = portals[0].get("/rss/").content.decode()
        channel = ElementTree.fromstring(text).find("channel")
        assert channel.find(f"{ATOM}link").get("href") == "http://mot.localhost/rss/"
        assert [item.find("link").text for item in channel.iter("item")][
            0
        ] == "http://mot.localhost/tin/moi/"
        assert "Chuyện mot" in text
        assert "Nguyễn A" not in text

    def test_an_identifier_survives_a_move_and_differs_between_languages(self, portals):
        def identifiers(path):
            tree = ElementTree.fromstring(portals[0].get(path).content)
            return {i.find("title").text: i.find("guid").text for i in tree.iter("item")}

        before = identifiers("/rss/")
        ArticlePage.objects.get(title="Cũ mot").move(portals[0].home, pos="last-child")
        assert identifiers("/rss/") == before
        assert all(value.startswith("urn:uuid:") for value in before.values())
        assert not set(before.values()) & set(identifiers("/en/rss/").values())

    def test_twenty_items_at_most(self, portals):
        section = Page.objects.get(title="Tin mot")
        for number in range(25):
            add_article(section, f"Bài {number}", f"bai-{number}")
        assert portals[0].get("/rss/").content.count(b"<item>") == 20

    def test_what_xml_cannot_carry_is_left_out(self, portals):
        ArticlePage.objects.filter(title="Cũ mot").update(lead="a\x0bb\x1f\ufffec")
        for kind in ("rss", "atom"):
            assert "abc" in portals[0].get(f"/{kind}/").content.decode()

    def test_an_atom_feed_has_what_its_standard_demands(self, portals):
        tree = ElementTree.fromstring(portals[0].get("/atom/").content)
        for name in ("id", "title", "updated", "author"):
            assert tree.find(f"{ATOM}{name}") is not None, name
        for entry in tree.iter(f"{ATOM}entry"):
            assert all(
                entry.find(f"{ATOM}{name}") is not None for name in ("id", "title", "updated")
            )


@pytest.mark.django_db
class TestSmallFiles:
    def test_robots_txt_names_this_portals_site_map(self, portals):
        for portal in portals:
            lines = portal.get("/robots.txt").content.decode().splitlines()
            assert f"Sitemap: http://{portal.host}/sitemap.xml" in lines
            assert "Disallow: /tim-kiem/?" in lines
            assert "Disallow: /en/search/?" in lines
            assert "Disallow: /" not in lines

    def test_the_administration_is_closed_to_robots(self):
        response = Client().get("/robots.txt", headers={"host": settings.ADMIN_HOST})
        assert response.content.decode().splitlines() == ["User-agent: *", "Disallow: /"]

    def test_security_txt_follows_its_standard(self, portals):
        for host in (portals[0].host, portals[1].host, settings.ADMIN_HOST):
            response = Client().get("/.well-known/security.txt", headers={"host": host})
            assert response["Content-Type"] == "text/plain; charset=utf-8"
            fields = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
            assert fields["Contact"] == settings.SECURITY_CONTACT
            assert fields["Preferred-Languages"] == "vi, en"
            assert fields["Canonical"] == f"http://{host}/.well-known/security.txt"

    def test_security_txt_expires_in_real_time(self, portals, monkeypatch):
        from portal.common import clock

        real = timezone.datetime.now(timezone.get_current_timezone())
        monkeypatch.setattr(clock, "now", lambda: real - timedelta(days=2000))
        text = portals[0].get("/.well-known/security.txt").content.decode()
        expires = next(line for line in text.splitlines() if line.startswith("Expires: "))
        moment = timezone.datetime.fromisoformat(expires.removeprefix("Expires: "))
        assert timedelta(days=30) < moment - real < timedelta(days=365)

    def test_they_are_the_same_in_every_language(self, portals):
        for path in ("/en/sitemap.xml", "/en/robots.txt", "/en/.well-known/security.txt"):
            assert portals[0].get(path).status_code == 404


@pytest.mark.django_db
class TestSiteMapForPeople:
    def test_it_shows_the_live_sections_of_this_portal_as_a_tree(self, portals):
        hidden = add_page(portals[0].home, "Kín", "kin", live=False)
        add_page(hidden, "Dưới kín", "duoi-kin")
        branches = site_map.tree(portals[0].home.path)
        assert [branch.title for branch in branches] == ["Tin mot", "Khác mot"]
        text = portals[0].get("/so-do-trang/").content.decode()
        assert 'href="http://mot.localhost/tin/"' in text
        assert "Cũ mot" not in text
        assert "kín" not in text.lower()
        assert "Tin hai" not in text

    def test_in_english_it_shows_the_english_sections(self, portals):
        add_page(portals[0].english_home, "About", "about")
        text = portals[0].get("/en/sitemap/").content.decode()
        assert 'href="http://mot.localhost/en/about/"' in text
        assert "/tin/" not in text

    def test_it_goes_three_levels_deep(self, portals):
        page = portals[0].home
        for level in range(1, 5):
            page = add_page(page, f"Tầng {level}", f"tang-{level}")
        text = portals[0].get("/so-do-trang/").content.decode()
        assert "Tầng 3" in text
        assert "Tầng 4" not in text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/sitemap.xml", 6),
        ("/rss/", 8),
        ("/atom/tin/", 8),
        ("/robots.txt", 3),
        ("/.well-known/security.txt", 2),
        ("/so-do-trang/", 9),
    ],
)
def test_the_cost_is_bounded_and_the_same_with_more_sites(portals, path, most):
    def statements():
        portals[0].get(path)
        with CaptureQueriesContext(connection) as captured:
            response = portals[0].get(path)
        assert response.status_code == 200
        assert response["Vary"] == "Accept-Encoding"
        assert response.has_header("ETag")
        assert "s-maxage" in response["Cache-Control"]
        assert not response.cookies
        return len(captured)

    before = statements()
    for number in range(2):
        add_article(make_portal(f"nua{number}").home, "Bài", "bai")
        add_article(portals[0].home, "Bài", f"bai-{number}")
    assert statements() == before
    assert before <= most
