"""The demonstration's settings, with a way to see each error page."""

from portal.settings.dev import *  # noqa: F403 one settings module on top of another

DEBUG = False
# Innermost, so that a fault passes all that a real one passes.
MIDDLEWARE = [*MIDDLEWARE, "portal.demo.testing.faults.FaultMiddleware"]  # noqa: F405 from the line above
LOGGING = {"version": 1, "disable_existing_loggers": True}
