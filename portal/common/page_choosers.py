"""The chooser of pages: its rows are read together, where Wagtail asks four times for each."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.chooser import BrowseView, PageTitleColumn, SearchView
from wagtail.models import Page, PageQuerySet

# Where treebeard keeps the page above.
PARENT = "_cached_parent_obj"


class TitleBelowColumn(PageTitleColumn):
    """The title of pages that all stand under one page, which is known."""

    def __init__(self, *args, parent: Page, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.parent = parent

    def get_cell_context_data(self, instance: Page, parent_context) -> dict:
        """Hands the page above to the row, which names it for the script of the chooser."""
        if not instance.is_parent_page:
            setattr(instance, PARENT, self.parent)
        return super().get_cell_context_data(instance, parent_context)


class PortalBrowseView(BrowseView):
    """Walks the tree."""

    def filter_object_list(self, pages: PageQuerySet) -> PageQuerySet:
        """Reads languages and states of all rows at once."""
        return with_states(super().filter_object_list(pages))

    @property
    def columns(self) -> list[Column]:
        """Wagtail's columns; the title knows the page above."""
        columns = super().columns
        at = next(n for n, column in enumerate(columns) if isinstance(column, PageTitleColumn))
        title = columns[at]
        columns[at] = TitleBelowColumn(
            title.name,
            label=title.label,
            is_multiple_choice=title.is_multiple_choice,
            parent=self.parent_page,
        )
        return columns


class PortalSearchView(SearchView):
    """Searches the tree; its queryset is prepared by a hook, ``prepare_found``."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Reads the pages above all that was found, before the answer is drawn."""
        request.finds_pages = True
        response = super().get(request)
        give_parents(response.context_data["pages"])
        return response


def prepare_found(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Reads languages and states of all that a chooser's search finds at once.

    The screen that browses does so by itself, after it has combined its two kinds of rows.
    """
    return with_states(pages) if getattr(request, "finds_pages", False) else pages


def with_states(pages: PageQuerySet) -> PageQuerySet:
    """Pages with what the column of states and the mark of the language show."""
    # Where the states are looked for depends on whether pages come in their own type.
    found = pages.specific().prefetch_related("locale").prefetch_workflow_states()
    return found.annotate_approved_schedule()


def give_parents(pages: Iterable[Page]) -> None:
    """Reads the pages above several pages in one statement and hands them over."""
    paths = {page.path[: -Page.steplen] for page in pages}
    above = Page.objects.filter(path__in=paths).select_related("locale")
    found = {page.path: page for page in above}
    for page in pages:
        setattr(page, PARENT, found.get(page.path[: -Page.steplen]))
