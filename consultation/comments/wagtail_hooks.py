"""Where the screens of comments stand in the administration."""

from django.http import HttpRequest
from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from consultation.comments import logs
from consultation.comments.permissions import is_officer
from consultation.comments.viewsets import ConsentTextViewSet


class CommentsMenuItem(MenuItem):
    """For citizens' officers."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person is one on the current portal."""
        return is_officer(request.user)


@hooks.register("register_admin_urls")
def addresses() -> list:
    """All under ``comments/``."""
    return [path("comments/", include("consultation.comments.urls"))]


@hooks.register("register_admin_menu_item")
def comments_item() -> CommentsMenuItem:
    """What citizens have to say on drafts."""
    return CommentsMenuItem(
        _("Comments on drafts"), reverse_lazy("comments:queue"), name="comments",
        icon_name="comment", order=160,
    )  # fmt: skip


@hooks.register("register_admin_viewset")
def register_consent_texts() -> ConsentTextViewSet:
    """What citizens consent to."""
    return ConsentTextViewSet("consent-texts")


@hooks.register("register_log_actions")
def register_acts(actions: LogActionRegistry) -> None:
    """The acts on comments in the history."""
    logs.register(actions)
