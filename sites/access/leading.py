"""How an address of the administration leads to the portal of the thing that it names.

Features register a way for an argument of their addresses. Pages and portals need none: they are
known to ``current``.
"""

from collections.abc import Callable, Iterator
from functools import partial

from django.db.models import F, Model
from django.db.models.functions import Left
from django.http import HttpRequest
from wagtail.models import Collection

from portal.media.models import PortalDocument, PortalImage
from sites.profile.models import SiteProfile

# Takes the argument and gives the number of the portal, with one statement at most.
Way = Callable[[object], int | None]
# The collection of a portal lies right under the root.
PORTAL_COLLECTION = 2 * Collection.steplen

_ways: dict[tuple[str, str], Way] = {}


def register(argument: str, way: Way, *view_names: str) -> None:
    """Lets an argument lead to a portal.

    Being led there gives no right: a portal on which the person has no role is never taken.

    Args:
        argument: its name.
        way: finds the portal.
        view_names: the addresses, with their namespace, in which the argument means this; in
            all of them if none is given.
    """
    for view_name in view_names or ("",):
        _ways[view_name, argument] = way


def led_to(request: HttpRequest, kwargs: dict) -> Iterator[int | None]:
    """The portals of what an address names; asks nothing for addresses without a way.

    Args:
        request: a request whose address is resolved.
        kwargs: the arguments of its view.
    """
    view_name = request.resolver_match.view_name
    for argument, value in kwargs.items():
        way = _ways.get((view_name, argument)) or _ways.get(("", argument))
        if way:
            yield way(value)


def portal_of_media(model: type[Model], number: object) -> int | None:
    """The portal in whose collection, or one below it, a picture or a file lies.

    Args:
        model: of pictures or of files.
        number: its primary key.
    """
    path = model.objects.filter(pk=number).annotate(
        portal_path=Left(F("collection__path"), PORTAL_COLLECTION)
    )
    found = SiteProfile.objects.filter(collection__path=path.values("portal_path")[:1])
    return found.values_list("site", flat=True).first()


def register_media() -> None:
    """Called once, when the application is ready."""
    register("image_id", partial(portal_of_media, PortalImage))
    for argument in ("document_id", "doc_id"):
        register(argument, partial(portal_of_media, PortalDocument))
