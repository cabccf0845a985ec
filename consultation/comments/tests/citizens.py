"""Citizens who comment, as their browsers would."""

import time
import uuid

import time_machine
from django.test import Client
from wagtail.models import Site

from consultation.comments.models import Comment
from consultation.comments.moderation import decide
from consultation.comments.services import Author, submit
from portal.common.forms import issue_token
from portal.hosts.addresses import site_id_of

FILLED = {
    "text": "Mức hỗ trợ 30 triệu đồng là chưa đủ cho xã có nhiều thôn.",
    "kind": "individual",
    "name": "Nguyễn Thị Hòa",
    "organisation": "",
    "name_is_shown": "",
    "email": "hoa@example.org",
    "telephone": "",
    "consent": "on",
    "website": "",
}
READING_SECONDS = 30


class Citizen:
    """Somebody without account or cookie in front of the form of one draft."""

    def __init__(self, draft) -> None:
        self.draft = draft
        self.site = Site.objects.get(pk=site_id_of(draft))
        self.browser = Client(SERVER_NAME=self.site.hostname)

    def path(self, address: str = "", version: int = 1) -> str:
        """The address of the form."""
        place = f"{version}/{address}/" if address else ""
        return f"/bieu-mau/gop-y/{self.draft.pk}/{place}"

    def token(self, key: uuid.UUID | None = None) -> str:
        """That of a form which has been read for a while."""
        with time_machine.travel(time.time() - READING_SECONDS):
            return issue_token("comment", self.site.hostname, key)

    def send(self, place: str = "", *, key=None, version: int = 1, host: str = "", **fields):
        """Fills the form and sends it."""
        data = {**FILLED, "address": place, "token": self.token(key), **fields}
        name = host or self.site.hostname
        return self.browser.post(
            self.path(place, version),
            {name: value for name, value in data.items() if value is not None},
            headers={"host": name, "origin": f"http://{name}"},
        )

    def follow(self, answer):
        """The page that an answer leads to."""
        return self.browser.get(answer.url)


def comment_on(draft, text: str = "Đồng ý.", address: str = "", **author) -> Comment:
    """A comment that arrived."""
    values = {"name": "Trần Văn Kín", "email": "kin@example.org", **author}
    return submit(draft, text, Author(**values), address=address)


def published_comment(
    draft, officer, text: str = "Đồng ý.", address: str = "", **author
) -> Comment:
    """A comment that everybody may read."""
    comment = comment_on(draft, text, address, **author)
    return decide(comment, officer, "published", edition=comment.edition)
