"""Registers the law's screens in the admin."""

from wagtail import hooks

from sites.blueprint.viewsets import LawViewSetGroup


@hooks.register("register_admin_viewset")
def register_law_viewsets() -> LawViewSetGroup:
    """Requirement sets and their sections."""
    return LawViewSetGroup()
