"""The application for a WSGI server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")
application = get_wsgi_application()

from portal.hosts.startup import refuse_demonstration  # noqa: E402 models are loaded only now

refuse_demonstration()
