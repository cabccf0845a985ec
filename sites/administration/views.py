"""What all screens of portals share."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from sites.administration.permissions import ProvincialAdministratorMixin


class PortalScreen(ProvincialAdministratorMixin, WagtailAdminTemplateMixin):
    """A screen of the group “Portals”: its frame, its path from the start, who may open it."""

    template_name = "administration/base.html"
    header_icon = "site"
