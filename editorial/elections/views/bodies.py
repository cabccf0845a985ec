"""Elected bodies and their constituencies, for officers."""

from collections.abc import Sequence

from django.db.models import ProtectedError
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView

from editorial.elections.forms import BodyForm, ConstituencyForm
from editorial.elections.models import Constituency, ElectedBody
from editorial.elections.places import constituencies_of
from editorial.elections.services import take_constituencies
from editorial.elections.sheets import ConstituencySheet
from editorial.elections.views.screens import (
    ConfirmScreen,
    OneBodyScreen,
    OneElectionScreen,
    ThingScreen,
    deleted,
)
from editorial.elections.views.sheets import SheetScreen
from portal.common.sheets import SheetRow


class BodyFormView(ThingScreen, OneElectionScreen, TemplateView):
    """Enters a body, or changes it."""

    page_title = gettext_lazy("Elected body")
    form_class = BodyForm

    def thing(self) -> ElectedBody:
        """A new one, or that of the address."""
        if "body" not in self.kwargs:
            return ElectedBody(election=self.election)
        return get_object_or_404(ElectedBody, election=self.election, pk=self.kwargs["body"])

    def delete_address(self) -> str:
        """Where it is deleted."""
        if "body" not in self.kwargs:
            return ""
        return reverse("elections:delete_body", args=[self.election.pk, self.kwargs["body"]])


class DeleteBodyView(ConfirmScreen, OneBodyScreen):
    """Deletes a body without candidates."""

    page_title = gettext_lazy("Delete the body")
    question = gettext_lazy("Delete “%(thing)s” with its constituencies?")

    def told(self) -> str:
        """With the body's name."""
        return str(self.question) % {"thing": self.body}

    def act(self) -> str:
        """Deletes it, unless candidates stand for it."""
        try:
            self.body.delete()
        except ProtectedError:
            return _("It was not deleted: candidates stand for it.")
        self.log("elections.changed", thing=str(self.body))
        return deleted(self.body)

    def way_out(self) -> str:
        """The election."""
        return reverse("elections:show", args=[self.election.pk])


class BodyView(OneBodyScreen, TemplateView):
    """A body with its constituencies."""

    template_name = "elections/admin/body.html"
    page_title = gettext_lazy("Elected body")

    def get_page_title(self) -> str:
        """The body itself."""
        return str(self.body)

    def between(self) -> list[dict]:
        """The election."""
        return super().between()[:1]

    def get_context_data(self, **kwargs) -> dict:
        """The constituencies with the names of their units."""
        return super().get_context_data(**kwargs, constituencies=constituencies_of(self.body))


class ConstituencyView(ThingScreen, OneBodyScreen, TemplateView):
    """Enters a constituency, or changes it."""

    page_title = gettext_lazy("Constituency")
    form_class = ConstituencyForm

    def thing(self) -> Constituency:
        """A new one, or that of the address."""
        if "pk" not in self.kwargs:
            return Constituency(body=self.body)
        return get_object_or_404(Constituency, body=self.body, pk=self.kwargs["pk"])

    def delete_address(self) -> str:
        """Where it is deleted."""
        if "pk" not in self.kwargs:
            return ""
        args = [self.election.pk, self.body.pk, self.kwargs["pk"]]
        return reverse("elections:delete_constituency", args=args)


class DeleteConstituencyView(ConfirmScreen, OneBodyScreen):
    """Deletes a constituency without candidates."""

    page_title = gettext_lazy("Delete the constituency")
    question = gettext_lazy("Delete constituency %(number)d?")

    @cached_property
    def constituency(self) -> Constituency:
        """The constituency of the address."""
        return get_object_or_404(Constituency, body=self.body, pk=self.kwargs["pk"])

    def told(self) -> str:
        """With its number."""
        return str(self.question) % {"number": self.constituency.number}

    def act(self) -> str:
        """Deletes it, unless candidates stand in it."""
        try:
            self.constituency.delete()
        except ProtectedError:
            return _("It was not deleted: candidates stand in it.")
        self.log("elections.changed", thing=str(self.constituency))
        return deleted(self.constituency)


class ConstituencySheetView(SheetScreen, OneBodyScreen):
    """Takes the constituencies of a body from a table."""

    page_title = gettext_lazy("Constituencies from a table")

    def sheet(self) -> ConstituencySheet:
        """Of this body."""
        return ConstituencySheet(self.body)

    def take(self, rows: Sequence[SheetRow]) -> str:
        """Stores them."""
        count = take_constituencies(self.body, [row.values for row in rows])
        self.log("elections.changed", thing=str(self.body), count=count)
        told = ngettext(
            "%(count)d constituency was taken.", "%(count)d constituencies were taken.", count
        )
        return told % {"count": count}
