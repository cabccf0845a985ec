"""Tests: quick, with nothing outside the database."""

import tempfile

from portal.common import catalogues
from portal.settings.base import *  # noqa: F403

# Django reads the catalogues once, so they must be there before the first text is translated.
catalogues.compile_all()

INSTALLED_APPS = ["portal.demo", *INSTALLED_APPS]  # noqa: F405
SHOW_COMPONENTS = True
SECRET_KEY = "only-for-tests-" + "x" * 40
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
MEDIA_ROOT = tempfile.mkdtemp(prefix="portal-test-media-")
WHITENOISE_AUTOREFRESH = True
PROVINCE_DOMAIN = "bacninh.localhost"
ADMIN_HOST = "quantri.test.localhost"
PUBLIC_PORT = 80
WAGTAILADMIN_BASE_URL = "http://quantri.test.localhost"
CSRF_TRUSTED_ORIGINS = [WAGTAILADMIN_BASE_URL]
# Browsers take *.localhost for secure; the check of passkeys must be told.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["ENGINE"] = "portal.common.testing.sqlite"
