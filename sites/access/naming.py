"""Which pages a request of the administration names by their numbers."""

from django.http import HttpRequest

PAGE_ARGUMENTS = ("page_id", "parent_page_id", "page_to_move_id", "destination_id", "page_pk")
# Addresses in which ``pk`` is a page.
PAGE_KEYS = ("admin/pages/", "admin/api/main/^pages/")
# Fields in which a page is sent as the place to which another one goes.
DESTINATIONS = {
    "wagtailadmin_pages:copy": "new_parent_page",
    "wagtailadmin_pages:move": "new_parent_page",
}
CHOSEN_PAGES = "wagtailadmin_choose_page_chosen_multiple"


def pages_named(request: HttpRequest, kwargs: dict) -> list[object]:
    """The numbers, as they stand in the address.

    Args:
        request: a request whose address is resolved.
        kwargs: the arguments of its view.
    """
    match = request.resolver_match
    numbers = [kwargs[name] for name in PAGE_ARGUMENTS if name in kwargs]
    if "pk" in kwargs and match.route.startswith(PAGE_KEYS):
        numbers.append(kwargs["pk"])
    if match.view_name == CHOSEN_PAGES:
        numbers += request.GET.getlist("id")
    if match.view_name in DESTINATIONS and request.method == "POST":
        numbers += filter(None, request.POST.getlist(DESTINATIONS[match.view_name]))
    return numbers
