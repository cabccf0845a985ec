"""What nobody can do to a portal's home page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks

from portal.home.models import HomePage


def _refuse(request: HttpRequest) -> HttpResponse:
    messages.error(
        request,
        _(
            "A home page is not taken down: the whole portal would vanish. Retire the portal instead."
        ),
    )
    return redirect("wagtailadmin_explore_root")


@hooks.register("before_unpublish_page")
@hooks.register("before_delete_page")
@hooks.register("before_move_page")
def keep_home_page(request: HttpRequest, page, *arguments) -> HttpResponse | None:
    """Refuses to unpublish, delete or move a home page, for everybody."""
    return _refuse(request) if issubclass(page.specific_class, HomePage) else None


@hooks.register("before_bulk_action")
def keep_home_pages(
    request: HttpRequest, action_type: str, objects: list, action
) -> HttpResponse | None:
    """The same for acts on many pages at once."""
    if action_type not in {"unpublish", "delete", "move"}:
        return None
    kinds = [getattr(item, "specific_class", None) for item in objects]
    return _refuse(request) if any(kind and issubclass(kind, HomePage) for kind in kinds) else None
