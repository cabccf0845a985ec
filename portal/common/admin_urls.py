"""Addresses of Wagtail's administration whose rows are read together.

They stand before Wagtail's own, whose names still reverse to them.
"""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from portal.common.page_choosers import PortalBrowseView, PortalSearchView

urlpatterns = [
    path(address, never_cache(require_admin_access(view.as_view())))
    for address, view in (
        ("choose-page/", PortalBrowseView),
        ("choose-page/<int:parent_page_id>/", PortalBrowseView),
        ("choose-page/search/", PortalSearchView),
    )
]
