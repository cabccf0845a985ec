"""The forms of the steps. What may be is decided by provisioning; here texts are only cleaned."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.models import User
from portal.common.fields import CleanCharField
from portal.hosts.names import LONGEST
from sites.administration.identity_forms import PaletteSelect
from sites.profile import palettes
from sites.provisioning.spec import LONGEST_NAME


class UnitForm(forms.Form):
    """The unit that is to have a portal."""

    unit = forms.IntegerField(
        label=gettext_lazy("Unit"),
        min_value=1,
        max_value=2**62,
        widget=forms.HiddenInput,
        error_messages={
            "required": gettext_lazy("Choose a unit from the list."),
            "invalid": gettext_lazy("Choose a unit from the list."),
        },
    )


class AddressForm(forms.Form):
    """Where the portal answers, and its colours."""

    host_name = CleanCharField(
        label=gettext_lazy("Host name"),
        max_length=LONGEST,
        help_text=gettext_lazy(
            "Proposed from the unit's name; change it only with a reason. Letters a–z, digits, "
            "hyphens, and dots between."
        ),
        error_messages={"required": gettext_lazy("Type a host name, or take the proposed one.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    palette = forms.ChoiceField(
        label=gettext_lazy("Palette"),
        choices=palettes.CHOICES,
        widget=PaletteSelect,
        help_text=gettext_lazy("Each one reads well. The portal can change it later."),
        error_messages={
            "required": gettext_lazy("Choose one of the palettes."),
            "invalid_choice": gettext_lazy("Choose one of the palettes."),
        },
    )


class HeadForm(forms.Form):
    """The first account of a portal: the head of its board. May be left empty."""

    administrator_name = CleanCharField(
        label=gettext_lazy("Full name"),
        max_length=LONGEST_NAME,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    administrator_email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        max_length=User._meta.get_field("email").max_length,
        required=False,
        help_text=gettext_lazy("The invitation goes there, and it is the name to sign in with."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "invalid": gettext_lazy("This is no e-mail address. Write it as name@domain.")
        },
    )

    def clean(self) -> dict:
        """Refuses a name without an address: there would be no account to give it to."""
        cleaned = super().clean()
        name, email = (cleaned.get(f"administrator_{what}") for what in ("name", "email"))
        if name and not email and "administrator_email" not in self.errors:
            self.add_error(
                "administrator_email",
                ValidationError(_("Type this person's e-mail address, or empty the name too.")),
            )
        return cleaned


class NeededHeadForm(HeadForm):
    """The head of the board of a portal that is there already."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["administrator_email"].required = True
