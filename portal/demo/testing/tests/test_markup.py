"""What the portal serves is what it says it is: HTML for the checker, feeds for their readers."""

import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import pytest

from portal.common.testing.markup import faults

# The database of the tests is not asked; where it was made, the small demonstration starts from it.
pytestmark = [pytest.mark.server, pytest.mark.django_db]

# RFC 822 with four digits of the year, and RFC 3339: what readers of feeds can be relied upon for.
RSS_DATE = re.compile(r"[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}")
ATOM_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_checker_finds_nothing_on_public_pages(small_demo, html_checker, tmp_path):
    pages = {kind: small_demo.get(url).body.decode() for kind, url in small_demo.addresses.items()}
    found = faults(html_checker, pages, tmp_path)
    assert not found, "\n".join(found)


def test_checker_is_awake(html_checker, tmp_path):
    found = faults(html_checker, {"wrong": "<!doctype html><p id=a><p id=a><center>x"}, tmp_path)
    assert any("Duplicate ID" in fault for fault in found)
    assert any("center" in fault for fault in found)
    assert all(fault.startswith("wrong: ") for fault in found)


@pytest.fixture
def xml_of(small_demo):
    """``xml_of("rss/")``: the parsed answer of a path of the province's portal."""
    home = small_demo.addresses["home of the province"]

    def fetch(path: str):
        answer = small_demo.get(urljoin(home, path))
        assert answer.status == 200
        return ElementTree.fromstring(answer.body)

    return fetch


def is_complete(url: str | None) -> bool:
    """Whether an address can be followed from anywhere."""
    parts = urlsplit(url or "")
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def test_the_news_feed_is_rss(xml_of):
    feed = xml_of("rss/")
    (channel,) = feed
    assert (feed.tag, feed.get("version"), channel.tag) == ("rss", "2.0", "channel")
    assert channel.findtext("title")
    assert channel.findtext("description")
    assert channel.findtext("language") == "vi"
    assert is_complete(channel.findtext("link"))
    assert channel.find(f"{ATOM}link[@rel='self']").get("href") == channel.findtext("link") + "rss/"
    items = channel.findall("item")
    assert items
    for item in items:
        assert item.findtext("title")
        assert item.findtext("description") is not None
        assert is_complete(item.findtext("link"))
        assert RSS_DATE.fullmatch(item.findtext("pubDate"))
    assert len({item.findtext("guid") for item in items}) == len(items)
    days = [parsedate_to_datetime(item.findtext("pubDate")) for item in items]
    assert days == sorted(days, reverse=True)


def test_the_news_feed_is_atom(xml_of):
    feed = xml_of("atom/")
    assert feed.tag == f"{ATOM}feed"
    for entry in [feed, *feed.findall(f"{ATOM}entry")]:
        assert entry.findtext(f"{ATOM}title")
        assert re.match(r"(urn|tag|https?):", entry.findtext(f"{ATOM}id"))
        assert ATOM_DATE.fullmatch(entry.findtext(f"{ATOM}updated"))
        assert all(is_complete(link.get("href")) for link in entry.findall(f"{ATOM}link"))
        has_author = entry.find(f"{ATOM}author/{ATOM}name") is not None
        assert has_author or feed.find(f"{ATOM}author/{ATOM}name") is not None
    entries = feed.findall(f"{ATOM}entry")
    assert entries
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries)


def test_the_site_map_follows_its_protocol(xml_of, small_demo):
    sites = xml_of("sitemap.xml")
    assert sites.tag == f"{SITEMAP}urlset"
    host = urlsplit(small_demo.addresses["home of the province"]).netloc
    for entry in sites:
        assert urlsplit(entry.findtext(f"{SITEMAP}loc")).netloc == host
        changed = entry.findtext(f"{SITEMAP}lastmod")
        assert changed is None or datetime.fromisoformat(changed)
    assert len(sites) > 20
