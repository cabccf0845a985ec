"""Reading drafts as somebody without an account does."""

from django.test import Client

from consultation.drafts.models import ConsultationPage


def read(site, path: str, **query):
    """The answer of a portal to an address of its own."""
    return Client(SERVER_NAME=site.hostname).get(path, query)


def section_of(site) -> ConsultationPage:
    """Where the drafts of a portal stand."""
    return ConsultationPage.objects.filter(path__startswith=site.root_page.path).get()


def path_of(page) -> str:
    """The address of a page within its portal."""
    return "/" + page.url_path.split("/", 2)[2]


def html(site, page, rest: str = "") -> str:
    """What a page, or an address below it, shows."""
    answer = read(site, path_of(page) + rest)
    assert answer.status_code == 200
    return answer.content.decode()
