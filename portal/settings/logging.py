"""Faults and officers' acts go to standard error as JSON lines, which what runs the process keeps."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "portal.common.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        # Django's own handlers would mail or stay silent without DEBUG: the root's is the one.
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        # Addresses that do not exist are the web server's to note: anybody can make any number.
        "django.request": {"level": "ERROR"},
        # What officers do, by numbers alone: see sites/trace/mirror.py.
        "portal.trace": {"level": "INFO"},
    },
}
