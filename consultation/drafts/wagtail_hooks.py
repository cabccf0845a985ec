"""Where the screens of drafts stand in the administration."""

from django.urls import include, path
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from consultation.drafts import logs


@hooks.register("register_admin_urls")
def addresses() -> list:
    """All under ``drafts/``."""
    return [path("drafts/", include("consultation.drafts.urls"))]


@hooks.register("register_log_actions")
def register_acts(actions: LogActionRegistry) -> None:
    """The acts on drafts in the history."""
    logs.register(actions)
