"""Refuses numbers of objects that no database can hold, before anything is asked for them."""

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse

from portal.hosts.sides import has_officer

# The greatest key of all our tables is a signed integer of 64 bits; a statement that carries a
# greater number fails on SQLite and cannot be bound as an integer on PostgreSQL.
GREATEST_KEY = 2**63 - 1
# Fields in which screens are sent the numbers of objects: those marked in a list, the page above
# them, the place to which a page goes.
FIELDS = ("id", "childOf", "new_parent_page")


class NumberGuardMiddleware:
    """Answers “not found” where an address of the administration names an impossible number."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args: tuple, kwargs: dict) -> None:
        """Looks at the numbers in the address, its query and the form.

        Raises:
            Http404: one of them is out of range.
        """
        if not has_officer(request):
            return
        if any(is_out_of_range(value) for value in (*args, *kwargs.values(), *_sent(request))):
            raise Http404


def is_out_of_range(value: object) -> bool:
    """Whether a value is a number, or looks like one, that no key can have."""
    if not isinstance(value, int | str):
        return False
    try:
        return abs(int(value)) > GREATEST_KEY
    except ValueError:
        # Python reads no digits beyond some thousands; all else is no number.
        return str(value).strip().lstrip("+-").isdecimal()


def _sent(request: HttpRequest) -> Iterator[str]:
    for name in FIELDS:
        yield from request.GET.getlist(name)
        if request.method == "POST":
            yield from request.POST.getlist(name)
