"""The tag field of the admin, which suggests the portal's own tags."""

import json

from django.forms import TextInput
from django.urls import reverse

from editorial.articles.tags import MOST_TAGS


class SiteTagWidget(TextInput):
    """Wagtail's tag field, with suggestions of one portal.

    Wagtail's own widget suggests every portal's tags.
    """

    site_id: int | None = None

    def build_attrs(self, base_attrs: dict, extra_attrs: dict | None = None) -> dict:
        attrs = super().build_attrs(base_attrs, extra_attrs)
        if self.site_id:
            options = {"allowSpaces": True, "tagLimit": MOST_TAGS, "autocompleteOnly": False}
            attrs["data-controller"] = "w-tag"
            attrs["data-w-tag-delay-value"] = 200
            attrs["data-w-tag-url-value"] = reverse("articles_suggest_tags", args=[self.site_id])
            attrs["data-w-tag-options-value"] = json.dumps(options)
        return attrs
