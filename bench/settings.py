"""As in production, without the network: nothing is debugged, nothing is sent."""

from portal.settings.base import *  # noqa: F403

DEBUG = False
SECRET_KEY = "only-for-benchmarks-" + "x" * 40
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
LOGGING = {"version": 1, "disable_existing_loggers": True}
PUBLIC_PORT = 80
# As behind PostgreSQL, a connection lasts from one request to the next.
DATABASES["default"]["CONN_MAX_AGE"] = None
