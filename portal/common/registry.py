"""Page types by key.

Law data, blueprint and provisioning know keys only; each feature registers its page type in
``AppConfig.ready``. A key that nobody has registered is a section that is not installed yet.
"""

from collections.abc import Callable
from dataclasses import dataclass

from wagtail.models import Page


@dataclass(frozen=True)
class PageType:
    """One kind of page that provisioning can make.

    Attributes:
        key: the word that law data uses, such as ``articles`` or ``register``.
        model: the page class.
        make: ``make(title=…, slug=…, locale=…)`` gives an unsaved, live, empty page.
        is_filled: whether a page of this type has something for a reader.
        children: keys of the page types that may stand under it.
        is_section: whether it is a place that is filled in time; an empty one is in no menu.
        shows_profile: whether it shows what the portal's profile says, and is filled by that too.
    """

    key: str
    model: type[Page]
    make: Callable[..., Page]
    is_filled: Callable[[Page], bool]
    children: tuple[str, ...] = ()
    is_section: bool = True
    shows_profile: bool = False


class PageTypes:
    """All registered page types."""

    def __init__(self) -> None:
        self._types: dict[str, PageType] = {}

    def register(self, page_type: PageType) -> None:
        """Adds a page type.

        Raises:
            ValueError: the key is taken by another class.
        """
        present = self._types.get(page_type.key)
        if present and present.model is not page_type.model:
            raise ValueError(f"Page type key {page_type.key!r} is taken by {present.model}")
        self._types[page_type.key] = page_type

    def get(self, key: str) -> PageType | None:
        """The page type of this key, or None while its feature is not installed."""
        return self._types.get(key)

    def of(self, model: type[Page]) -> PageType | None:
        """The page type of a page class, or None if it is not registered."""
        return next((kind for kind in self._types.values() if kind.model is model), None)

    def all(self) -> tuple[PageType, ...]:
        """Every registered page type, in the order of registration."""
        return tuple(self._types.values())


page_types = PageTypes()


def make_with(model: type[Page]) -> Callable[..., Page]:
    """A ``make`` for page types whose empty page needs nothing but title, slug and locale."""

    def make(*, title: str, slug: str, locale) -> Page:
        return model(title=title, draft_title=title, slug=slug, locale=locale, live=True)

    return make
