"""Who may work on translations: whoever writes on a portal that has a second language."""

from django.conf import settings
from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.permissions import page_permission_policy
from wagtail_localize.models import Translation
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
        found = super().get_queryset().order_by("-pk")
        condition = pages_at_hand(self.request.user)
        if condition is None:
            return found
        own = Page.objects.filter(condition).values("translation_key")
        return found.filter(source__object_id__in=own)

    def decorate_paginated_queryset(self, object_list: QuerySet) -> list[Translation]:
        """Reads what the rows show in a few statements instead of eight for each row.

        The package's table calls methods of a row; what is known already stands in their place.
        """
        rows = list(object_list.select_related("source__locale", "target_locale"))
        pages = _pages_by_key([row.source.object_id for row in rows])
        for row in rows:
            row.source.specific_content_type = ContentType.objects.get_for_id(
                row.source.specific_content_type_id
            )
            row.get_status_display = (
                gettext("Waiting for translations")
                if row.waiting_for_translation
                else gettext("Up to date")
            )
            source = pages.get((row.source.object_id, row.source.locale_id))
            target = pages.get((row.source.object_id, row.target_locale_id))
            if source:
                row.source.get_source_instance_edit_url = _edit_url(source)
                row.get_target_instance = target or ""
                row.get_target_instance_edit_url = _edit_url(target) if target else ""
        return rows


def _pages_by_key(keys: list) -> dict[tuple, Page]:
    pages = Page.objects.filter(translation_key__in=keys)
    return {(page.translation_key, page.locale_id): page for page in pages}


def _edit_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])
