"""Lists of pages in the administration: the rows of a screen are read together.

Wagtail prepares most of what the rows of its lists show. What it leaves to each row, and what
wagtail-localize asks for each row, is read here once for all rows of a screen.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Model
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.views.pages.search import SearchView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page, Task, TaskState

from portal.common.page_rights import prepare_reasons, prepare_reasons_for_good
from portal.common.translation_buttons import prepare_buttons


def prepare_rows(pages: Sequence[Page], user) -> None:
    """Reads what the buttons and locks of the rows ask for.

    Args:
        pages: the rows of one screen, with what ``prefetch_workflow_states`` leaves on them.
        user: who looks at them.
    """
    _prepare_tasks(pages)
    if user.is_superuser:
        prepare_reasons_for_good(pages)
    else:
        prepare_reasons(pages)
    prepare_buttons(pages, user)


class PreparedRowsMixin:
    """Of a view that lists pages."""

    def get_context_data(self, **kwargs) -> dict:
        """Prepares the rows before they are drawn."""
        context = super().get_context_data(**kwargs)
        prepare_rows(context["object_list"], self.request.user)
        return context


class PortalIndexView(PreparedRowsMixin, ExplorableIndexView):
    """The explorer."""


class PortalSearchView(PreparedRowsMixin, SearchView):
    """The search over pages."""


class PortalPageViewSet(PageViewSet):
    """The screens of all pages that have none of their own; others inherit from it."""

    model = Page
    index_view_class = PortalIndexView
    search_view_class = PortalSearchView


def _prepare_tasks(pages: Sequence[Page]) -> None:
    """Gives the rows that wait in a workflow their states, and the one object of their task."""
    waiting = [
        state.current_task_state
        for page in pages
        for state in getattr(page, "_current_workflow_states", ())
        if state.current_task_state
    ]
    if not waiting:
        return
    tasks = _as_own_kinds((state.task for state in waiting), Task)
    kept = _as_own_kinds(waiting, TaskState)
    for state in waiting:
        # Where ``specific`` keeps what it has read.
        state.__dict__["specific"] = kept[state.pk]
        task = tasks[state.task_id]
        task.__dict__["specific"] = task
        state.task = kept[state.pk].task = task


def _as_own_kinds(rows: Iterable[Model], base: type[Model]) -> dict[int, Model]:
    """The rows by key, each as its own kind of the base; one statement for each kind."""
    found = {row.pk: row for row in rows}
    by_kind: dict[type[Model], list[int]] = defaultdict(list)
    for row in found.values():
        by_kind[row.specific_class or base].append(row.pk)
    for kind, numbers in by_kind.items():
        if kind is not base:
            found |= kind.objects.in_bulk(numbers)
    return found
