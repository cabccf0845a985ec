"""The shipped proxy, with a real nginx: one copy for all readers of a host, and of no other."""

import gzip
import ssl
import time

import pytest

from portal.common.tests.proxy import ADMIN, OTHER, PUBLIC, Proxy

pytestmark = pytest.mark.server


@pytest.fixture(scope="module")
def proxy(tmp_path_factory):
    """nginx before the small application."""
    made = Proxy(tmp_path_factory.mktemp("proxy"))
    (made.folder / "outside.txt").write_text("outside")
    try:
        made.start()
        yield made
    finally:
        made.stop()


@pytest.mark.parametrize(
    ("path", "hosts"),
    [
        ("/order-a/", [PUBLIC, OTHER, PUBLIC, OTHER]),
        ("/order-b/", [OTHER, OTHER, PUBLIC, OTHER, PUBLIC]),
    ],
)
def test_two_hosts_never_mix(proxy, path, hosts):
    for host in hosts:
        assert f"host={host} ".encode() in proxy.get(host, path).body


def test_second_reader_gets_the_copy(proxy):
    first, second = proxy.get(PUBLIC, "/copy/"), proxy.get(PUBLIC, "/copy/")
    assert (first.cache, second.cache) == ("MISS", "HIT")
    assert first.body == second.body


def test_query_is_part_of_the_key(proxy):
    assert proxy.get(PUBLIC, "/list/?page=1").cache == "MISS"
    assert proxy.get(PUBLIC, "/list/?page=2").cache == "MISS"


def test_capitals_in_the_host_are_the_same_host(proxy):
    proxy.get(PUBLIC, "/capitals/")
    assert proxy.get("BacNinh.Example", "/capitals/").cache == "HIT"


@pytest.mark.parametrize(
    "headers",
    [
        {"Cookie": "_ga=GA1.2.3"},
        {"Cookie": "__Host-sessionid=stolen"},
        {"Authorization": "Basic YTpi"},
        {"Accept_Language": "en"},
        {"Accept_Encoding": "br, gzip"},
        {"User_Agent": "someone else"},
    ],
    ids=str,
)
def test_foreign_headers_neither_split_nor_pass_the_cache(proxy, headers):
    proxy.get(PUBLIC, "/foreign/")
    assert proxy.get(PUBLIC, "/foreign/", **headers).cache == "HIT"


def test_application_sees_no_cookie_and_one_address(proxy):
    body = proxy.get(
        PUBLIC,
        "/headers/",
        Cookie="a=b",
        Authorization="Basic YTpi",
        X_Forwarded_For="6.6.6.6",
        X_Forwarded_Host="evil.example",
        X_Forwarded_Proto="http",
        Forwarded="for=6.6.6.6",
    ).body.decode()
    assert "'x_forwarded_for': '127.0.0.1'" in body
    assert "'x_forwarded_proto': 'https'" in body
    for word in ("cookie", "authorization", "forwarded_host", "'forwarded'", "6.6.6.6"):
        assert word not in body


def test_one_copy_serves_those_with_and_without_compression(proxy):
    packed = proxy.get(PUBLIC, "/packed/", Accept_Encoding="gzip")
    plain = proxy.get(PUBLIC, "/packed/")
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert plain.cache == "HIT"
    assert gzip.decompress(packed.body) == plain.body


@pytest.mark.parametrize(
    "path", ["/bieu-mau/gop-y/7/", "/en/forms/comment/7/", "/tra-cuu/ABCD/", "/xac-nhan/gop-y/x/"]
)
def test_what_citizens_fill_in_passes_the_cache(proxy, path):
    assert [proxy.get(PUBLIC, path).cache for _time in range(2)] == ["BYPASS", "BYPASS"]


@pytest.mark.parametrize("path", ["/form/", "/cookie/"])
def test_forms_and_cookies_are_never_kept(proxy, path):
    assert proxy.get(PUBLIC, path).body != proxy.get(PUBLIC, path).body


def test_posts_are_never_kept(proxy):
    answers = {proxy.get(PUBLIC, "/posted/", method="POST").body for _ in range(2)}
    assert len(answers) == 2


def test_admin_host_is_never_cached_and_keeps_its_cookie(proxy):
    first = proxy.get(ADMIN, "/admin/", Cookie="__Host-sessionid=mine")
    second = proxy.get(ADMIN, "/admin/", Cookie="__Host-sessionid=mine")
    assert first.body != second.body
    assert b"__Host-sessionid=mine" in first.body
    assert first.cache is None


@pytest.mark.parametrize("host", [PUBLIC, ADMIN])
@pytest.mark.parametrize("path", ["/-/live", "/-/ready", "/_accel/media/letter.txt", "/static/x"])
def test_inner_addresses_are_closed_from_outside(proxy, host, path):
    (proxy.folder / "media" / "letter.txt").write_text("letter")
    assert proxy.get(host, path).status == 404


