"""Keeps the table of host names and the version of the index in step with sites and homes."""

from django.conf import settings
from django.db.models.signals import post_delete, post_migrate, post_save
from wagtail.models import AbstractPage, Site
from wagtail.signals import post_page_move

from portal.common import clock
from portal.hosts.index import HOME_PATH_LENGTH, index
from portal.hosts.models import Host

HOME_DEPTH = 2
# Home pages and the sections right below them: name, menu and trail of every page of a site.
SHOWN_EVERYWHERE = frozenset({HOME_DEPTH, HOME_DEPTH + 1})
# Wagtail writes the foreign key by the name of its column.
SHOWN_FIELDS = frozenset(
    {"title", "slug", "url_path", "path", "live", "show_in_menus", "alias_of", "alias_of_id"}
)


def site_saved(sender, instance: Site, **kwargs) -> None:
    """Writes the site's host name into the table; a replaced name goes on as a former one."""
    current = Host.objects.filter(site=instance, state=Host.State.CURRENT).first()
    if current is None or current.name != instance.hostname:
        if current:
            current.state, current.until = Host.State.FORMER, clock.now()
            current.save(update_fields=["state", "until"])
        Host.objects.update_or_create(
            name=instance.hostname,
            defaults={
                "site": instance,
                "kind": Host.Kind.PUBLIC,
                "state": Host.State.CURRENT,
                "since": clock.now(),
                "until": None,
            },
        )
    index.changed(instance.pk)


def site_deleted(sender, instance: Site, **kwargs) -> None:
    """A site is gone: every process reads the whole table again."""
    index.changed()


def host_saved(sender, instance: Host, **kwargs) -> None:
    """A host name changed."""
    index.changed(*filter(None, [instance.site_id]))


def page_saved(sender, instance, update_fields=None, **kwargs) -> None:
    """A home page changed its address, or a top section what all pages of its site show.

    A draft changes nothing that readers see, so that saving one is no reason to read anew.
    """
    if not isinstance(instance, AbstractPage) or instance.depth not in SHOWN_EVERYWHERE:
        return
    if update_fields is not None and SHOWN_FIELDS.isdisjoint(update_fields):
        return
    if instance.depth > HOME_DEPTH:
        _changed_below(instance.path)
        return
    snapshot = index.current()
    root = snapshot.roots.get(instance.path)
    was_live = instance.path not in snapshot.hidden
    if root and root.root_path == instance.url_path and was_live == instance.live:
        return
    sites = Site.objects.filter(root_page__translation_key=instance.translation_key)
    site_ids = list(sites.values_list("pk", flat=True))
    if site_ids:
        index.changed(*site_ids)


def _changed_below(path: str) -> None:
    root = index.current().roots.get(path[:HOME_PATH_LENGTH])
    if root:
        index.changed(root.site_id)


def page_deleted(sender, instance, **kwargs) -> None:
    """A home page or a top section is gone."""
    if not isinstance(instance, AbstractPage):
        return
    if instance.depth == HOME_DEPTH:
        index.changed()
    elif instance.depth in SHOWN_EVERYWHERE:
        _changed_below(instance.path)


def page_moved(sender, instance, **kwargs) -> None:
    """A page moved; with it its siblings may have got other places in the tree."""
    parents = kwargs["parent_page_before"], kwargs["parent_page_after"]
    if any(parent.depth + 1 == HOME_DEPTH for parent in parents):
        index.changed()
        return
    for parent in parents:
        _changed_below(parent.path)


def write_admin_host(**kwargs) -> None:
    """Gives the administration its row in the table of host names."""
    Host.objects.update_or_create(
        name=settings.ADMIN_HOST,
        defaults={"kind": Host.Kind.ADMIN, "site": None, "state": Host.State.CURRENT},
    )
    Host.objects.filter(kind=Host.Kind.ADMIN).exclude(name=settings.ADMIN_HOST).delete()
    index.changed()


def connect(app_config) -> None:
    """Connects all handlers."""
    post_save.connect(site_saved, Site)
    post_delete.connect(site_deleted, Site)
    post_save.connect(host_saved, Host)
    post_save.connect(page_saved)
    post_delete.connect(page_deleted)
    post_page_move.connect(page_moved)
    post_migrate.connect(write_admin_host, sender=app_config)
