"""Everything that the public can reach, followed link by link.

The words of a comment that is not published must stand nowhere, whatever outputs are added; so the
addresses are not listed here but found as a robot would find them.
"""

import io
import re
import zipfile
from html import unescape

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from consultation.comments.models import Comment
from consultation.comments.moderation import decide
from consultation.comments.tests.citizens import comment_on
from consultation.conftest import SECOND_TEXT, put_text
from consultation.drafts.models import DraftPage
from consultation.drafts.tests.readers import path_of
from consultation.similarity.services import group_all
from consultation.summaries import exports
from consultation.summaries.models import Export
from consultation.summaries.tests.conftest import publish_answers
from portal.common.text import fold

pytestmark = pytest.mark.django_db

# Without marks, so that it is the same in addresses, names of files and folded columns.
HIDDEN, SHOWN = "khongaithay7391", "aicungthay7391"
PLACE = "dieu-2.khoan-1"
# Enough for both to count as one text of two senders.
LIKE = "Như nhau: đề nghị nâng mức hỗ trợ cho các xã có nhiều thôn và ở xa trung tâm. " * 3
LINK = re.compile(r"""(?:href|src|action)="([^"#]+)|<(?:loc|link)>([^<]+)<""")
# A portal of a test has far fewer addresses; more would be a trap without an end.
MOST = 400


class Robot:
    """Follows every link of one portal from some addresses on, and keeps all that it is told."""

    def __init__(self, host: str) -> None:
        self.host = host
        self.browser = Client(SERVER_NAME=host)
        self.told: dict[str, str] = {}

    def walk(self, *starts: str) -> "Robot":
        waiting = list(starts)
        while waiting:
            path = waiting.pop()
            if path in self.told:
                continue
            assert len(self.told) < MOST, sorted(self.told)
            answer = self.browser.get(path)
            headers = str(sorted(answer.headers.items()))
            content = self.content_of(answer)
            self.told[path] = f"{path}\n{headers}\n{content}"
            waiting += self.links_in(content, path)
        return self

    def content_of(self, answer) -> str:
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        if body[:2] != b"PK":
            return body.decode("utf-8", "replace")
        with zipfile.ZipFile(io.BytesIO(body)) as package:
            return "".join(package.read(name).decode() for name in package.namelist())

    def links_in(self, content: str, path: str) -> list[str]:
        found = [unescape(one or other) for one, other in LINK.findall(content)]
        found = [
            re.sub(rf"^https?://{re.escape(self.host)}(?=/|$)", "", one) or "/" for one in found
        ]
        found = [re.sub(r"^\?", f"{path.partition('?')[0]}?", one) for one in found]
        return [one for one in found if re.match(r"/(?!/|static/)", one)]

    def places_of(self, marker: str) -> set[str]:
        """The addresses under which a word is told."""
        return {path for path, text in self.told.items() if marker in fold(text)}


def walked(site, draft: DraftPage, *comments: Comment) -> Robot:
    """A robot that was everywhere on a portal; it also knows codes, and looks for common words."""
    address = path_of(draft)
    return Robot(site.hostname).walk(
        "/", "/sitemap.xml", "/robots.txt", address,
        *(f"{address}{rest}" for rest in ("tong-hop/", "so-lieu/", "gop-y/dieu-2/khoan-1/")),
        *(f"{address}tim/?q={word}" for word in ("nhu+nhau", "ho+tro")),
        *(f"/tim-kiem/?q={word}" for word in ("nhu+nhau", "ho+tro", "nguoi")),
        *(f"/tra-cuu/{comment.receipt.code}/" for comment in comments),
    )  # fmt: skip


@pytest.fixture
def two_comments(draft, officer, say):
    """One that stays and one that was shown for a while, on the same clause of the same text."""
    author = {"name_is_shown": True, "email": "a@example.org"}
    shown = say(f"{LIKE} {SHOWN}", PLACE, name=f"Người {SHOWN}", **author)
    other = comment_on(draft, f"{LIKE} {HIDDEN}", PLACE, name=f"Người {HIDDEN}", **author)
    put_text(draft, SECOND_TEXT)
    draft.save_revision().publish()
    group_all()
    return shown, decide(other, officer, "published", edition=other.edition)


@pytest.mark.parametrize("state", ["hidden", "returned"])
def test_what_was_taken_down_is_in_no_output_any_more(
    state, draft, officer, two_comments, two_sites, django_capture_on_commit_callbacks
):
    shown, other = two_comments
    page = DraftPage.objects.get(pk=draft.pk)
    before = walked(two_sites.here, page, *two_comments)
    # The robot does find comments, and caches have them now.
    seen = before.places_of(HIDDEN)
    assert seen == {path.replace(shown.receipt.code, other.receipt.code)
                    for path in before.places_of(SHOWN)}  # fmt: skip
    assert len(seen) >= 4
    outputs = {"/rss/", "/atom/", "/sitemap.xml", "/tim-kiem/?q=nguoi", f"{path_of(page)}so-lieu/"}
    assert outputs <= before.told.keys()

    with django_capture_on_commit_callbacks(execute=True):
        decide(other, officer, state, edition=other.edition, reason="offensive")
        exports.ask(page, officer)
    sent = [f"{one.subject} {one.body}" for one in mail.outbox if "a@example.org" not in one.to]
    page = publish_answers(page, django_capture_on_commit_callbacks)
    after = walked(two_sites.here, page, *two_comments)
    assert after.places_of(HIDDEN) == set()
    assert HIDDEN not in fold(" ".join(sent))
    assert not Export.objects.filter(file__contains=HIDDEN).exists()
    kept = after.places_of(SHOWN)
    address = path_of(page)
    for rest in ("gop-y/", "gop-y/dieu-2/", "tong-hop/", "tong-hop/docx/", "tong-hop/xlsx/"):
        assert address + rest in kept
    assert "1 góp ý đã đăng" in after.told[address]
    figures = f"{address}so-lieu/"
    counted = [text for path, text in after.told.items() if address in path and path != figures]
    assert "2 góp ý" not in "".join(counted)
    # Figures are kept for some minutes, with the moment that they are of.
    cache.clear()
    assert "1 góp ý đã đăng" in Robot(two_sites.here.hostname).walk(figures).told[figures]


@pytest.mark.parametrize("state", ["waiting", "unconfirmed"])
def test_what_was_never_shown_is_in_no_output(state, draft, say, two_sites):
    say(f"Như nhau {SHOWN}", PLACE)
    other = comment_on(draft, f"Như nhau {HIDDEN}", PLACE, name=HIDDEN, name_is_shown=True)
    Comment.objects.filter(pk=other.pk).update(state=state)
    for site in (two_sites.here, two_sites.there):
        robot = walked(site, draft, other)
        assert robot.places_of(HIDDEN) == set()
        assert "2 góp ý" not in "".join(robot.told.values())
        assert bool(robot.places_of(SHOWN)) == (site == two_sites.here)
