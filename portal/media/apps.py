"""Pictures and files, checked on the way in and on the way out."""

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    """Pictures and files, checked on the way in and on the way out."""

    name = "portal.media"
    label = "media"
    verbose_name = _("Media")

    def ready(self) -> None:
        from PIL import Image

        from portal.media import encoding, signal_handlers

        Image.MAX_IMAGE_PIXELS = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
        encoding.install()
        signal_handlers.connect()
        _register_policies()


def _register_policies() -> None:
    """Rights on pictures and files are those of our own models, per collection.

    Left alone, Wagtail asks for the permissions of its stock models, which no role holds. It
    registers that policy later than this one, but an exact class comes first.
    """
    from wagtail.permissions import register_permission_policy

    from portal.media.models import PortalDocument, PortalImage
    from portal.media.policies import MediaPolicy

    for model in (PortalImage, PortalDocument):
        policy = MediaPolicy(model, owner_field_name="uploaded_by_user")
        register_permission_policy(model, policy, exact_class=True)
