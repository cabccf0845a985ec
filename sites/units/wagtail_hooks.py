"""Registers the register's screens in the admin."""

from wagtail import hooks

from sites.units.viewsets import UnitViewSet


@hooks.register("register_admin_viewset")
def register_unit_viewset() -> UnitViewSet:
    """The units of a day."""
    return UnitViewSet("units")
