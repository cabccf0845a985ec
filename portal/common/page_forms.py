"""The form that every page of ours is edited with."""

import json
from collections.abc import Container, Iterator

from django.core.exceptions import ValidationError
from django.forms import BaseForm, ModelForm
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm
from wagtail.admin.widgets import SlugInput
from wagtail.models import Page

from portal.common.addresses import is_reserved
from portal.common.chosen_media import file_references, references_in, refused_references
from portal.common.page_rights import reason_to_stay
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


FOREIGN_MEDIA = _(
    "A picture or file here is not one that you may choose. Take it out, or upload it to this "
    "portal and choose it again."
)
FOREIGN_PAGE = _(
    "A link here leads to a page of another portal that is not published. Take the link out, or "
    "choose another page."
)


# How the names end under which choosers in the blocks of a body send what was chosen.
CHOOSER_KEYS = ("-image", "-document", "-page")
# The part of a formatted text that lists what it refers to.
ENTITIES = "entityMap"


def refuse_value(
    form: BaseForm, name: str, message: str, dropped: Container[str] = frozenset()
) -> None:
    """Refuses what was chosen in a field and drops it.

    The form is shown again; a chooser would otherwise tell the title of what it may not show.

    Args:
        form: the form of the field.
        name: the field.
        message: why it is refused.
        dropped: in a body, the primary keys of what it may not refer to.
    """
    form.add_error(name, ValidationError(message))
    place = form.add_prefix(name)
    form.data = form.data.copy()
    form.data[place] = ""
    for key in [key for key in form.data if key.startswith(f"{place}-")]:
        if key.endswith(CHOOSER_KEYS) and str(form.data[key]) in dropped:
            form.data[key] = ""
        elif ENTITIES in str(form.data[key]):
            form.data[key] = _without(form.data[key], dropped)


def _without(text: str, dropped: Container[str]) -> str:
    """A formatted text as the editor sends it, in which some links lead nowhere."""
    try:
        content = json.loads(text)
        entities = content[ENTITIES].values()
    except (ValueError, TypeError, KeyError, AttributeError):
        return text
    for entity in entities:
        data = entity.get("data") or {}
        if str(data.get("id")) in dropped:
            # Nothing has this number, so the editor finds no title and no address to show.
            entity["data"] = {"id": 0}
    return json.dumps(content)


class BasePageForm(WagtailAdminPageForm):
    """What all pages' forms share: an empty slug is made from the title, a taken one refused.

    The form knows the parent, so a new page's place is known as well. Pictures and files that
    the officer may not choose are refused: published, they would become public on this portal.
    So are links to unpublished pages of other portals, whose addresses the editor would show.
    """

    def clean(self) -> dict:
        # Before the lists are checked, which write into the page.
        before = file_references(self.instance) if self.instance.pk else set()
        cleaned = super().clean()
        if self.for_user is not None:
            self._refuse_foreign_things(before)
        slug = cleaned.get("slug")
        if slug and self.parent_page and is_reserved(slug, self.parent_page.depth + 1):
            self.add_error("slug", refusal(slug))
        self._refuse_end_of_what_stays(cleaned)
        return cleaned

    def _refuse_end_of_what_stays(self, cleaned: dict) -> None:
        """The province alone plans such an end, and takes it back."""
        is_province = self.for_user is not None and self.for_user.is_superuser
        is_other = self.instance.pk and "expire_at" in self.changed_data and not is_province
        if is_other and (reason := reason_to_stay(self.instance)):
            self.add_error("expire_at", reason)

    def _refuse_foreign_things(self, before: set[tuple[type, str]]) -> None:
        lists = [form for relation in self.formsets for form in self.child_forms(relation)]
        found = [(form, references_in(form)) for form in (self, *lists)]
        asked = {one for _form, fields in found for many in fields.values() for one in many}
        refused = refused_references(self.for_user, asked - before)
        for form, fields in found:
            for name, references in fields.items():
                if bad := references & refused:
                    is_page = all(model is Page for model, _key in bad)
                    message = FOREIGN_PAGE if is_page else FOREIGN_MEDIA
                    refuse_value(form, name, message, {key for _model, key in bad})

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
