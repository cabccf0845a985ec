"""Refuses, before any screen is asked, whatever names an object of another portal by its number.

Many of Wagtail's screens look an object up by the number in the address and ask for rights only
when they act on it; the title has been shown by then.
"""

from collections.abc import Iterable

from django.apps import apps
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.models import Page
from wagtail.permissions import policy_registry

from portal.hosts.sides import has_officer
from sites.access.choosing import pages_above, pages_at_hand
from sites.access.filters import own_tasks
from sites.access.naming import pages_named
from sites.access.reasons import told_why_not

# Workflows are the province's, one for all portals.
PROVINCIAL = ("admin/workflows/",)
BULK = "wagtail_bulk_action"
MEDIA_ACTIONS = ("change", "delete", "choose")
ALL = "all"


class PortalGuardMiddleware:
    """Answers “not found” for what belongs to portals on which a person has no role.

    The answer is the same for what is another's and for what is not there.
    """

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args: tuple, kwargs: dict):
        """Looks at the numbers in an address before its view does.

        Returns:
            An answer that says why not, or None for the view to go on.

        Raises:
            Http404: one of them is not the person's.
        """
        if not has_officer(request) or not request.user.is_authenticated:
            return None
        if request.user.is_active and request.user.is_superuser:
            return None
        if request.resolver_match.route.startswith(PROVINCIAL):
            raise Http404
        refuse_foreign_pages(request.user, pages_named(request, kwargs))
        if "task_id" in kwargs and not own_tasks(request).filter(pk=kwargs["task_id"]).exists():
            raise Http404
        if request.resolver_match.view_name == BULK:
            _refuse_foreign_objects(request, kwargs["app_label"], kwargs["model_name"])
        return told_why_not(request, kwargs)


def refuse_foreign_pages(user, numbers: Iterable[object]) -> None:
    """Lets a person's own pages pass, and those above them, through which one walks to them.

    Raises:
        Http404: a page is of another portal, or there is none.
    """
    wanted = _numbers(numbers)
    if not wanted:
        return
    own = pages_at_hand(user)
    found = Page.objects.filter(pk__in=wanted)
    if own is not None:
        found = found.filter(own | pages_above(user))
    if found.count() != len(wanted):
        raise Http404


def _refuse_foreign_objects(request: HttpRequest, app_label: str, model_name: str) -> None:
    sent = [*request.GET.getlist("id"), *request.POST.getlist("id")]
    numbers = [number for number in sent if number != ALL]
    parents = [*request.GET.getlist("childOf"), *request.POST.getlist("childOf")]
    # Wagtail fails on what is no number.
    _numbers(parents)
    try:
        model = apps.get_model(app_label, model_name)
    except LookupError as unknown:
        raise Http404 from unknown
    if issubclass(model, Page):
        # Where they are to be moved: the screen would tell the title of what is refused.
        places = [place for place in request.POST.getlist("chooser") if place]
        refuse_foreign_pages(request.user, [*numbers, *parents, *places])
        return
    policy = policy_registry.get_by_type(model)
    own = policy.instances_user_has_any_permission_for(request.user, MEDIA_ACTIONS)
    wanted = _numbers(numbers)
    if own.filter(pk__in=wanted).count() != len(wanted):
        raise Http404


def _numbers(values: Iterable[object]) -> set[int]:
    try:
        return {int(str(value)) for value in values}
    except ValueError as nonsense:
        raise Http404 from nonsense
