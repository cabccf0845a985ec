"""Registers the screens of working time in the administration."""

from wagtail import hooks

from sites.worktime.viewsets import WorktimeViewSetGroup


@hooks.register("register_admin_viewset")
def register_worktime_viewsets() -> WorktimeViewSetGroup:
    """Working times, holidays and norms."""
    return WorktimeViewSetGroup()
