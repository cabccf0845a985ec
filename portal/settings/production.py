"""A province's own servers."""

from portal.settings import environment
from portal.settings.base import *  # noqa: F403
from portal.settings.checks import refuse_unsafe_start

refuse_unsafe_start(environment)

PUBLIC_SCHEME = environment.PUBLIC_SCHEME or "https"
PUBLIC_PORT = environment.PUBLIC_PORT or 443
WAGTAILADMIN_BASE_URL = environment.origin(PUBLIC_SCHEME, ADMIN_HOST, PUBLIC_PORT)
CSRF_TRUSTED_ORIGINS = [WAGTAILADMIN_BASE_URL]
# The demonstration's accounts have their passwords in a file: its database is refused as well.
REFUSE_DEMONSTRATION = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = False  # The proxy redirects; inner health checks come without TLS.
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_NAME = "__Host-sessionid"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrftoken"
CSRF_COOKIE_SECURE = True
SILENCED_SYSTEM_CHECKS = [
    "security.W002",  # ContentPolicyMiddleware sends X-Frame-Options with the side's own policy.
    "security.W003",  # portal.hosts.sides.CsrfViewMiddleware is Django's, on the admin host alone.
    "security.W008",  # The proxy redirects to TLS, see SECURE_SSL_REDIRECT.
]
