"""The form that every page of ours is edited with."""

from collections.abc import Iterator

from django.forms import ModelForm
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm
from wagtail.admin.widgets import SlugInput

from portal.common.addresses import is_reserved
from portal.common.slugs import refusal

# Wagtail's own transliteration in the browser knows no Vietnamese: it makes dj of đ and drops ế
# altogether. These replacements run before it: each letter with its marks, and loose marks.
LETTERS = {
    "a": "àáảãạăằắẳẵặâầấẩẫậ",
    "d": "đ",
    "e": "èéẻẽẹêềếểễệ",
    "i": "ìíỉĩị",
    "o": "òóỏõọôồốổỗộơờớởỡợ",
    "u": "ùúủũụưừứửữự",
    "y": "ỳýỷỹỵ",
}
LOOSE_MARKS = (r"[\u0300-\u036f]", "")
SLUG_FORMATTERS = [
    *((f"[{marked}{marked.upper()}]", plain) for plain, marked in LETTERS.items()),
    LOOSE_MARKS,
]


class VietnameseSlugInput(SlugInput):
    """A slug field that makes “duong-di” of “Đường đi” while the title is typed."""

    def __init__(self, **kwargs) -> None:
        super().__init__(formatters=SLUG_FORMATTERS, **kwargs)


class BasePageForm(WagtailAdminPageForm):
    """What all pages' forms share: an empty slug is made from the title, a taken one refused.

    The form knows the parent, so a new page's place is known as well.
    """

    def clean(self) -> dict:
        cleaned = super().clean()
        slug = cleaned.get("slug")
        if slug and self.parent_page and is_reserved(slug, self.parent_page.depth + 1):
            self.add_error("slug", refusal(slug))
        return cleaned

    def child_forms(self, relation: str) -> Iterator[ModelForm]:
        """The valid forms of an inline list that are not marked for deletion.

        The list is checked here, because the page's own ``clean`` runs before its lists do; an
        error added to one of these forms makes the whole form invalid.
        """
        formset = self.formsets.get(relation)
        if formset is None:
            return
        formset.is_valid()
        for form in formset.forms:
            cleaned = getattr(form, "cleaned_data", {})
            if cleaned and not cleaned.get("DELETE"):
                yield form


class BaseCopyForm(CopyForm):
    """The form that copies a page; without a new parent the copy stands beside its original."""

    def clean(self) -> dict:
        cleaned = super().clean()
        parent = cleaned.get("new_parent_page") or self.page.get_parent()
        slug = cleaned.get("new_slug")
        if slug and is_reserved(slug, parent.depth + 1):
            self.add_error("new_slug", refusal(slug))
        return cleaned
