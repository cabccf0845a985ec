"""What ``localhost`` serves on a developer's machine: the list of addresses."""

from django.urls import path

from portal.demo.views import host_list
from portal.urls.patterns import admin_patterns, public_patterns
from portal.urls.reverse_only import reverse_only

urlpatterns = [
    path("", host_list, name="host_list"),
    reverse_only(public_patterns),
    reverse_only(admin_patterns),
]
