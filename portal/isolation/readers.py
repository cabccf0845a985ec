"""Readers of one portal, who ask on its host for files that another portal has published."""

from collections.abc import Iterator

from django.test import Client
from django.urls import reverse

from portal.isolation.ground import Belongings, Ground

FOUND = 200


def addresses_of_files(portal: Belongings) -> list[str]:
    """The addresses of the file and the picture that a published page of a portal shows."""
    document, rendition = portal.objects["document"], portal.objects["rendition"]
    picture = str(rendition.file).removeprefix("images/")
    return [
        reverse("wagtaildocs_serve", "portal.urls.public", args=[document.pk, document.filename]),
        reverse("picture", "portal.urls.public", args=[picture]),
    ]


def answers_on(host: str, addresses: list[str]) -> dict[str, int]:
    """What a host answers to a reader who has no session."""
    client = Client(SERVER_NAME=host)
    return {address: client.get(address).status_code for address in addresses}


def files_that_others_get(ground: Ground) -> Iterator[str]:
    """Files of the second portal that the first portal's host hands out."""
    answers = answers_on(ground.here.site.hostname, addresses_of_files(ground.there))
    yield from (f"GET {address}" for address, code in answers.items() if code == FOUND)
