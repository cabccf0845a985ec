"""On which portals something was done: found from the thing itself.

A feature whose things neither are pages nor have a site or a collection registers how their
portals are found, in its ``AppConfig.ready()``.
"""

from collections.abc import Callable, Iterable

from django.contrib.auth.models import Group
from django.db.models import Model
from wagtail.models import Collection, ModelLogEntry, Page, PageLogEntry, Site
from wagtail.models.audit_log import BaseLogEntry

from portal.accounts.models import Invitation, User
from portal.hosts.addresses import site_id_of
from sites.access.models import SiteRole
from sites.profile.models import SiteProfile
from sites.trace.models import TracedEntry

Finder = Callable[[Model], Iterable[int | None]]

# In the data of an entry: the number of its portal, a list of them, or None for the province.
SITE = "site"
LOGS: dict[type[BaseLogEntry], str] = {
    PageLogEntry: TracedEntry.Log.PAGE,
    ModelLogEntry: TracedEntry.Log.OBJECT,
}
# Acts that lead from one place of the tree to another, which may be another portal's.
FROM_PLACE_TO_PLACE = ("wagtail.move", "wagtail.copy")

_finders: dict[type[Model], Finder] = {}


def register(model: type[Model], finder: Finder) -> None:
    """Says how the portals of a model's objects are found.

    Args:
        model: a model; holds for its subclasses too.
        finder: takes an object and gives the primary keys of its sites; none for the province.
    """
    _finders[model] = finder


def sites_of(entry: BaseLogEntry, instance: Model | None) -> set[int | None]:
    """The portals of an entry.

    Args:
        entry: of one of Wagtail's logs.
        instance: what it is about; None if that is gone.

    Returns:
        Primary keys of sites; ``{None}`` for what belongs to the province.
    """
    if SITE in entry.data:
        return _existing(entry.data[SITE]) or {None}
    found = sites_of_object(instance) if instance else _sites_before(entry)
    if entry.action in FROM_PLACE_TO_PLACE:
        found |= _site_of_source(entry)
    known = found - {None}
    return known or {None}


def sites_of_object(instance: Model) -> set[int | None]:
    """The portals to which a thing belongs."""
    for model in type(instance).__mro__:
        if model in _finders:
            return set(_finders[model](instance))
    for name in ("site_id", "collection_id"):
        number = getattr(instance, name, None)
        if number:
            return {number} if name == "site_id" else _sites_of_media(instance)
    return set()


def instance_of(entry: BaseLogEntry) -> Model | None:
    """What an entry is about; None if it is gone."""
    if isinstance(entry, PageLogEntry):
        known = PageLogEntry.page.field.get_cached_value(entry, default=None)
        return known or Page.objects.filter(pk=entry.page_id).first()
    model = entry.content_type.model_class() if entry.content_type else None
    return model._base_manager.filter(pk=entry.object_id).first() if model else None


def _existing(numbers: object) -> set[int]:
    wanted = numbers if isinstance(numbers, list) else [numbers]
    wanted = [number for number in wanted if isinstance(number, int)]
    return set(Site.objects.filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else set()


def _sites_before(entry: BaseLogEntry) -> set[int | None]:
    """The portals of the newest entry about the same thing."""
    about = about_the_same(entry).exclude(pk=entry.pk).order_by("-pk").values("pk")[:1]
    rows = TracedEntry.objects.filter(log=LOGS[type(entry)], entry__in=list_of(about))
    return set(rows.values_list("site", flat=True))


def about_the_same(entry: BaseLogEntry):
    """All entries about what one is about, this one too."""
    if isinstance(entry, PageLogEntry):
        return PageLogEntry.objects.filter(page=entry.page_id)
    return ModelLogEntry.objects.filter(
        content_type=entry.content_type_id, object_id=entry.object_id
    )


def list_of(rows) -> list[int]:
    """The numbers of some rows; some databases take no limit inside another statement."""
    return [row["pk"] for row in rows]


def _site_of_source(entry: BaseLogEntry) -> set[int | None]:
    source = entry.data.get("source") or {}
    page = Page.objects.filter(pk=source.get("id")).only("path").first()
    return {site_id_of(page)} if page else set()


def _sites_of_media(instance: Model) -> set[int]:
    return _sites_of_collection(instance.collection)


def _sites_of_collection(collection: Collection) -> set[int]:
    steps = range(Collection.steplen, len(collection.path) + 1, Collection.steplen)
    paths = [collection.path[:end] for end in steps]
    profiles = SiteProfile.objects.filter(collection__path__in=paths)
    return set(profiles.values_list("site", flat=True))


def _sites_of_person(person: User) -> set[int]:
    roles = SiteRole.objects.filter(group__user=person.pk)
    return set(roles.values_list("site", flat=True))


def _sites_of_group(group: Group) -> set[int]:
    return set(SiteRole.objects.filter(group=group.pk).values_list("site", flat=True))


def register_known() -> None:
    """What belongs to portals without saying so by a field. Called when all is ready."""
    register(Page, lambda page: {site_id_of(page)})
    register(Site, lambda site: {site.pk})
    register(Collection, _sites_of_collection)
    register(User, _sites_of_person)
    register(Invitation, lambda invitation: _sites_of_person(invitation.user))
    register(Group, _sites_of_group)
