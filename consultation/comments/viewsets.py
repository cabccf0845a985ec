"""What citizens consent to, in the administration, for those who keep it for the whole province."""

from django.utils.translation import gettext_lazy as _

from consultation.comments.models import ConsentText
from consultation.periods.viewsets import KeptViewSet


class ConsentTextViewSet(KeptViewSet):
    """The texts, of which one is in force at a time."""

    model = ConsentText
    icon = "check"
    menu_label = _("Texts of consent")
    menu_order = 917
    list_display = ["valid_from", "text"]
