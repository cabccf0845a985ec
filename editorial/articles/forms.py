"""The form of an item, with tags and related items of its own portal only."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from editorial.articles.campaigns import (
    assign_campaigns,
    borne_campaigns,
    offered_campaigns,
)
from editorial.articles.tags import MOST_TAGS, assign_tags, read_tag_names, write_tag_names
from editorial.articles.widgets import SiteTagWidget
from editorial.vocabularies.forms import offer_valid_terms
from portal.common.page_forms import BasePageForm, refuse_value
from portal.hosts.addresses import site_id_of


class ArticleForm(BasePageForm):
    """Edits an item."""

    tag_names = forms.CharField(
        label=_("Tags"),
        required=False,
        max_length=1000,
        widget=SiteTagWidget,
        help_text=_("Keywords of this portal, separated by commas."),
    )

    campaigns = forms.MultipleChoiceField(
        label=_("Major events"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The item is listed there as well, with your portal as its source."),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.site_id = site_id_of(self.parent_page or self.instance)
        offer_valid_terms(self, ["genre"])
        if "tag_names" in self.fields:
            self.fields["tag_names"].widget.site_id = self.site_id
            tags = [link.tag for link in self.instance.tag_links.all()]
            self.initial["tag_names"] = write_tag_names(tags)
        if "campaigns" in self.fields:
            self._offer_campaigns()

    def _offer_campaigns(self) -> None:
        """Those that run now, and those that the item bears already."""
        borne = borne_campaigns(self.instance)
        offers = offered_campaigns(self.parent_page or self.instance)
        shown = [offer for offer in offers if offer.is_running or offer.pk in borne]
        choices = {str(offer.pk): offer.title for offer in shown}
        if choices:
            self.fields["campaigns"].choices = list(choices.items())
            self.initial["campaigns"] = [str(key) for key in borne if str(key) in choices]
        else:
            del self.fields["campaigns"]

    def clean_tag_names(self) -> list[str]:
        """The names, cleaned, each once."""
        names = read_tag_names(self.cleaned_data["tag_names"])
        if len(names) > MOST_TAGS:
            raise ValidationError(
                _("An item bears at most %(most)s tags. Remove some."), params={"most": MOST_TAGS}
            )
        return names

    def clean(self) -> dict:
        cleaned = super().clean()
        for form in self.child_forms("related_links"):
            self._check_related(form)
        return cleaned

    def _check_related(self, form: forms.ModelForm) -> None:
        other = form.cleaned_data.get("related")
        if other is None:
            return
        if site_id_of(other) != self.site_id:
            refuse_value(form, "related", _("Choose an item of this portal."))
        elif other.pk == self.instance.pk:
            form.add_error("related", _("An item is not related to itself. Choose another one."))

    def save(self, commit: bool = True):
        page = super().save(commit=False)
        if "tag_names" in self.cleaned_data and self.site_id:
            assign_tags(page, self.site_id, self.cleaned_data["tag_names"])
        if "campaigns" in self.cleaned_data:
            assign_campaigns(page, [int(pk) for pk in self.cleaned_data["campaigns"]])
        if commit:
            page.save()
        return page
