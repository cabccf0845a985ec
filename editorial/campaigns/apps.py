from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CampaignsConfig(AppConfig):
    """Major events that many portals tell of together."""

    name = "editorial.campaigns"
    label = "campaigns"
    verbose_name = _("Major events")

    def ready(self) -> None:
        from wagtail.models import Page

        from editorial.articles.campaigns import offer_campaigns_with
        from editorial.campaigns import page_types, signal_handlers
        from editorial.campaigns.reach import pages_shown_on
        from editorial.campaigns.tagging import offered
        from portal.media.access import register_reference_source

        page_types.register()
        signal_handlers.connect()
        offer_campaigns_with(offered)
        register_reference_source(Page, pages_shown_on)
