"""The form that every page of ours is edited with."""

from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.widgets import SlugInput

# Wagtail's own transliteration may drop đ; these run before it, in the browser.
SLUG_FORMATTERS = [(r"[đĐ]", "d")]


class VietnameseSlugInput(SlugInput):
    """A slug field that makes “duong-di” of “Đường đi” while the title is typed."""

    def __init__(self, **kwargs) -> None:
        super().__init__(formatters=SLUG_FORMATTERS, **kwargs)


class BasePageForm(WagtailAdminPageForm):
    """What all pages' forms share: an empty slug is made from the title."""
