"""Choices in the filters of Wagtail's lists: a person's own portals, colleagues and workflows."""

from collections.abc import Callable, Iterator

from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from wagtail.admin.views.pages.listing import PageFilterSet
from wagtail.admin.views.reports.locked_pages import LockedPagesReportFilterSet
from wagtail.admin.views.reports.workflows import (
    WorkflowReportFilterSet,
    WorkflowTasksReportFilterSet,
)
from wagtail.models import Page, Task, Workflow

from sites.access.choosing import colleagues_of, pages_above, pages_at_hand, portals_of
from sites.access.name_filters import EditorFilter, OwnerFilter, PortalFilter

Choices = Callable[[HttpRequest], QuerySet]


def own_portals(request: HttpRequest) -> QuerySet:
    """The portals on which the person has a role."""
    return portals_of(request.user)


def own_workflows(request: HttpRequest) -> QuerySet:
    """The workflows of the person's pages, and of those above them."""
    own = pages_at_hand(request.user)
    if own is None:
        return Workflow.objects.all()
    pages = Page.objects.filter(own | pages_above(request.user))
    return Workflow.objects.filter(pk__in=_workflow_ids(pages))


def own_tasks(request: HttpRequest) -> QuerySet:
    """The tasks of the workflows of the person's pages."""
    return Task.objects.filter(workflow_tasks__workflow__in=own_workflows(request)).distinct()


def among_colleagues(people: Choices) -> Choices:
    """The people of a filter, as far as they work on a portal of the one who looks."""

    def choices(request: HttpRequest) -> QuerySet:
        return people(request).filter(pk__in=colleagues_of(request.user).values("pk"))

    return choices


def restrict_filters() -> None:
    """Gives the filters of Wagtail's lists choices that depend on who looks.

    Filters are shared by the lists of all kinds of pages, and copied for each request.
    """
    for filterset in (PageFilterSet, *_all_below(PageFilterSet)):
        _restrict_page_filters(filterset)
    locked = LockedPagesReportFilterSet.base_filters
    workflows = WorkflowReportFilterSet.base_filters
    tasks = WorkflowTasksReportFilterSet.base_filters
    workflows["workflow"].queryset = tasks["workflow"].queryset = own_workflows
    tasks["task"].queryset = own_tasks
    for people in (locked["locked_by"], workflows["requested_by"]):
        people.queryset = among_colleagues(people.queryset)


def _all_below(filterset: type) -> Iterator[type]:
    for kind in filterset.__subclasses__():
        yield kind
        yield from _all_below(kind)


def _restrict_page_filters(filterset: type[PageFilterSet]) -> None:
    """Replaces three filters; those of lists that are declared later are made of the same."""
    kinds = {"site": PortalFilter, "owner": OwnerFilter, "edited_by": EditorFilter}
    for filters in (filterset.base_filters, filterset.declared_filters):
        for name, kind in kinds.items():
            stock = filters[name]
            if isinstance(stock, kind):
                continue
            choices = own_portals if name == "site" else among_colleagues(stock.queryset)
            filters[name] = kind(
                field_name=stock.field_name,
                label=stock.label,
                queryset=choices,
                widget=CheckboxSelectMultiple,
            )


def _workflow_ids(pages: QuerySet) -> QuerySet:
    return Workflow.objects.filter(workflow_pages__page__in=pages).values("pk")
