"""A machine of one's own: everything embedded, no server needed."""

from portal.settings import demonstration  # noqa: F401, I001 must be read before the environment
from portal.settings import environment
from portal.settings.base import *  # noqa: F403
from portal.common import clock

# Before all others: its page of the administration says which day the clock shows.
INSTALLED_APPS = ["portal.demo", *INSTALLED_APPS]  # noqa: F405
DEBUG = environment.DEBUG
# Static files come from where they are written, with and without DEBUG.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
SHOW_COMPONENTS = True
SECRET_KEY = environment.SECRET_KEY or "development-only-key-never-used-in-production"
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
if not environment.EMAIL_URL:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = environment.VAR_DIR / "mail"
# localhost and 127.0.0.1 list the addresses and the demonstration's accounts.
HOST_LIST_ON_LOCALHOST = True
# Browsers take *.localhost for secure; the check of passkeys must be told.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
clock.shift(environment.CLOCK_DAY, environment.CLOCK_LOADED_AT)
# Loading a demonstration does in a minute what officers do in a year.
LOGGING["loggers"]["portal.trace"] = {"level": "WARNING"}  # noqa: F405
