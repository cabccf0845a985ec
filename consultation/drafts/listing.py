"""The list of drafts of a portal: its own, and those of others that it shows."""

from dataclasses import dataclass

from django import forms
from django.db.models import Q
from django.db.models.functions import Left
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Page, Site

from consultation.drafts.models import ConsultationPage, DraftPage
from consultation.drafts.querysets import DraftQuerySet
from consultation.drafts.status import State
from editorial.vocabularies.services import TermChoice, term_choices
from portal.common import clock
from portal.common.listings import Listing, page_number, refuse_beyond_end, slice_of
from portal.common.text import sort_key
from portal.common.tree import below, within_path
from portal.hosts.addresses import home_of, language_of, site_id_of
from portal.hosts.index import HOME_PATH_LENGTH, index
from portal.hosts.kept import kept
from sites.profile.lines import line_of, name_of
from sites.profile.models import SiteProfile
from sites.units.models import Kind

ROWS = 20
LONGEST_SEARCH = 100
# Field of the form -> parameter of the address: the only names that an address can use.
PARAMETERS = {"state": "trang-thai", "field": "linh-vuc", "unit": "don-vi", "words": "tu-khoa"}
# Portals whose drafts stand in one list, to choose from.
MOST_UNITS = 500
UNKNOWN_VALUE = _("The address asks for something that is not in this list. Choose again.")


@dataclass(frozen=True)
class Unit:
    """A portal whose drafts stand in a list.

    Attributes:
        path: tree path of its home page in the language of the list.
    """

    name: str
    path: str


@dataclass(frozen=True)
class Reach:
    """Whose drafts a portal shows.

    Attributes:
        is_province: whether it is the province's own portal.
        province: tree path of the province's home page in the language; empty where not known.
    """

    is_province: bool
    province: str


class DraftFilterForm(forms.Form):
    """The filter of the list. A value that is not understood gets a sentence."""

    state = forms.ChoiceField(
        label=pgettext_lazy("of a draft", "State"),
        required=False,
        error_messages={"invalid_choice": UNKNOWN_VALUE},
    )
    field = forms.ChoiceField(
        label=pgettext_lazy("of a document", "Field"),
        required=False,
        error_messages={"invalid_choice": UNKNOWN_VALUE},
    )
    unit = forms.ChoiceField(
        label=pgettext_lazy("whose drafts", "Unit"),
        required=False,
        error_messages={"invalid_choice": UNKNOWN_VALUE},
    )
    words = forms.CharField(
        label=_("Words in the title or the summary"),
        required=False,
        max_length=LONGEST_SEARCH,
        widget=forms.TextInput(attrs={"type": "search"}),
    )

    use_required_attribute = False

    def __init__(self, query: QueryDict, units: dict[str, "Unit"]) -> None:
        super().__init__(query)
        self.units = units
        if len(units) > 1:
            names = [(key, unit.name) for key, unit in units.items()]
            self.fields["unit"].choices = [("", _("All")), *names]
        else:
            del self.fields["unit"]
        fields = term_choices(["fields"])["fields"]
        self.terms: dict[str, TermChoice] = {term.key: term for term in fields}
        self.fields["field"].choices = [("", _("All")), *((t.key, t.name) for t in fields)]
        self.fields["state"].choices = [("", _("All")), *State.choices]

    def add_prefix(self, field_name: str) -> str:
        """The parameter of the address that a field is read from."""
        return PARAMETERS.get(field_name, field_name)

    def chosen(self) -> dict[str, str]:
        """What was understood, as parameters of an address."""
        return {PARAMETERS[name]: str(value) for name, value in self.cleaned_data.items() if value}

    def apply(self, drafts: DraftQuerySet) -> DraftQuerySet:
        """Narrows a list by what was understood."""
        asked = self.cleaned_data
        if asked.get("state"):
            drafts = drafts.in_state(State(asked["state"]), clock.now())
        if asked.get("field"):
            drafts = drafts.filter(field=self.terms[asked["field"]].pk)
        if asked.get("unit"):
            drafts = drafts.filter(within_path(self.units[asked["unit"]].path))
        if asked.get("words"):
            drafts = drafts.with_words(asked["words"])
        return drafts