@pytest.mark.parametrize("host", [PUBLIC, ADMIN])
@pytest.mark.parametrize("place", ["loi-moi/", "vai-tro/", "mat-khau/quen/3f-"])
def test_secret_links_and_queries_are_not_written_down(proxy, host, place):
    proxy.get(host, f"/tai-khoan/{place}Zz-secret-9/?q=benh-cua-toi")
    proxy.get(
        host,
        "/tai-khoan/vao/?next=/admin/rieng/",
        Referer="https://x/tai-khoan/loi-moi/Zz-secret-9/",
    )
    wanted = f'{host} "GET /tai-khoan/vao/"'
    written = _log_with(proxy, wanted)
    assert "Zz-secret-9" not in written
    assert "benh-cua-toi" not in written
    assert "rieng" not in written
    assert f'"GET /tai-khoan/{place.removesuffix("3f-")}***"' in written
    assert wanted in written


@pytest.mark.parametrize(
    "place", ["xac-nhan/gop-y/", "en/confirm/comment/", "bieu-mau/xem-lai/", "en/forms/objection/"]
)
def test_links_of_citizens_are_not_written_down(proxy, place):
    proxy.get(PUBLIC, f"/{place}Zz-secret-9/?khoa=Zz-secret-9")
    wanted = f'"GET /{place}***"'
    written = _log_with(proxy, wanted)
    assert wanted in written
    assert "Zz-secret-9" not in written


def _log_with(proxy, wanted: str) -> str:
    """What was written down, once this is in it: a line is written after its answer was sent."""
    for _time in range(100):
        if wanted in (written := proxy.access_log.read_text()):
            break
        time.sleep(0.05)
    return written


def test_application_hands_out_a_file_by_name(proxy):
    (proxy.folder / "media" / "letter.txt").write_text("letter")
    assert proxy.get(PUBLIC, "/file/").body == b"letter"


def test_static_files_are_kept_for_ever_only_with_a_checksum(proxy):
    for name in ("portal.0123456789ab.css", "portal.css"):
        (proxy.folder / "static" / name).write_text("a{}")
    hashed = proxy.get(PUBLIC, "/static/portal.0123456789ab.css")
    assert hashed.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert hashed.headers["x-content-type-options"] == "nosniff"
    assert proxy.get(PUBLIC, "/static/portal.css").headers["cache-control"] == "public, max-age=60"


@pytest.mark.parametrize("path", ["/static../outside.txt", "/static/../outside.txt"])
def test_static_prefix_leads_nowhere_else(proxy, path):
    assert proxy.get(PUBLIC, path).body != b"outside"


def test_unknown_names_are_refused(proxy):
    assert proxy.get_in_the_clear("evil.example", "/").status == 421
    with pytest.raises(ssl.SSLError):
        proxy.get("evil.example", "/")


def test_plain_requests_go_to_tls(proxy):
    answer = proxy.get_in_the_clear(PUBLIC, "/a/?b=c")
    assert (answer.status, answer.headers["location"]) == (308, f"https://{PUBLIC}/a/?b=c")


def test_removed_page_is_gone_once_its_copy_has_expired(proxy):
    assert proxy.get(PUBLIC, "/short/removed/").status == 200
    proxy.get(PUBLIC, "/forget/?/short/removed/")
    time.sleep(2.1)
    assert proxy.get(PUBLIC, "/short/removed/").status == 404


def test_copy_that_is_too_old_is_not_shown_while_the_application_lives(proxy):
    first = proxy.get(PUBLIC, "/short/old/")
    time.sleep(2.1)
    second = proxy.get(PUBLIC, "/short/old/")
    assert second.cache == "EXPIRED"
    assert second.body != first.body


def test_a_page_that_is_kept_open_is_read_anew_once_it_has_been_renewed(proxy):
    first = [proxy.get(PUBLIC, "/short/often/") for _reader in range(4)]
    assert {answer.body for answer in first} == {first[0].body}
    time.sleep(2.1)
    renewed = proxy.get(PUBLIC, "/short/often/")
    later = proxy.get(PUBLIC, "/short/often/")
    assert later.cache == "HIT"
    assert later.body == renewed.body != first[0].body


def test_dead_application_leaves_readers_their_page(proxy):
    kept = proxy.get(PUBLIC, "/short/kept/")
    proxy.kill_application()
    try:
        time.sleep(2.1)
        stale = proxy.get(PUBLIC, "/short/kept/")
        unknown = proxy.get(PUBLIC, "/never-asked/")
        assert (stale.status, stale.cache, stale.body) == (200, "STALE", kept.body)
        assert unknown.status == 503
        assert unknown.headers["retry-after"] == "30"
        assert unknown.headers["cache-control"] == "no-store"
        assert "Cổng thông tin" in unknown.body.decode()
    finally:
        proxy.start_application()
    assert proxy.get(PUBLIC, "/short/kept/").body != kept.body
