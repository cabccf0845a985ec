"""The form of a campaign: its reach obeys who stands below whom."""

from django import forms
from django.utils.translation import gettext_lazy as _

from editorial.campaigns.permissions import refusal_to_reach
from editorial.campaigns.reach import NAMED, portals_below
from portal.common.page_forms import BasePageForm
from portal.hosts.addresses import site_id_of


class CampaignForm(BasePageForm):
    """Edits a campaign."""

    named_sites = forms.MultipleChoiceField(
        label=_("Portals that show it"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices-list"}),
        help_text=_("Only needed where it is shown on those named here."),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.site_id = site_id_of(self.parent_page or self.instance)
        if "slug" in self.fields:
            # Made from the title when the page is saved.
            self.fields["slug"].required = False
        if "named_sites" in self.fields:
            self._offer_portals()

    def _offer_portals(self) -> None:
        below = portals_below(self.site_id) if self.site_id else []
        if not below:
            del self.fields["named_sites"]
            return
        self.fields["named_sites"].choices = [(str(site.pk), site.site_name) for site in below]
        self.initial["named_sites"] = [str(link.site_id) for link in self.instance.portals.all()]

    def clean(self) -> dict:
        cleaned = super().clean()
        named = {int(key) for key in cleaned.get("named_sites") or []}
        refused = refusal_to_reach(self.site_id, cleaned.get("reach", ""), named)
        if refused:
            self.add_error("reach", refused)
        return cleaned

    def save(self, commit: bool = True):
        page = super().save(commit=False)
        if "named_sites" in self.cleaned_data:
            self._name_portals(page)
        if commit:
            page.save()
        return page

    def _name_portals(self, page) -> None:
        link = type(page).portals.rel.related_model
        chosen = self.cleaned_data["named_sites"] if page.reach == NAMED else []
        page.portals = [link(site_id=int(key), sort_order=at) for at, key in enumerate(chosen)]
