"""The form of a portal's identity, and the fields that show what is chosen."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.images.widgets import AdminImageChooser

from portal.common.page_forms import refuse_value
from portal.common.tree import within_path
from portal.media.models import PortalImage
from sites.profile import palettes
from sites.profile.models import CONTACT_FIELDS, SiteProfile
from sites.profile.naming import inherited_name

FEWEST_DIGITS = 3
# Numbers as officials write them: blanks, dots, brackets, several numbers, an extension.
TELEPHONE = re.compile(r"[0-9+().,;/\- ]*(?:(?:máy lẻ|ext\.?)[0-9+().,;/\- ]*)*", re.IGNORECASE)


class PaletteSelect(forms.RadioSelect):
    """The palettes, each with its two colours."""

    option_template_name = "administration/palette_option.html"

    def create_option(self, name, value, *args, **kwargs) -> dict:
        """A choice with the colours of its palette."""
        option = super().create_option(name, value, *args, **kwargs)
        _name, strong, deep = palettes.PALETTES.get(str(value), ("", "", ""))
        return {**option, "strong": strong, "deep": deep}


def checked_telephone(text: str) -> str:
    """A telephone number as somebody wrote it, if a reader can dial it.

    Raises:
        ValidationError: it has other signs than a number has, or hardly a digit.
    """
    digits = sum(sign.isdigit() for sign in text)
    if text and not (TELEPHONE.fullmatch(text) and digits >= FEWEST_DIGITS):
        raise ValidationError(
            _("This is no telephone number. Write digits, for instance 0222 3822 123.")
        )
    return text


def _spoken(name: str, language: str) -> SafeString:
    """A name with its language, so that it is read aloud as what it is."""
    return format_html('<span lang="{}">{}</span>', language, name)


class SiteProfileForm(WagtailAdminModelForm):
    """What a portal is called, how it looks and how its unit is reached."""

    def __init__(self, *args, **kwargs) -> None:
        """Says beside each field that may be empty what readers see then."""
        super().__init__(*args, **kwargs)
        for name, sentence in self._shown_while_empty().items():
            field = self.fields[name]
            field.help_text = format_html("{} {}", field.help_text, sentence)

    def _shown_while_empty(self) -> dict[str, str]:
        inherited = _("While it is empty, readers see “{name}”, from the register of units.")
        names = {"name": "vi", "name_en": "en"}
        shown = {
            field: format_html(
                inherited, name=_spoken(inherited_name(self.instance, language), language)
            )
            for field, language in names.items()
        }
        # Nothing is put in the place of a contact: its line is left out.
        return shown | dict.fromkeys(CONTACT_FIELDS, _("While it is empty, readers see no line."))

    def clean_telephone(self) -> str:
        """Any usual way of writing numbers."""
        return checked_telephone(self.cleaned_data["telephone"])

    def clean(self) -> dict:
        """Refuses an emblem that is not kept with this portal's own pictures."""
        cleaned = super().clean()
        emblem = cleaned.get("emblem")
        if emblem and emblem.pk != self.initial.get("emblem") and not self._is_own(emblem):
            refuse_value(
                self,
                "emblem",
                _(
                    "This picture is not among those of this portal. Upload it to the portal's "
                    "collection, then choose it."
                ),
            )
        return cleaned

    def _is_own(self, emblem: PortalImage) -> bool:
        own = self.instance.collection
        if own is None:
            return False
        pictures = PortalImage.objects.filter(pk=emblem.pk)
        return pictures.filter(
            **{f"collection__{name}": value for name, value in within_path(own.path).children}
        ).exists()


IDENTITY_PANELS = [
    MultiFieldPanel([FieldPanel("name"), FieldPanel("name_en")], heading=gettext_lazy("Names")),
    MultiFieldPanel(
        [
            FieldPanel(
                "emblem",
                widget=AdminImageChooser(linked_fields={"collection_id": "#portal-collection"}),
            ),
            FieldPanel("palette", widget=PaletteSelect),
        ],
        heading=gettext_lazy("Look"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("address"),
            FieldPanel("telephone"),
            FieldPanel("email"),
            FieldPanel("responsible_person"),
        ],
        heading=gettext_lazy("How the unit is reached"),
    ),
    InlinePanel(
        "social_links",
        [FieldPanel("network"), FieldPanel("address")],
        heading=gettext_lazy("Social networks"),
        label=gettext_lazy("Social link"),
        max_num=8,
    ),
    MultiFieldPanel(
        [FieldPanel("allows_own_texts", permission="superuser")],
        heading=gettext_lazy("Review"),
    ),
]

identity_panel = ObjectList(IDENTITY_PANELS, base_form_class=SiteProfileForm).bind_to_model(
    SiteProfile
)
