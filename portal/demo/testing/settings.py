"""The demonstration's settings, with a way to see each error page."""

from portal.settings.dev import *  # noqa: F403

DEBUG = False
# Innermost, so that a fault passes all that a real one passes.
MIDDLEWARE = [*MIDDLEWARE, "portal.demo.testing.faults.FaultMiddleware"]  # noqa: F405
LOGGING = {"version": 1, "disable_existing_loggers": True}
