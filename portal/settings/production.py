"""A province's own servers."""

from portal.settings import environment
from portal.settings.base import *  # noqa: F403
from portal.settings.checks import refuse_unsafe_start

refuse_unsafe_start(environment)

PUBLIC_SCHEME = "https"
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
