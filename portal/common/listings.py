"""One page of a long list, with its number read from the address."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, QueryDict

PAGE_PARAMETER = "trang"
# Deeper pages cost more and are read by machines alone; a reader narrows the list instead.
DEEPEST_PAGE = 200


@dataclass(frozen=True)
class Listing:
    """One page of a list.

    Attributes:
        rows: what the page shows.
        number: the number of the page, from 1.
        total: how many rows the whole list has.
        size: how many rows a page has.
        chosen: the filters of the address, as they are written there.
        extra: what else the template of this list needs.
    """

    rows: Sequence[Any]
    number: int
    total: int
    size: int
    chosen: dict[str, str]
    extra: dict[str, Any]

    @property
    def last(self) -> int:
        """The number of the last page that can be reached."""
        return min(max(ceil(self.total / self.size), 1), DEEPEST_PAGE)

    @property
    def first_place(self) -> int:
        """The place of the first row in the whole list, from 1."""
        return (self.number - 1) * self.size + 1

    @property
    def is_cut(self) -> bool:
        """Whether the list is longer than can be reached page by page."""
        return self.total > DEEPEST_PAGE * self.size

    @property
    def previous_address(self) -> str:
        """The query of the page before, or nothing."""
        return self.address(self.number - 1) if self.number > 1 else ""

    @property
    def next_address(self) -> str:
        """The query of the page after, or nothing."""
        return self.address(self.number + 1) if self.number < self.last else ""

    def address(self, number: int) -> str:
        """The query of another page of this list, its filters kept."""
        query = dict(self.chosen)
        if number > 1:
            query[PAGE_PARAMETER] = str(number)
        return "?" + urlencode(query)


def page_number(query: QueryDict) -> int:
    """The number of the page that the address asks for.

    Raises:
        Http404: what stands there is no number from 1 to 200.
    """
    written = query.get(PAGE_PARAMETER, "1")
    if not (written.isascii() and written.isdigit() and len(written) <= len(str(DEEPEST_PAGE))):
        raise Http404
    number = int(written)
    if not 1 <= number <= DEEPEST_PAGE:
        raise Http404
    return number


def slice_of(number: int, size: int) -> slice:
    """Where a page's rows stand in the whole list."""
    return slice((number - 1) * size, number * size)


def refuse_beyond_end(number: int, total: int, size: int) -> None:
    """A page after the last one is not there; the first page of an empty list is.

    Raises:
        Http404: the list ends before this page.
    """
    if number > 1 and (number - 1) * size >= total:
        raise Http404
