"""The news of a campaign: one list of what all portals publish on it."""

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from editorial.campaigns.models import CampaignNews, CampaignPage
from editorial.campaigns.querysets import NewsQuerySet
from editorial.campaigns.services import is_own, reader_site
from editorial.vocabularies.services import TermChoice, term_choices
from portal.common.listings import (
    DEEPEST_PAGE,
    Listing,
    page_number,
    refuse_beyond_end,
    slice_of,
)
from portal.hosts.addresses import site_id_of

ROWS = 20
# A list is counted as far as it can be paged, so that a hundred thousand items cost no more.
COUNTED = DEEPEST_PAGE * ROWS + 1
PARAMETERS = {"level": "cap", "genre": "the-loai"}
EVERYWHERE = "tat-ca"
LEVEL_WORDS = {
    "tinh": CampaignNews.Level.PROVINCE,
    "so-nganh": CampaignNews.Level.BODY,
    "huyen": CampaignNews.Level.DISTRICT,
    "xa": CampaignNews.Level.COMMUNE,
}
UNKNOWN_VALUE = _("The address asks for something that is not in this list. Choose again.")


class NewsFilterForm(forms.Form):
    """The filter of the news. A value that is not understood gets a sentence."""

    level = forms.ChoiceField(
        label=pgettext_lazy("of portals", "Level"),
        required=False,
        error_messages={"invalid_choice": UNKNOWN_VALUE},
    )
    genre = forms.ChoiceField(
        label=_("Genre"), required=False, error_messages={"invalid_choice": UNKNOWN_VALUE}
    )

    use_required_attribute = False

    def __init__(self, query: QueryDict, *, is_owner: bool) -> None:
        super().__init__(query)
        levels = [(word, level.label) for word, level in LEVEL_WORDS.items()]
        if is_owner:
            first = [("", _("All portals"))]
        else:
            first = [("", _("This portal and the one above")), (EVERYWHERE, _("All portals"))]
        self.fields["level"].choices = [*first, *levels]
        genres = term_choices(["genres"])["genres"]
        self.terms: dict[str, TermChoice] = {term.key: term for term in genres}
        self.fields["genre"].choices = [("", _("All")), *((t.key, t.name) for t in genres)]

    def add_prefix(self, field_name: str) -> str:
        """The parameter of the address that a field is read from."""
        return PARAMETERS.get(field_name, field_name)

    def chosen(self) -> dict[str, str]:
        """What was understood, as parameters of an address."""
        return {PARAMETERS[name]: str(value) for name, value in self.cleaned_data.items() if value}

    def apply(self, page: CampaignPage, site_id: int | None) -> list[NewsQuerySet]:
        """The lists that follow each other, narrowed by what was understood."""
        level = self.cleaned_data.get("level", "")
        found = segments(page, site_id) if not level else [CampaignNews.objects.of(page)]
        if level in LEVEL_WORDS:
            found = [rows.filter(level=LEVEL_WORDS[level]) for rows in found]
        genre = self.cleaned_data.get("genre")
        if genre:
            found = [rows.filter(genre=self.terms[genre].pk) for rows in found]
        return [rows.newest_first() for rows in found]


def segments(page: CampaignPage, site_id: int | None) -> list[NewsQuerySet]:
    """The lists that follow each other for readers of a portal.

    On the owner's portal it is one, of all portals; elsewhere the own items come first, then
    those of the owner.
    """
    rows = CampaignNews.objects.of(page).newest_first()
    if site_id is None or is_own(page, site_id):
        return [rows]
    return [rows.filter(site=site_id), rows.filter(site=site_id_of(page))]


def news_listing(page: CampaignPage, request: HttpRequest) -> Listing:
    """One page of the items that tell of a campaign, with the bound filter form in it.

    Six statements at most, however many items and portals there are.

    Raises:
        Http404: the page number is none, or the list ends before it.
    """
    number = page_number(request.GET)
    site_id = reader_site(request)
    form = NewsFilterForm(request.GET, is_owner=is_own(page, site_id))
    form.is_valid()
    lists = form.apply(page, site_id)
    totals = [rows[:COUNTED].count() for rows in lists]
    refuse_beyond_end(number, sum(totals), ROWS)
    return Listing(
        rows=_rows(lists, totals, slice_of(number, ROWS)),
        number=number,
        total=sum(totals),
        size=ROWS,
        chosen=form.chosen(),
        extra={"form": form, "is_cut": max(totals, default=0) == COUNTED},
    )


def _rows(lists: list[NewsQuerySet], totals: list[int], wanted: slice) -> list[CampaignNews]:
    """The wanted rows of lists that follow each other."""
    found: list[CampaignNews] = []
    start, stop = wanted.start, wanted.stop
    for rows, total in zip(lists, totals, strict=True):
        if start < total and stop > 0:
            found += rows.for_lists()[max(start, 0) : min(stop, total)]
        start, stop = start - total, stop - total
    return found
