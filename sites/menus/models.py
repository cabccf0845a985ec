"""What is known of empty sections."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class EmptySection(models.Model):
    """That a section has nothing for a reader yet, so that no menu leads to it.

    It stands beside ``Page.show_in_menus``, which stays the editor's own choice: a section is in
    the menu while the editor wants it there and it is not empty.
    """

    page = models.OneToOneField(
        Page, on_delete=models.CASCADE, primary_key=True, related_name="empty_section"
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("empty section")
        verbose_name_plural = _("empty sections")

    def __str__(self) -> str:
        return str(self.page)
