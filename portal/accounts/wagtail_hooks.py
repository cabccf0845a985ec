"""Where the administration leads to sign-in, and what its menus leave out."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from portal.accounts import actions

CLOSED_SETTINGS = {"sites", "groups"}


@hooks.register("construct_settings_menu")
def leave_out_closed_screens(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Takes out what leads to a closed address."""
    menu_items[:] = [item for item in menu_items if item.name not in CLOSED_SETTINGS]


@hooks.register("register_account_menu_item")
def password_item(request: HttpRequest) -> dict:
    """The way to one's own password."""
    return {
        "url": reverse("account_change_password"),
        "label": _("Change password"),
        "help_text": _("You will be asked for your present password."),
    }


@hooks.register("register_account_menu_item")
def second_factor_item(request: HttpRequest) -> dict:
    """The way to one's own second factor."""
    return {
        "url": reverse("mfa_index"),
        "label": _("Second factor"),
        "help_text": _("An authenticator app, a passkey or a security key, and recovery codes."),
    }


@hooks.register("register_log_actions")
def log_actions(registry: LogActionRegistry) -> None:
    """What is done with accounts, in the words of the history."""
    actions.register(registry)
