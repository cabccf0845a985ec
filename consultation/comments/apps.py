from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommentsConfig(AppConfig):
    """Comments of citizens on drafts."""

    name = "consultation.comments"
    label = "comments"
    verbose_name = _("Comments on drafts")

    def ready(self) -> None:
        from wagtail.permissions import register_permission_policy

        from consultation.comments import at_hand, desk
        from consultation.comments.keeping import drafts_with_comments
        from consultation.comments.models import ConsentText
        from consultation.periods.kept import KeptPolicy
        from portal.common.page_rights import register_keeper
        from sites.trace import actions

        register_keeper(drafts_with_comments, for_good=True)
        register_permission_policy(ConsentText, KeptPolicy(ConsentText))
        at_hand.register()
        desk.register()
        actions.register_kind("comments.", actions.Kind.CITIZENS)
