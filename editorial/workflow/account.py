"""How a person wants to hear of the review: a part of Wagtail's screen of one's account."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.account import NotificationPreferencesForm
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab

from editorial.workflow.models import NoticePreference


class CommentNoticesForm(NotificationPreferencesForm):
    """What is left to Wagtail: mails about comments on one's texts."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in ("submitted", "approved", "rejected"):
            self.fields.pop(f"{name}_notifications", None)


class NoticePreferenceForm(forms.ModelForm):
    """One choice."""

    class Meta:
        model = NoticePreference
        fields = ["when"]
        widgets = {"when": forms.RadioSelect}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        # What is sent without it keeps the wish as it is.
        self.fields["when"].required = False

    def clean_when(self) -> str:
        """The wish, or the former one."""
        return self.cleaned_data["when"] or self.instance.when


class ReviewNoticesPanel(BaseSettingsPanel):
    """Mails about what waits for me."""

    name = "review-notices"
    title = _("Mails about the review")
    tab = notifications_tab
    order = 100
    form_class = NoticePreferenceForm
    form_object = "user"

    def get_form(self):
        """The form of the person's own wish, made with the first answer."""
        row = NoticePreference.objects.filter(user=self.user).first()
        wish = row or NoticePreference(user=self.user)
        kwargs = {"instance": wish, "prefix": self.name}
        if self.request.method == "POST":
            return self.form_class(self.request.POST, **kwargs)
        return self.form_class(**kwargs)
