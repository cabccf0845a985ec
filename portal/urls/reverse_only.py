"""Addresses that can be written but are not served here."""

from django.urls import URLResolver
from django.urls.exceptions import Resolver404
from django.urls.resolvers import RegexPattern


class ReverseOnlyResolver(URLResolver):
    """Gives the addresses of its patterns to ``reverse`` and resolves none of them.

    Wagtail's admin needs to write public addresses ("View live"), and previews of public pages
    need to write admin ones (the user bar), while each side serves its own only.
    """

    def resolve(self, path):
        raise Resolver404({"path": path, "tried": []})


def reverse_only(patterns: list) -> URLResolver:
    """Wraps patterns so that they are known by name and never served."""
    return ReverseOnlyResolver(RegexPattern(r""), patterns)
