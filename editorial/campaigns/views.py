"""What readers see of a campaign, on the portal that owns it and on those that show it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from editorial.campaigns.models import CampaignPage
from editorial.campaigns.news import news_listing
from editorial.campaigns.reach import shown_with_slug
from editorial.campaigns.services import base_of, documents_by_kind, owner_of
from portal.common.references import prepare
from portal.hosts.addresses import public_url
from portal.hosts.index import HOME_PATH_LENGTH, index
from sites.profile.services import portal_of


def shown_campaign(request: HttpRequest, slug: str, rest: str = "") -> HttpResponse:
    """A campaign of another portal, or a part of it, as this portal shows it.

    On its own portal the hub has a place in the tree, and is read there.

    Args:
        request: a reader's.
        slug: the hub's last word.
        rest: the part's path behind it, without outer slashes.

    Raises:
        Http404: this portal shows no such campaign, or it has no such part.
    """
    portal = portal_of(request)
    language = (get_language() or "vi")[:2]
    shown = shown_with_slug(portal.site.pk, language, slug) if portal else None
    page = _page_of(shown.pk) if shown else None
    if page is None:
        raise Http404
    if shown.owner == portal.site.pk:
        part = f"{rest}/" if rest else ""
        return redirect(f"{_own_address(page)}{part}", permanent=True)
    request.shown_campaign = shown
    request.campaign_base = reverse("campaign", args=[slug])
    found = page.resolve_subpage(f"/{rest}/" if rest else "/")
    if found is None:
        raise Http404
    view, args, kwargs = found
    return view(request, *args, **kwargs)


def _page_of(pk: int) -> CampaignPage | None:
    plain = CampaignPage.objects.live().filter(pk=pk).first()
    model = plain.specific_class if plain else None
    if model is None or model is CampaignPage:
        return plain
    return model.to_serve().filter(pk=pk, live=True).first()


def _own_address(page: CampaignPage) -> str:
    return public_url(index.current().roots[page.path[:HOME_PATH_LENGTH]], page.url_path)


def part_context(page: CampaignPage, request: HttpRequest, path: str, title: str) -> dict:
    """What every part of a campaign shows.

    Args:
        page: the hub.
        request: a reader's.
        path: the part's words behind the hub's own address.
        title: the part's title.
    """
    return {
        "page": page,
        "self": page,
        "base": base_of(page, request),
        "owner": owner_of(page, request),
        "part_title": f"{title} – {page.title}",
        "heading": title,
        "canonical": f"{_own_address(page)}{path}",
    }


def news(page: CampaignPage, request: HttpRequest) -> HttpResponse:
    """The list of news.

    Raises:
        Http404: the list ends before the page that is asked for.
    """
    listing = news_listing(page, request)
    context = part_context(page, request, "tin/", _("News"))
    return render(request, "campaigns/news.html", {**context, "listing": listing})


def documents(page: CampaignPage, request: HttpRequest) -> HttpResponse:
    """The documents by kind.

    Raises:
        Http404: there are none.
    """
    kinds = documents_by_kind(page)
    if not kinds:
        raise Http404
    context = part_context(page, request, "van-ban/", pgettext("of a campaign", "Documents"))
    return render(request, "campaigns/documents.html", {**context, "kinds": kinds})


def questions(page: CampaignPage, request: HttpRequest) -> HttpResponse:
    """Questions and answers, told to search engines as such.

    Raises:
        Http404: there are none.
    """
    from editorial.campaigns.structured import questions_data

    rows = list(page.questions.all())
    if not rows:
        raise Http404
    context = {
        **part_context(page, request, "hoi-dap/", _("Questions and answers")),
        "questions": rows,
        "prepared": prepare(*(row.answer for row in rows)),
        "data": questions_data(rows),
    }
    return render(request, "campaigns/questions.html", context)
