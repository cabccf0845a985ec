"""Who may have a stored file.

In public: everybody, once something that is live on this very site refers to the file. In the
administration: officers whose rights reach its collection.
"""

from collections.abc import Callable

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, Model, Q, QuerySet
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry

from portal.common.tree import within_path
from portal.hosts.index import index
from portal.media.models import PortalDocument, PortalImage

StoredFile = PortalImage | PortalDocument
OFFICER_ACTIONS = ["change", "choose"]

_sources: list[tuple[type[Model], Callable[[int], QuerySet]]] = []


def register_reference_source(
    model: type[Model], objects_of_site: Callable[[int], QuerySet]
) -> None:
    """Makes the files public to which objects of a model refer.

    Args:
        model: a model other than a page, for instance a site's profile; or ``Page`` for pages
            that are shown on other sites than their own.
        objects_of_site: gives the objects that are shown on the site with this number.
    """
    ReferenceIndex.register_model(model)
    _sources.append((model, objects_of_site))


def live_pages_of_site(site_id: int) -> QuerySet[Page]:
    """Live pages under the homes of a site, in all languages."""
    below = Q(pk__in=[])
    for path in index.current().home_paths.get(site_id, []):
        below |= within_path(path)
    return Page.objects.live().filter(below).order_by()


def is_public_on(file: StoredFile, site_id: int | None) -> bool:
    """Whether something live on a site refers to the file."""
    if site_id is None:
        return False
    sources = [(Page, live_pages_of_site), *_sources]
    return any(_refers(model, objects(site_id), file) for model, objects in sources)


def _refers(model: type[Model], objects: QuerySet, file: StoredFile) -> bool:
    root = (model._meta.get_parent_list() or [model])[-1]
    content_types = ContentType.objects.get_for_models(root, type(file), for_concrete_models=False)
    references = ReferenceIndex.objects.filter(
        base_content_type=content_types[root],
        to_content_type=content_types[type(file)],
        to_object_id=str(file.pk),
    )
    ids = references.values_list(Cast("object_id", BigIntegerField()))
    return objects.filter(pk__in=ids).exists()


def is_open_to(user: object, file: StoredFile) -> bool:
    """Whether an officer may see the file in the administration."""
    if not getattr(user, "is_authenticated", False):
        return False
    policy = policy_registry.get_by_type(type(file))
    return policy.user_has_any_permission_for_instance(user, OFFICER_ACTIONS, file)
