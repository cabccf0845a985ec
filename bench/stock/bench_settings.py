"""Settings of the stock project: its own, with DEBUG off and a database of its own."""

import os

from stock.settings.base import *  # noqa: F403 the project's own settings

DEBUG = False
SECRET_KEY = "only-for-benchmarks-" + "x" * 40
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = [*INSTALLED_APPS, "articles"]  # noqa: F405 from the line above
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": os.environ["STOCK_FOLDER"] + "/stock.sqlite3",
        "OPTIONS": {"init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"},
        "CONN_MAX_AGE": None,
    }
}
MEDIA_ROOT = os.environ["STOCK_FOLDER"] + "/media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
LOGGING = {"version": 1, "disable_existing_loggers": True}
