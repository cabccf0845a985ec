"""The page of the board for readers."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from wagtail.models import Site

from editorial.boards.public import has_board, public_board
from portal.hosts.addresses import home_of


def editorial_board(request: HttpRequest) -> HttpResponse:
    """Who answers for the portal's content: the board in force today.

    Raises:
        Http404: the host has no portal, none in the language of the address, or no board.
    """
    site = Site.find_for_request(request)
    language = (get_language() or settings.LANGUAGE_CODE)[:2]
    if site is None or home_of(site.pk, language) is None or not has_board(site.pk):
        raise Http404
    board = public_board(site.pk)
    if board is None:
        raise Http404
    shown = any(
        member.shows_contacts and (member.telephone or member.email)
        for member in board.members.all()
    )
    return render(request, "boards/public.html", {"board": board, "shows_contacts": shown})
