"""Suggestions while an editor types tags."""

from django.http import Http404, HttpRequest, JsonResponse
from wagtail.models import Page
from wagtail.permissions import policy_registry

from editorial.articles.tags import suggest_tags
from portal.hosts.index import index

EDITING = {"add_page", "change_page"}


def may_edit_in(user, site_id: int) -> bool:
    """Whether a person may add or change any page of this portal."""
    roots = index.current().home_paths.get(site_id, [])
    if not roots or not user.is_active:
        return False
    if user.is_superuser:
        return True
    granted = policy_registry.get_by_type(Page).get_cached_permissions_for_user(user)
    return any(
        permission.permission.codename in EDITING
        and (root.startswith(permission.page.path) or permission.page.path.startswith(root))
        for permission in granted
        for root in roots
    )


def suggest(request: HttpRequest, site_id: int) -> JsonResponse:
    """Names of this portal's tags that begin with ``term``; 404 for a portal of others."""
    if not may_edit_in(request.user, site_id):
        raise Http404
    return JsonResponse(suggest_tags(site_id, request.GET.get("term", "")), safe=False)
