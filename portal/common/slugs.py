"""No page takes an address of the portal itself, however it comes to its place.

The forms for writing and copying refuse the word with a sentence, a move is refused by a hook of
the administration, and whatever else writes a page (aliases, translations, imports) is stopped
when it is saved.
"""

from django.core.exceptions import ValidationError
from django.db.models.signals import pre_save
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractPage

from portal.common.addresses import is_reserved


def refusal(slug: str) -> str:
    """Why the word cannot be a page's, and what to do."""
    return _("“%(slug)s” is an address of the portal itself. Choose another one.") % {"slug": slug}


def refuse_reserved(slug: str, depth: int | None) -> None:
    """Stops a page that would hide behind an address of the portal.

    Raises:
        ValidationError: on the field ``slug``.
    """
    if is_reserved(slug, depth):
        raise ValidationError({"slug": refusal(slug)})


def page_about_to_be_saved(sender, instance, raw: bool = False, **kwargs) -> None:
    """The last net: copies, moves, aliases and translations are saved without validation."""
    if not raw and isinstance(instance, AbstractPage):
        refuse_reserved(instance.slug, instance.depth)


def connect() -> None:
    """Watches every page that is saved."""
    pre_save.connect(page_about_to_be_saved, dispatch_uid="reserved_slugs")
