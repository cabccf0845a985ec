"""What the application looks at once, before it answers anybody."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from portal.hosts.models import Host

DEMONSTRATION_SUFFIX = ".localhost"


def refuse_demonstration() -> None:
    """Stops the start of a production server on the demonstration's database.

    Raises:
        ImproperlyConfigured: the table of host names holds the demonstration's.
    """
    if not getattr(settings, "REFUSE_DEMONSTRATION", False):
        return
    try:
        found = Host.objects.filter(name__endswith=DEMONSTRATION_SUFFIX).exists()
    except DatabaseError:
        return  # A database that is down or not migrated yet is told by the health check.
    if found:
        raise ImproperlyConfigured(
            "The database holds the demonstration, whose passwords are in a file. "
            "Use a clean database."
        )
