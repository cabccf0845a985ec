"""Forms of sign-in and of the user screens."""

from allauth.account import forms as allauth_forms
from django import forms
from django.conf import settings
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.accounts import services
from portal.accounts.invitations import invite
from portal.accounts.models import User
from portal.accounts.second_factor import has_factor
from portal.accounts.tasks import send_password_reset


class InvitationForm(forms.Form):
    """Name and password of an invited person."""

    full_name = forms.CharField(
        label=_("Full name"),
        max_length=User._meta.get_field("full_name").max_length,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        help_text=password_validation.password_validators_help_text_html(),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password_again = forms.CharField(
        label=_("Password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, user: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.initial.setdefault("full_name", user.full_name)

    def clean(self) -> dict:
        data = super().clean()
        password = data.get("password")
        if password and "password_again" in data and password != data["password_again"]:
            self.add_error("password_again", _("The two passwords differ. Type both again."))
        if password:
            self._check_strength(password, data.get("full_name", ""))
        return data

    def _check_strength(self, password: str, full_name: str) -> None:
        candidate = User(email=self.user.email, full_name=full_name)
        try:
            password_validation.validate_password(password, candidate)
        except ValidationError as error:
            self.add_error("password", error)


class ResetPasswordForm(allauth_forms.ResetPasswordForm):
    """Asks for a link by mail. Known and unknown addresses take the same way and time."""

    def clean_email(self) -> str:
        """The address; whether anybody has it is for the worker to find out."""
        return User.objects.normalize_email(self.cleaned_data["email"])

    def save(self, request, **kwargs) -> str:
        """Hands the address to the worker."""
        send_password_reset.enqueue(self.cleaned_data["email"])
        return self.cleaned_data["email"]


class ProfileForm(forms.ModelForm):
    """What people change about themselves."""

    class Meta:
        model = User
        fields = ["full_name", "telephone"]


class AccountEditForm(forms.ModelForm):
    """An account as an administrator of the installation sees it, and what only they may do."""

    class Meta:
        model = User
        fields = ["email", "full_name", "telephone", "is_active"]

    forget_factor = forms.BooleanField(
        label=_("Take all second factors away"),
        help_text=_(
            "For somebody who has lost telephone, key and recovery codes. Make sure that it is "
            "really they who ask. They are signed out and set up a new second factor."
        ),
        required=False,
    )

    def __init__(self, *args, by: User, editing_self: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        if editing_self:
            # Nobody shuts the door on themselves by mistake.
            del self.fields["is_active"]
        if editing_self or not has_factor(self.instance):
            del self.fields["forget_factor"]

    def clean_is_active(self) -> bool:
        """Refuses to close an account that must stay open."""
        is_active = self.cleaned_data["is_active"]
        if is_active or not self.instance.is_active:
            return is_active
        if refusal := services.refusal_to_suspend(self.instance, by=self.by):
            raise ValidationError(refusal)
        return is_active

    @transaction.atomic
    def save(self, commit: bool = True) -> User:
        """Saves what is written about the person; closing and opening are acts of their own."""
        wanted = self.cleaned_data.get("is_active", self.instance.is_active)
        self.instance.is_active = self.initial.get("is_active", True)
        user = super().save(commit)
        if wanted and not user.is_active:
            services.reinstate(user, by=self.by)
        elif user.is_active and not wanted:
            services.suspend(user, by=self.by, reason="")
        if self.cleaned_data.get("forget_factor"):
            services.forget_second_factor(user, by=self.by)
        return user


class AccountCreationForm(forms.ModelForm):
    """A new account; its owner sets the password by invitation."""

    class Meta:
        model = User
        fields = ["email", "full_name", "telephone"]

    @transaction.atomic
    def save(self, commit: bool = True) -> User:
        """Makes the account without a password and invites its owner."""
        self.instance.set_unusable_password()
        user = super().save(commit=True)
        invite(user, site_name=settings.WAGTAIL_SITE_NAME, role_name=gettext("not given yet"))
        return user
