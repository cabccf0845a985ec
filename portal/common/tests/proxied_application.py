"""A small application that answers with the portal's own cache headers and counts its answers."""

import gzip
import itertools
import os

counter = itertools.count(1)
gone: set[str] = set()


def application(environ: dict, start_response) -> list[bytes]:
    """Says which host it was asked for, what reached it, and the number of this answer."""
    path = environ["PATH_INFO"]
    if path == "/forget/":
        gone.add(environ["QUERY_STRING"])
    if path in gone:
        start_response("404 Not Found", [("Cache-Control", "no-store")])
        return [b"gone"]
    seen = {
        name.removeprefix("HTTP_").lower(): value
        for name, value in sorted(environ.items())
        if name.startswith("HTTP_")
    }
    body = f"host={environ['HTTP_HOST']} number={next(counter)} seen={seen}".encode()
    headers = [("Content-Type", "text/plain"), ("Vary", "Accept-Encoding")]
    headers.append(("Cache-Control", _life(path)))
    if path == "/cookie/":
        headers.append(("Set-Cookie", "a=b"))
    if path == "/file/":
        headers.append(("X-Accel-Redirect", "/_accel/media/letter.txt"))
    if "gzip" in environ.get("HTTP_ACCEPT_ENCODING", ""):
        body = gzip.compress(body)
        headers.append(("Content-Encoding", "gzip"))
    start_response("200 OK", headers)
    return [body]


def _life(path: str) -> str:
    if path.startswith("/form/"):
        return "no-store"
    if path.startswith("/short/"):
        return "public, max-age=0, s-maxage=1, stale-if-error=86400"
    return os.environ["PAGE_CACHE_CONTROL"]
