"""Keeps the table of host names and the version of the index in step with sites and homes."""

from django.conf import settings
from django.db.models.signals import post_delete, post_migrate, post_save
from wagtail.models import AbstractPage, Site
from wagtail.signals import post_page_move

from portal.common import clock
from portal.hosts.index import index
from portal.hosts.models import Host

HOME_DEPTH = 2


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


def page_saved(sender, instance, **kwargs) -> None:
    """A home page appeared or changed its address; any other save changes nothing."""
    if not isinstance(instance, AbstractPage) or instance.depth != HOME_DEPTH:
        return
    root = index.current().roots.get(instance.path)
    if root and root.root_path == instance.url_path:
        return
    sites = Site.objects.filter(root_page__translation_key=instance.translation_key)
    site_ids = list(sites.values_list("pk", flat=True))
    if site_ids:
        index.changed(*site_ids)


def page_deleted(sender, instance, **kwargs) -> None:
    """A home page is gone."""
    if isinstance(instance, AbstractPage) and instance.depth == HOME_DEPTH:
        index.changed()


def page_moved(sender, instance, **kwargs) -> None:
    """A page moved to or from the place of a home page."""
    parents = kwargs["parent_page_before"], kwargs["parent_page_after"]
    if any(parent.depth + 1 == HOME_DEPTH for parent in parents):
        index.changed()


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
