"""Where the form of a draft leads to its text."""

from django.urls import reverse
from wagtail.admin.panels import Panel


class TextPanel(Panel):
    """Says which version of the text the form has, and leads to the screen where it is read."""

    class BoundPanel(Panel.BoundPanel):
        """The panel in one form."""

        template_name = "drafts/text_panel.html"

        def get_context_data(self, parent_context=None) -> dict:
            """The version of the form, and where the text is read."""
            context = super().get_context_data(parent_context)
            page = self.instance
            return {
                **context,
                "version": page.text_version if page.text_version_id else None,
                "text_url": reverse("drafts:text", args=[page.pk]) if page.pk else "",
            }
