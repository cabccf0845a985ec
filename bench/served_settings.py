"""The demonstration as it is served in production: collected files under lasting names."""

from portal.settings.dev import *  # noqa: F403 one settings module on top of another

DEBUG = False
STORAGES["staticfiles"] = {
    "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage",
}
WHITENOISE_USE_FINDERS = False
WHITENOISE_AUTOREFRESH = False
LOGGING = {"version": 1, "disable_existing_loggers": True}
