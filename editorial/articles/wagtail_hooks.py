"""The admin of items."""

from django.urls import path
from wagtail import hooks

from editorial.articles.views import suggest


@hooks.register("register_admin_urls")
def tag_suggestions() -> list:
    """The address that suggests tags of one portal."""
    return [path("tags/<int:site_id>/", suggest, name="articles_suggest_tags")]
