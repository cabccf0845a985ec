"""The buttons of wagtail-localize in lists of pages, known for all rows at once.

The package's hook asks four statements for each row and has no way to be told the answers, so
it is replaced among the registered hooks. It goes on answering for single pages.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets import ListingButton
from wagtail.models import Locale, Page
from wagtail_localize import wagtail_hooks as package
from wagtail_localize.models import TranslationSource

HOOK = "register_page_listing_more_buttons"
RIGHT = "wagtail_localize.submit_translation"
KNOWN = "_translation_row"
PRIORITY = 60
_PACKAGE_BUTTONS = package.page_listing_more_buttons


@dataclass(frozen=True)
class TranslationRow:
    """What the buttons of one row need to know.

    Attributes:
        can_be_translated: whether there is a language into which the page is not translated.
        source_id: the source of translations that are kept up to date; None without one.
    """

    can_be_translated: bool
    source_id: int | None


def prepare_buttons(pages: Sequence[Page], user) -> None:
    """Reads for all rows what the buttons show; nothing for people who get no buttons."""
    if not pages or not user.has_perm(RIGHT):
        return
    languages = set(Locale.objects.values_list("pk", flat=True))
    keys = {page.translation_key for page in pages}
    translated: dict[object, set[int]] = {}
    originals = Page.objects.filter(translation_key__in=keys, alias_of__isnull=True).order_by()
    for key, locale in originals.values_list("translation_key", "locale_id"):
        translated.setdefault(key, set()).add(locale)
    sources = TranslationSource.objects.filter(object__in=keys, translations__enabled=True)
    source_ids = {
        (key, locale): pk for pk, key, locale in sources.values_list("pk", "object_id", "locale_id")
    }
    for page in pages:
        key = page.translation_key
        row = TranslationRow(
            bool(languages - translated.get(key, set())), source_ids.get((key, page.locale_id))
        )
        setattr(page, KNOWN, row)


def listing_buttons(page: Page, user, view_name=None, next_url=None) -> Iterator[ListingButton]:
    """The buttons of a row; those of a page that stands alone are the package's own."""
    row: TranslationRow | None = getattr(page, KNOWN, None)
    if row is None:
        yield from _PACKAGE_BUTTONS(page, user, view_name, next_url)
        return
    if page.is_root():
        return
    if row.can_be_translated:
        address = reverse(
            "wagtail_localize:submit_page_translation", args=[page.alias_of_id or page.pk]
        )
        yield ListingButton(
            _("Translate this page"), address, priority=PRIORITY,
            icon_name="wagtail-localize-language",
        )  # fmt: skip
    if row.source_id:
        address = reverse("wagtail_localize:update_translations", args=[row.source_id])
        if next_url is not None:
            address += "?" + urlencode({"next": next_url})
        yield ListingButton(
            _("Sync translated pages"), address, priority=PRIORITY, icon_name="resubmit"
        )


def replace_hook() -> None:
    """Puts our buttons where the package's are registered.

    Raises:
        LookupError: the package registers them no longer, and this module has no purpose.
    """
    registered = hooks._hooks.get(HOOK, [])
    places = [at for at, (hook, _order) in enumerate(registered) if hook is _PACKAGE_BUTTONS]
    if not places:
        raise LookupError(f"wagtail-localize registers no buttons at {HOOK}.")
    for at in places:
        registered[at] = (listing_buttons, registered[at][1])
