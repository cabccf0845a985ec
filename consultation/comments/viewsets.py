"""Texts of consent in the administration, for those who keep them for the whole province."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.viewsets.model import ModelViewSet

from consultation.comments.models import ConsentText


class ConsentTextViewSet(ModelViewSet):
    """What citizens agree to before they send their data; a new text gets a new day."""

    model = ConsentText
    icon = "doc-full"
    menu_label = _("Texts of consent")
    menu_order = 916
    add_to_settings_menu = True
    list_display = ["valid_from", "text"]
    ordering = ["-valid_from"]
    copy_view_enabled = False
    add_to_reference_index = False
    panels = [FieldPanel("valid_from"), FieldPanel("text"), FieldPanel("text_en")]

    def get_permissions_to_register(self) -> QuerySet:
        """None: only superusers keep the texts, so a permission would promise too much."""
        return super().get_permissions_to_register().none()
