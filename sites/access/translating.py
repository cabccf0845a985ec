"""Who may work on translations: whoever writes on a portal that has a second language."""

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.permissions import page_permission_policy
from wagtail_localize.views.report import TranslationsReportView

from portal.hosts.addresses import language_of
from sites.access.choosing import pages_at_hand

FORBIDDEN = 403


def refusal(user) -> str:
    """Why a person has nothing to do with translations; empty if they have.

    Args:
        user: who is signed in.
    """
    if user.is_active and user.is_superuser:
        return ""
    homes = page_permission_policy.instances_with_direct_explore_permission(user)
    if any(language_of(home) not in (None, settings.LANGUAGE_CODE) for home in homes):
        return ""
    return _(
        "None of your portals has a second language, so there is nothing to translate. Ask an "
        "administrator of the province if yours needs one."
    )


class OwnTranslationsReportView(TranslationsReportView):
    """The translations of a person's own portals; of all for administrators of the province."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Says why, and leads home, before anything is read."""
        reason = refusal(request.user)
        if not reason:
            return super().dispatch(request, *args, **kwargs)
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return HttpResponse(reason, status=FORBIDDEN, content_type="text/plain")
        messages.error(request, reason)
        return redirect("wagtailadmin_home")

    def get_queryset(self) -> QuerySet:
        """Leaves out what belongs to portals of others."""
        found = super().get_queryset()
        condition = pages_at_hand(self.request.user)
        if condition is None:
            return found
        own = Page.objects.filter(condition).values("translation_key")
        return found.filter(source__object_id__in=own)
