"""What the screens of a portal's people have in common: whose portal it is, and the frame."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Site

from sites.access.current import MOST_DIGITS, PARAMETER
from sites.access.models import Role
from sites.access.staff import rules
from sites.access.standing import standing


def portal_asked_for(request: HttpRequest) -> int | None:
    """The portal that the address names; None if it names none.

    Raises:
        Http404: what stands there is no number.
    """
    number = request.GET.get(PARAMETER)
    if number is None:
        return None
    if not (number.isascii() and number.isdigit() and len(number) < MOST_DIGITS):
        raise Http404
    return int(number)


def portal_in_charge(request: HttpRequest) -> Site:
    """The portal whose people somebody looks after with this request.

    Administrators of the province name it in the address. Everybody else acts on the current
    portal; an address that names another one is not found rather than taken for this one.

    Raises:
        Http404: there is no such portal among theirs.
        PermissionDenied: they administer no portal at the moment.
    """
    asked_for = portal_asked_for(request)
    if request.user.is_superuser:
        if asked_for is None:
            raise Http404
        return get_object_or_404(Site, pk=asked_for)
    current = next(iter(standing(request.user).sites_with(Role.ADMINISTRATOR)), None)
    if asked_for is not None and asked_for != current:
        raise Http404
    if current is None:
        raise PermissionDenied
    return get_object_or_404(Site, pk=current)


def staff_url(site: Site, name: str, *args) -> str:
    """The address of a screen, with the portal that it is about.

    A form that lay open while its author switched portals is still taken for its own.
    """
    return f"{reverse(f'staff:{name}', args=args)}?{urlencode({PARAMETER: site.pk})}"


class StaffScreen(WagtailAdminTemplateMixin):
    """A screen about the people of one portal."""

    header_icon = "group"

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Finds the portal before anything is read or written."""
        self.site = portal_in_charge(request)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def archive_notice(self) -> str:
        """Why nothing can be done; empty for a live portal."""
        return rules.against_archive(self.site)

    def url(self, name: str, *args) -> str:
        """The address of another screen about the same portal."""
        return staff_url(self.site, name, *args)

    def get_page_subtitle(self) -> str:
        """The portal's name."""
        return self.site.site_name

    def get_breadcrumbs_items(self) -> list[dict]:
        """From the start over the list of people to this screen."""
        return [
            {"url": reverse_lazy("wagtailadmin_home"), "label": gettext_lazy("Home")},
            {"url": self.url("list"), "label": _("Staff")},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs) -> dict:
        """The portal, and the way back."""
        return super().get_context_data(
            **kwargs, site=self.site, list_url=self.url("list"), archive=self.archive_notice
        )
