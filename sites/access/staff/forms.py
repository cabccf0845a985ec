"""Forms about the people of a portal."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.common.fields import CleanCharField
from sites.access.models import Role
from sites.access.staff.listing import State
from sites.access.staff.wording import DESCRIPTIONS


class RolesInput(forms.CheckboxSelectMultiple):
    """A box for each role, with what the role means below its name."""

    option_template_name = "staff/role_option.html"

    def create_option(self, name, value, *args, **kwargs) -> dict:
        """A choice with its description, tied to the box for who cannot see it."""
        option = super().create_option(name, value, *args, **kwargs)
        described_by = f"{option['attrs'].get('id', name)}-help"
        option["attrs"]["aria-describedby"] = described_by
        return {**option, "description": DESCRIPTIONS[value], "described_by": described_by}


class RolesField(forms.MultipleChoiceField):
    """The roles that somebody may give on a portal."""

    widget = RolesInput

    def __init__(self, **kwargs) -> None:
        kwargs.setdefault("label", _("Roles on this portal"))
        kwargs.setdefault("error_messages", {"required": _("Choose at least one role.")})
        super().__init__(**kwargs)

    def offer(self, roles: list[str]) -> None:
        """Sets the choices."""
        self.choices = [(role, str(Role(role).label).capitalize()) for role in roles]


class InviteForm(forms.Form):
    """Whom to invite, and as what."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=User._meta.get_field("email").max_length,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text=_("Best an official address that this person alone reads."),
        error_messages={"required": _("Type the e-mail address.")},
    )
    full_name = CleanCharField(
        label=_("Full name"),
        max_length=User._meta.get_field("full_name").max_length,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Type the name.")},
    )
    roles = RolesField()

    def __init__(self, *args, roles: list[str], **kwargs) -> None:
        """Offers these roles."""
        super().__init__(*args, **kwargs)
        self.fields["roles"].offer(roles)


class RolesForm(forms.Form):
    """The roles of one person on a portal."""

    roles = RolesField(required=False)

    def __init__(self, *args, roles: list[str], **kwargs) -> None:
        """Offers these roles."""
        super().__init__(*args, **kwargs)
        self.fields["roles"].offer(roles)


class NarrowingForm(forms.Form):
    """What to look for in the list of people."""

    q = CleanCharField(label=_("Name, address or telephone"), max_length=200, required=False)
    role = forms.ChoiceField(label=_("Role"), required=False)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("all")), *State.choices]
    )

    def __init__(self, *args, roles: list[str], **kwargs) -> None:
        """Offers the roles that the portal has."""
        super().__init__(*args, **kwargs)
        names = [(role, str(Role(role).label).capitalize()) for role in roles]
        self.fields["role"].choices = [("", _("all")), *names]