def draft_listing(section: ConsultationPage, request: HttpRequest) -> Listing:
    """One page of the live drafts that a section shows, the newest first.

    Raises:
        Http404: the page number is none, or the list ends before it.
    """
    number = page_number(request.GET)
    shown = drafts_of_section(section)
    form = DraftFilterForm(request.GET, units_of(shown))
    form.is_valid()
    drafts = form.apply(shown)
    total = drafts.count()
    refuse_beyond_end(number, total, ROWS)
    rows = drafts.newest_first().select_related("document_type", "field")
    return Listing(
        rows=list(rows[slice_of(number, ROWS)]),
        number=number,
        total=total,
        size=ROWS,
        chosen=form.chosen(),
        extra={"form": form, "site": site_id_of(section)},
    )


def units_of(drafts: DraftQuerySet) -> dict[str, Unit]:
    """The portals of drafts, by the number that addresses use, in the alphabet's order.

    Two statements, however many they are.
    """
    homes = drafts.order_by().annotate(home=Left("path", HOME_PATH_LENGTH)).values_list("home")
    paths = {}
    for (path,) in homes.distinct()[:MOST_UNITS]:
        root = index.current().roots.get(path)
        if root:
            paths[root.site_id] = path
    names = dict(Site.objects.filter(pk__in=paths).values_list("pk", "site_name"))
    ordered = sorted(paths, key=lambda key: sort_key(names.get(key, "")))
    return {str(key): Unit(names.get(key, ""), paths[key]) for key in ordered}


def drafts_of_section(section: Page) -> DraftQuerySet:
    """The live drafts that stand under a section, and those of other portals shown there.

    A portal may have several such sections; those of others stand in the list of each.
    """
    reach = reach_of(section)
    province = within_path(reach.province) if reach.province else None
    drafts = DraftPage.objects.live().filter(locale=section.locale_id)
    return drafts.shown_on(below(section), is_province=reach.is_province, province=province)


def reach_of(page: Page) -> Reach:
    """Whose drafts the portal of a page shows; kept until the portal changes."""
    site_id = site_id_of(page)
    if site_id is None:
        return Reach(is_province=False, province="")
    language = language_of(page) or "vi"
    return kept(site_id, ("reach of drafts", language), lambda: _read_reach(site_id, language))


def _read_reach(site_id: int, language: str) -> Reach:
    profile = SiteProfile.objects.filter(site=site_id).select_related("unit").first()
    line = line_of(profile.unit, clock.today()) if profile else []
    if not line or line[-1].kind != Kind.PROVINCE:
        return Reach(is_province=False, province="")
    if len(line) == 1:
        return Reach(is_province=True, province="")
    home = home_of(line[-1].portal_site, language) if line[-1].portal_site else None
    return Reach(is_province=False, province=home[0] if home else "")


def unit_name_of(page: Page) -> str:
    """The name of the unit whose portal a page stands on; kept, as lists ask for each row."""
    site_id = site_id_of(page)
    if site_id is None:
        return ""
    language = language_of(page) or "vi"
    return kept(site_id, ("unit's name", language), lambda: _read_name(site_id, language))


def _read_name(site_id: int, language: str) -> str:
    profile = SiteProfile.objects.filter(site=site_id).select_related("unit").first()
    line = line_of(profile.unit, clock.today()) if profile else []
    return name_of(line[0], language) if line else ""


def has_drafts(section: Page) -> bool:
    """Whether a section has something for a reader: a live draft, also one of another portal."""
    return drafts_of_section(section).exists()


def open_drafts(home: Page, most: int) -> list[DraftPage]:
    """Drafts open for comment that a portal shows, those that close soonest first.

    Args:
        home: the home page in its language.
        most: how many.
    """
    reach = reach_of(home)
    province = within_path(reach.province) if reach.province else None
    drafts = DraftPage.objects.live().filter(locale=home.locale_id)
    drafts = drafts.in_state(State.OPEN, clock.now())
    shown = drafts.shown_on(
        Q(within_path(home.path)), is_province=reach.is_province, province=province
    )
    return list(shown.closing_first()[:most])
