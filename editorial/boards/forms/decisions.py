"""What a receiver answers to a board."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.common.fields import CleanCharField

LONGEST_REASON = 2000


class ReturnForm(forms.Form):
    """Why a board goes back."""

    reason = CleanCharField(
        label=_("What has to be mended"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The portal reads this, corrects the board and sends it again."),
        error_messages={
            "required": _(
                "Say what has to be mended: the portal reads it and sends the board again."
            )
        },
    )
