"""What a public host serves."""

from portal.urls.patterns import admin_patterns, public_patterns
from portal.urls.reverse_only import reverse_only

urlpatterns = [*public_patterns, reverse_only(admin_patterns)]
