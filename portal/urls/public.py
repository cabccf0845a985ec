"""What a public host serves."""

from portal.urls.patterns import (  # noqa: F401 Django looks for the handlers in this module
    admin_patterns,
    handler400,
    handler403,
    handler404,
    handler500,
    public_patterns,
)
from portal.urls.reverse_only import reverse_only

urlpatterns = [*public_patterns, reverse_only(admin_patterns)]
