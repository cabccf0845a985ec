"""What the admin host serves."""

from portal.urls.patterns import admin_patterns, public_patterns
from portal.urls.reverse_only import reverse_only

urlpatterns = [*admin_patterns, reverse_only(public_patterns)]
