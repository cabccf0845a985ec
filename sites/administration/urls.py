"""Addresses of the screens of portals, below ``admin/portals/``."""

app_name = "portals"

urlpatterns: list = []
