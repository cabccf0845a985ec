"""Tells every process when what all pages of a portal show has changed."""

from django.db.models import Q
from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import AbstractPage, Page, ReferenceIndex, Site
from wagtail.signals import page_published, page_unpublished

from portal.hosts.index import index
from portal.hosts.signal_handlers import HOME_DEPTH, SHOWN_FIELDS
from portal.media.models import PortalImage, PortalRendition
from portal.media.renditions import size_of
from sites.menus.services import FIRST_SECTION_DEPTH, look_again_at_profile
from sites.profile.models import CONTACT_FIELDS, SiteProfile, SiteSection, SocialLink
from sites.units.models import UnitPeriod


def profile_saved(sender, instance: SiteProfile, created: bool = False, **kwargs) -> None:
    """A profile was saved: its emblem is served from this moment on."""
    if instance.emblem_id or not created:
        ReferenceIndex.create_or_update_for_object(instance)
    profile_changed(sender, instance)


def contacts_changed(
    sender, instance: SiteProfile, created: bool, update_fields=None, **kwargs
) -> None:
    """A portal's contacts may have changed: its contact page is filled by them.

    A portal that is being made has no pages yet; provisioning looks when it has.
    """
    if created or (update_fields is not None and not set(CONTACT_FIELDS) & set(update_fields)):
        return
    key = Page.objects.filter(sites_rooted_here=instance.site_id).values("translation_key")
    for home in Page.objects.filter(translation_key__in=key):
        look_again_at_profile(home)


def profile_changed(sender, instance: SiteProfile, **kwargs) -> None:
    """A portal opened, closed or changed its identity.

    It is shown on its own pages, named on those of the two ranks below it, and listed and
    counted on those of the two ranks above.
    """
    unit = instance.unit_id
    below = UnitPeriod.objects.filter(parent=unit).values("unit")
    above = UnitPeriod.objects.filter(unit=unit).values("parent")
    _tell(
        Q(pk=instance.site_id)
        | Q(profile__unit__in=above)
        | Q(profile__unit__in=UnitPeriod.objects.filter(unit__in=above).values("parent"))
        | Q(profile__unit__in=below)
        | Q(profile__unit__in=UnitPeriod.objects.filter(parent__in=below).values("unit"))
    )


def site_changed(sender, instance: Site, **kwargs) -> None:
    """A portal got another host name: others link to it."""
    profile = SiteProfile.objects.filter(site=instance.pk).first()
    if profile:
        profile_changed(SiteProfile, profile)


def section_changed(sender, instance: SiteSection, **kwargs) -> None:
    """Another page is a required section now."""
    _tell(Q(pk=instance.site_id))


def page_changed(sender, instance, update_fields=None, **kwargs) -> None:
    """A required section below the top changed its address or its title, or appeared.

    Of the sections right below a home page the address index takes care.
    """
    is_deep = isinstance(instance, AbstractPage) and instance.depth > FIRST_SECTION_DEPTH
    if not is_deep or (update_fields is not None and SHOWN_FIELDS.isdisjoint(update_fields)):
        return
    known = SiteSection.objects.filter(page__translation_key=instance.translation_key)
    _tell(Q(pk__in=known.values("site")))


def link_changed(sender, instance: SocialLink, **kwargs) -> None:
    """A link in a portal's footer changed."""
    _tell(Q(profile=instance.profile_id))


def home_shown(sender, instance, **kwargs) -> None:
    """A home page in another language appeared or vanished: other portals lead to it."""
    if instance.depth == HOME_DEPTH:
        key = instance.translation_key
        for profile in SiteProfile.objects.filter(site__root_page__translation_key=key):
            profile_changed(SiteProfile, profile)


def picture_changed(sender, instance: PortalImage, **kwargs) -> None:
    """A picture that is some portal's emblem changed."""
    _tell(Q(profile__emblem=instance.pk))


def file_changed(sender, instance: PortalRendition, **kwargs) -> None:
    """A file of some portal's emblem was made or is gone."""
    if instance.filter_spec in size_of("emblem").all_specs:
        _tell(Q(profile__emblem=instance.image_id))


def picture_goes(sender, instance: PortalImage, **kwargs) -> None:
    """Remembers whose emblem it was; afterwards no profile names it any more."""
    instance.emblem_of = list(
        SiteProfile.objects.filter(emblem=instance.pk).values_list("site", flat=True)
    )


def picture_gone(sender, instance: PortalImage, **kwargs) -> None:
    """A picture that was some portal's emblem is gone."""
    if instance.emblem_of:
        index.changed(*instance.emblem_of)


def _tell(which: Q) -> None:
    sites = list(Site.objects.filter(which).order_by().distinct().values_list("pk", flat=True))
    if sites:
        index.changed(*sites)


def connect() -> None:
    """Connects all handlers."""
    handlers: list[tuple] = [
        (profile_saved, SiteProfile),
        (contacts_changed, SiteProfile),
        (site_changed, Site),
        (section_changed, SiteSection),
        (link_changed, SocialLink),
        (picture_changed, PortalImage),
        (file_changed, PortalRendition),
    ]
    for handler, model in handlers:
        post_save.connect(handler, model)
    post_save.connect(page_changed)
    post_delete.connect(page_changed)
    page_published.connect(home_shown)
    page_unpublished.connect(home_shown)
    pre_delete.connect(picture_goes, PortalImage)
    post_delete.connect(picture_gone, PortalImage)
    post_delete.connect(file_changed, PortalRendition)
    post_delete.connect(link_changed, SocialLink)
    post_delete.connect(section_changed, SiteSection)
