"""Where the screens of summaries stand in the administration."""

from django.urls import include, path
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from consultation.summaries import logs


@hooks.register("register_admin_urls")
def addresses() -> list:
    """All under ``summaries/``."""
    return [path("summaries/", include("consultation.summaries.urls"))]


@hooks.register("register_log_actions")
def register_acts(actions: LogActionRegistry) -> None:
    """The acts on summaries in the history."""
    logs.register(actions)
