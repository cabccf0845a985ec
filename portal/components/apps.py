from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ComponentsConfig(AppConfig):
    """The catalogue of components."""

    name = "portal.components"
    label = "components"
    verbose_name = _("Components")
