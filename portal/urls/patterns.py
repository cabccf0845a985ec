"""The patterns of both sides. ``public`` and ``admin`` say which of them are served."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.urls import serve_pattern

from portal.common.views import serve

public_patterns = [
    path("", include("portal.media.urls")),
    *i18n_patterns(
        re_path(serve_pattern, serve, name="wagtail_serve"),
        prefix_default_language=False,
    ),
]

admin_patterns = [
    path("admin/", include("portal.accounts.closed_urls")),
    path("admin/", include("portal.media.closed_urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("", include("portal.media.urls")),
    path("tai-khoan/", include("portal.accounts.urls")),
]

# What answers when something is wrong, on every side.
handler400 = "portal.common.errors.bad_request"
handler403 = "portal.common.errors.forbidden"
handler404 = "portal.common.errors.not_found"
handler500 = "portal.common.errors.server_error"
