"""What a reader of the log looks for."""

from datetime import timedelta

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Site

from portal.common.clock import start_of
from sites.administration.search import LONGEST_SEARCH, folded_words, holds
from sites.trace.actions import Kind, actions_of
from sites.trace.models import TracedEntry
from sites.trace.querysets import people_in, people_named

DAY_FORMATS = ["%Y-%m-%d", "%d/%m/%Y"]


class LogFilterForm(forms.Form):
    """Period, person, kind of act and, for those who read all logs, the portal."""

    since = forms.DateField(
        label=gettext_lazy("From day, such as 03/05/2021"),
        required=False,
        input_formats=DAY_FORMATS,
        widget=forms.DateInput({"inputmode": "numeric"}, format="%d/%m/%Y"),
    )
    until = forms.DateField(
        label=gettext_lazy("To day, such as 31/05/2021"),
        required=False,
        input_formats=DAY_FORMATS,
        widget=forms.DateInput({"inputmode": "numeric"}, format="%d/%m/%Y"),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of act"),
        required=False,
        choices=[("", gettext_lazy("All kinds")), *Kind.choices],
    )

    def __init__(self, data, *, readable: set[int] | None) -> None:
        """Offers what the reader may ask for.

        Args:
            data: what was asked for.
            readable: primary keys of the portals whose log is read; None for all.
        """
        super().__init__(data, auto_id="log-%s", label_suffix="")
        self.readable = readable
        if readable is None:
            self._offer_search()
        else:
            self._offer_choices(readable)

    def _offer_search(self) -> None:
        self.fields["who"] = forms.CharField(
            label=_("Person: part of the name or e-mail address"),
            required=False,
            max_length=LONGEST_SEARCH,
        )
        self.fields["portal"] = forms.CharField(
            label=_("Portal: words of its name or address"),
            required=False,
            max_length=LONGEST_SEARCH,
        )

    def _offer_choices(self, readable: set[int]) -> None:
        self.fields["who"] = forms.ModelChoiceField(
            people_in(readable), label=_("Person"), required=False, empty_label=_("Everybody")
        )

    def clean(self) -> dict:
        """A period must not end before it begins."""
        asked = super().clean()
        since, until = asked.get("since"), asked.get("until")
        if since and until and until < since:
            self.add_error(
                "until", _("The last day is before the first. Choose a day from the first on.")
            )
        return asked

    @property
    def is_asking(self) -> bool:
        """Whether anything but everything is asked for."""
        return any(self.data.get(name) for name in self.fields)

    def narrow(self, rows: QuerySet[TracedEntry]) -> QuerySet[TracedEntry]:
        """The rows that are asked for. The form is valid."""
        asked = self.cleaned_data
        if asked["since"]:
            rows = rows.filter(moment__gte=start_of(asked["since"]))
        if asked["until"]:
            rows = rows.filter(moment__lt=start_of(asked["until"] + timedelta(days=1)))
        if asked["kind"]:
            rows = rows.filter(action__in=actions_of(asked["kind"]))
        if asked["who"]:
            rows = self._by_person(rows, asked["who"])
        return rows.filter(site__in=self.asked_sites) if asked.get("portal") else rows

    @property
    def asked_sites(self) -> set[int] | None:
        """The portals that are asked for or, without a question, all that may be read."""
        words = self.cleaned_data.get("portal")
        return _sites_named(words) if words else self.readable

    def _by_person(self, rows: QuerySet[TracedEntry], who) -> QuerySet[TracedEntry]:
        if self.readable is None:
            return rows.filter(actor__in=people_named(who.strip()).values("pk"))
        return rows.filter(actor=who)


def _sites_named(text: str) -> set[int]:
    """Portals whose name or host name holds all the words, with or without diacritics."""
    words = folded_words(text)
    if not words:
        return set()
    names = Site.objects.values_list("pk", "site_name", "hostname")
    return {pk for pk, *texts in names if holds(words, *texts)}
