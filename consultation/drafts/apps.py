from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DraftsConfig(AppConfig):
    """Draft regulations, read article by article."""

    name = "consultation.drafts"
    label = "drafts"
    verbose_name = _("Draft regulations")

    def ready(self) -> None:
        from consultation.drafts import page_types, signal_handlers
        from consultation.drafts.keeping import open_drafts
        from consultation.drafts.permissions import portal_of_version
        from portal.common.page_rights import register_keeper
        from sites.access import leading

        register_keeper(open_drafts)
        page_types.register()
        signal_handlers.connect()
        names = ("prepare", "provision", "mapping", "take", "discard")
        leading.register("uid", portal_of_version, *(f"drafts:{name}" for name in names))
